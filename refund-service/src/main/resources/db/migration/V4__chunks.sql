-- A case is planned a chunk at a time: the last line that was looked at, and how many lines that makes of how many.
alter table refund_case
    add column planned_to_paid_at timestamptz,
    add column planned_to_order   text not null default '',
    add column planned_to_line    int not null default 0,
    add column lines_planned      bigint not null default 0,
    add column lines              bigint; -- known when planning begins

drop index purchase_by_listing;
create index purchase_by_listing on purchase (listing_id, paid_at, order_id, line_no);
