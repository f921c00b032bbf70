-- Days that follow no rule of the calendar, such as elections and holidays that are declared late.
create table declared_day (
    day     date primary key,
    working boolean not null,
    name    text not null
);
