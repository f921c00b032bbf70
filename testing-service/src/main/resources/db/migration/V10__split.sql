-- A second order of the same case, at another laboratory, that neither can tell from any other: for holding the two against each other.
alter table test_order add column split boolean not null default false;
create index test_order_split on test_order (month, case_id) where split;
