-- What was said about an order's due date, each once.
alter table test_order
    add column reminded_at timestamptz,
    add column overdue_at  timestamptz,
    add column kept_at     timestamptz; -- no other laboratory could take it over
create index test_order_open on test_order (due_on) where status in ('ORDERED', 'ACCEPTED');
