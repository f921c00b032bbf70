-- What the platform says of a listing, in its latest version: what a block needs beside the verdict.
create table listing (
    listing_id     text primary key,
    seller_id      text not null,
    gtin           text,
    model          text,
    certificate_no text,
    title          text not null,
    version        bigint not null
);

-- The request to stop a sale. The product's keys are copied when it is made: the register finds the block by them,
-- whatever becomes of the listing.
create table block (
    block_id       uuid primary key,
    case_id        text not null unique,
    listing_id     text not null,
    status         text not null check (status in ('REQUESTED', 'CONFIRMED', 'INCOMPLETE')),
    gtin           text,
    model          text,
    certificate_no text,
    statement      text not null check (statement is json object), -- SaleBlocked as it was told
    blocked_at     timestamptz not null,
    answer         text,                                           -- the platform's last word that counted
    note           text,
    answered_at    timestamptz,
    confirmed_at   timestamptz,
    released_at    timestamptz
);

-- One open block a listing, however many instances try: a released listing can be blocked again.
create unique index block_open_listing on block (listing_id) where released_at is null;
create index block_open_gtin on block (gtin) where released_at is null and gtin is not null;
create index block_open_model on block (model) where released_at is null and model is not null;
create index block_open_certificate on block (certificate_no) where released_at is null and certificate_no is not null;
create index block_status on block (status, case_id);

-- Every answer of the platform, also those that changed nothing.
create table platform_answer (
    block_id    uuid not null references block,
    report_id   text not null,
    status      text not null,
    skus        text[] not null,
    reported_at timestamptz not null,
    note        text,
    primary key (block_id, report_id)
);
