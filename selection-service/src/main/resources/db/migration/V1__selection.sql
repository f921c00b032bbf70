-- Identifiers are compared by code point everywhere: collate "C".

create table listing (
    listing_id  text collate "C" primary key check (listing_id ~ '^[A-Za-z0-9._-]{1,64}$'),
    version     bigint not null,
    seller_id   text not null,
    category    text collate "C" not null,
    title       text not null,
    age_group   text,
    materials   text[] not null,
    price       bigint,
    -- SHA-256 of all that makes the product what it is; the price does not
    fingerprint text not null,
    changed_at  timestamptz not null
);

-- The truth that is counted at the close. The first telling of (order_id, line_no) wins.
create table order_line (
    order_id   text collate "C" not null,
    line_no    int not null,
    listing_id text collate "C" not null,
    sku        text collate "C" not null,
    buyer_ref  text collate "C" not null,
    quantity   int not null check (quantity >= 1),
    amount     bigint not null check (amount >= 0),
    currency   text not null,
    paid_at    timestamptz not null,
    -- month of paid_at in Korea, YYYY-MM
    month      text collate "C" not null,
    -- came after the month's campaign was closed: drift
    late       boolean not null,
    -- how often the same was told again
    repeats    int not null default 0,
    primary key (order_id, line_no)
) with (fillfactor = 95, autovacuum_vacuum_insert_scale_factor = 0.5);

-- Lines come about in the order of payment, so the blocks of a month are near each other.
create index order_line_month on order_line using brin (month) with (pages_per_range = 32, autosummarize = on);

-- A later telling of a line that differs from the first; it is not counted.
create table order_line_conflict (
    order_id text collate "C" not null,
    line_no  int not null,
    event_id uuid not null,
    month    text collate "C" not null,
    told     text not null,
    primary key (order_id, line_no, event_id)
);

-- May come before its line.
create table order_cancellation (
    order_id     text collate "C" not null,
    line_no      int not null,
    cancelled_at timestamptz not null,
    -- came after the campaign of its line's month was closed: drift
    late         boolean not null,
    primary key (order_id, line_no)
);

-- In test: ordered and without a verdict. The two are told on two topics and may come in either order.
create table listing_test (
    test_order_id text primary key,
    listing_id    text collate "C" not null,
    ordered_at    timestamptz,
    verdict       text check (verdict in ('PASS', 'FAIL', 'INCONCLUSIVE')),
    revision      int,
    decided_at    timestamptz
);
create index listing_test_listing on listing_test (listing_id);

create table listing_block (
    listing_id text collate "C" primary key,
    block_id   text not null,
    blocked    boolean not null,
    version    bigint not null
);

create table campaign (
    month           text collate "C" primary key,
    rule            text not null,
    -- one of the two: so many of every category, or so many of the categories that are named
    top             int,
    plan_categories text[],
    plan_places     int[],
    state           text not null check (state in ('OPEN', 'CLOSING', 'CLOSED')),
    opened_at       timestamptz not null,
    close_asked_at  timestamptz,
    -- where both feeds ended when the close was asked for: topic/partition=offset
    feed_ends       text,
    closed_at       timestamptz,
    snapshot_hash   text,
    candidates      int,
    selected        int,
    skipped         int,
    check ((top is null) <> (plan_categories is null))
);

-- The frozen ranking: every candidate with its counts and what became of it.
create table campaign_listing (
    month      text collate "C" not null references campaign,
    listing_id text collate "C" not null,
    category   text collate "C" not null,
    rank       int not null,
    units      bigint not null,
    orders     bigint not null,
    buyers     bigint not null,
    sku        text not null,
    outcome    text not null check (outcome in ('SELECTED', 'SKIPPED', 'CUT', 'UNPLANNED')),
    reason     text,
    primary key (month, listing_id)
);
create index campaign_listing_picked on campaign_listing (month, category, rank) where outcome in ('SELECTED', 'SKIPPED');
