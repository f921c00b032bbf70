-- The name-based UUID (version 3) of a text, as java.util.UUID.nameUUIDFromBytes makes it. The database's encoding is UTF-8.
create function name_uuid(name text) returns uuid
    language sql immutable strict parallel safe
    return (select encode(set_byte(set_byte(hash, 6, (get_byte(hash, 6) & 15) | 48),
                                   8, (get_byte(hash, 8) & 63) | 128), 'hex')::uuid
            from decode(md5(name), 'hex') hash);

-- Paid order lines, as the platform told them; the first telling wins.
create table purchase (
    order_id   text not null,
    line_no    int not null,
    listing_id text not null,
    buyer_ref  text not null,
    amount     bigint not null check (amount >= 0),
    currency   text not null,
    paid_at    timestamptz not null,
    primary key (order_id, line_no)
);
create index purchase_by_listing on purchase (listing_id, paid_at);

-- May be here before its line.
create table cancellation (
    order_id     text not null,
    line_no      int not null,
    cancelled_at timestamptz not null,
    primary key (order_id, line_no)
);

create table refund_case (
    case_id      text primary key,
    block_id     text not null,
    listing_id   text not null,
    refund_from  timestamptz not null,
    feed_ends    text not null,
    state        text not null check (state in ('OPEN', 'COMPLETED')),
    planned      text not null check (planned in ('NOT_YET', 'EARLY', 'WHOLE')),
    completions  int not null,
    opened_at    timestamptz not null,
    completed_at timestamptz
);
create index refund_case_by_listing on refund_case (listing_id);

create table refund (
    refund_id    uuid primary key,
    case_id      text not null,
    order_id     text not null,
    line_no      int not null,
    listing_id   text not null,
    buyer_ref    text not null,
    amount       bigint not null check (amount > 0),
    currency     text not null,
    state        text not null check (state in ('PLANNED', 'REQUESTED', 'SETTLED', 'FAILED', 'STOPPED', 'SKIPPED')),
    attempt      int not null,
    lease_until  timestamptz,
    provider_ref text,
    reason       text,
    planned_at   timestamptz not null,
    requested_at timestamptz,
    final_at     timestamptz
);
-- The one-refund law: whatever is planned for whichever case, an order line has at most one live refund.
create unique index refund_live on refund (order_id, line_no) where state not in ('STOPPED', 'SKIPPED');
create index refund_planned on refund (refund_id) where state = 'PLANNED';
create index refund_leased on refund (lease_until) where state = 'REQUESTED';
create index refund_by_case on refund (case_id, state, currency);
