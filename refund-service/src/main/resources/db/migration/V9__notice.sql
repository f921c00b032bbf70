-- Why the buyers of a case are told, and how far the listing's order lines were looked through for them.
create table recall (
    case_id         text primary key,
    listing_id      text not null,
    refund_from     timestamptz not null,
    version         bigint not null, -- of the SaleBlocked that says why
    nonconformities text not null check (nonconformities is json array),
    seen_to_paid_at timestamptz,
    seen_to_order   text not null default '',
    seen_to_line    int not null default 0,
    seen_all        boolean not null default false
);
create index recall_by_listing on recall (listing_id);

-- The lines by which a buyer is a case's, cancelled or not: what is told of them is found when the notice is asked for.
create table noticed_line (
    case_id   text not null,
    buyer_ref text not null,
    order_id  text not null,
    line_no   int not null,
    primary key (case_id, buyer_ref, order_id, line_no)
);

-- One notice per buyer and case.
create table buyer_notice (
    notice_id    uuid primary key,
    case_id      text not null,
    buyer_ref    text not null,
    state        text not null check (state in ('DUE', 'REQUESTED', 'SENT', 'DELIVERED', 'BOUNCED')),
    language     text,
    channel      text,
    requested_at timestamptz,
    reported_at  timestamptz,
    unique (case_id, buyer_ref)
);
create index buyer_notice_by_state on buyer_notice (case_id, state);
create index buyer_notice_due on buyer_notice (case_id, buyer_ref) where state = 'DUE';

-- In which language a buyer is spoken to: what the last order says that says it.
create table buyer_language (
    buyer_ref text primary key,
    language  text not null,
    paid_at   timestamptz not null
);
