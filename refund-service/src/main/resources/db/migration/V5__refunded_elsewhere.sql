-- Money that somebody else gave back for a line; may be here before its line.
create table refunded_elsewhere (
    order_id    text not null,
    line_no     int not null,
    refund_ref  text not null,
    amount      bigint not null check (amount > 0),
    currency    text not null,
    refunded_at timestamptz not null,
    primary key (order_id, line_no, refund_ref)
);
