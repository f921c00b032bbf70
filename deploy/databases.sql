-- One user and one database for each service. The passwords are for a trial on one machine.
create user selection password 'selection';
create user testing password 'testing';
create user enforcement password 'enforcement';
create user refund password 'refund';
create user dashboard password 'dashboard';
create database selection owner selection;
create database testing owner testing;
create database enforcement owner enforcement;
create database refund owner refund;
create database dashboard owner dashboard;
