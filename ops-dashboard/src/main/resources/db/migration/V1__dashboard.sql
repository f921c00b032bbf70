-- What was told, as it was told; without order lines (order_line) and the block list (it repeats SaleBlocked).
create table event (
    event_id     uuid primary key,
    topic        text not null,
    type         text not null,
    occurred_at  timestamptz not null,
    version      bigint not null,
    causation_id uuid,
    case_id      text,
    block_id     text,
    listing_id   text,
    order_id     text,
    report_no    text,
    value        text not null
);
-- Refunds of single lines, of which a case may have a million, are in event_of_order only.
create index event_of_case on event (case_id, occurred_at, version, event_id) where case_id is not null and order_id is null;
create index event_of_block on event (block_id) where block_id is not null;
create index event_of_listing on event (listing_id, version) where type = 'ListingPublished';
create index event_of_order on event (order_id) where order_id is not null;
create index event_of_report on event (report_no) where report_no is not null;
create index event_newest on event (occurred_at, version, event_id) where order_id is null and type <> 'ListingPublished';

-- The latest version of every listing.
create table listing (
    listing_id text primary key,
    version    bigint not null,
    title      text not null,
    category   text not null,
    seller_id  text not null
);

-- The first telling of each line; a cancellation may be here before its line.
create table order_line (
    order_id        text not null,
    line_no         int not null,
    paid_event      uuid,
    listing_id      text,
    sku             text,
    buyer_ref       text,
    quantity        int,
    amount          bigint,
    currency        text,
    paid_at         timestamptz,
    cancelled_event uuid,
    cancelled_at    timestamptz,
    primary key (order_id, line_no)
);

create table campaign (
    month     text primary key,
    rule      text not null,
    selected  int not null,
    skipped   int not null,
    closed_at timestamptz not null
);

-- What is known of each case; its events come from several topics, in any order.
create table safety_case (
    case_id           text primary key,
    month             text not null,
    listing_id        text not null,
    selected_at       timestamptz,
    ordered_at        timestamptz,
    reported_at       timestamptz,
    failed_at         timestamptz,
    blocked_at        timestamptz,
    confirmed_at      timestamptz,
    opened_at         timestamptz,
    refunded_at       timestamptz,
    rank              int,
    orders            bigint,
    verdict           text,
    nonconformities   text,
    judged_version    bigint,
    block_id          text,
    ground            text,
    stopped           bigint,
    completed_version bigint
);
create index safety_case_by_month on safety_case (month);
create index safety_case_by_listing on safety_case (listing_id);
create index safety_case_by_block on safety_case (block_id);

create table test_order (
    test_order_id text primary key,
    case_id       text not null,
    lab           text not null,
    ordered_at    timestamptz,
    reported_at   timestamptz,
    verdict       text,
    version       bigint
);
create index test_order_by_case on test_order (case_id);

-- The latest version of every refund.
create table refund (
    refund_id uuid primary key,
    case_id   text not null,
    order_id  text not null,
    line_no   int not null,
    state     text not null,
    amount    bigint not null,
    currency  text not null,
    version   bigint not null,
    at        timestamptz not null
);
create index refund_by_order on refund (order_id);

-- Sums over refund, kept with every change of it: nobody counts a million rows to look at a board.
create table refund_progress (
    case_id          text not null,
    currency         text not null,
    requested        bigint not null,
    settled          bigint not null,
    failed           bigint not null,
    requested_amount bigint not null,
    settled_amount   bigint not null,
    primary key (case_id, currency)
);

-- The events of single refunds, folded by programme hour.
create table refund_hour (
    case_id     text not null,
    type        text not null,
    hour        timestamptz not null,
    currency    text not null,
    events      bigint not null,
    amount      bigint not null,
    first_at    timestamptz not null,
    first_event uuid not null,
    last_at     timestamptz not null,
    primary key (case_id, type, hour, currency)
);
create index refund_hour_newest on refund_hour (last_at);

-- How much came in, kept so that nobody counts it: LISTINGS, ORDER_LINES, PARKED.
create table intake (
    what  text primary key,
    count bigint not null
);
