create table tally (id text primary key, times int not null);
create table line (order_id text not null, line_no int not null, primary key (order_id, line_no));
