-- A sent order is never edited: a change is a new order (attempt) that supersedes the old one.
alter table test_order
    drop constraint test_order_status_check,
    add constraint test_order_status_check
        check (status in ('ORDERED', 'ACCEPTED', 'CLOSED', 'REFUSED', 'REASSIGNED', 'CANCELLED', 'UNAVAILABLE')),
    add column supersedes    uuid references test_order,
    add column superseded_by uuid references test_order deferrable initially deferred,
    add column retest_of     uuid references test_order,
    add column referee       boolean not null default false,
    add column end_reason    text;

alter table unroutable
    drop constraint unroutable_reason_check,
    add constraint unroutable_reason_check
        check (reason in ('NO_PLAN', 'NO_LAB', 'CANCELLED', 'SAMPLE_UNAVAILABLE'));
