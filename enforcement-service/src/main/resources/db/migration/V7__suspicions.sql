-- What a listing is compared by: the words of its title in normal form, and pieces of its image's hash (#0abcd). Listings
-- from before have none until their next version.
alter table listing
    add column brand      text,
    add column price      bigint,
    add column currency   text,
    add column image_hash text,
    add column terms      text[] not null default '{}';
create index listing_terms on listing using gin (terms);

-- The blocked product as it was when it was first compared: what its seller says later must not widen the suspicions.
create table blocked_product (
    block_id   uuid primary key references block,
    title      text not null,
    brand      text,
    price      bigint,
    currency   text,
    image_hash text,
    terms      text[] not null
);
create table block_term (
    term     text not null,
    block_id uuid not null references blocked_product,
    primary key (term, block_id)
);

-- Whether the listings on sale were looked through for it.
alter table block add column compared boolean not null default false;
create index block_not_compared on block (block_id)
    where not compared and released_at is null and parent_block_id is null;

-- Listings that are new or have changed, and have still to be compared with what is blocked.
create table suspicion_search (
    listing_id text primary key,
    caused_by  uuid -- the event of the listing
);

-- A listing that is like a blocked product, for a person to decide. Titles are those that were compared.
create table suspicion (
    suspicion_id       uuid primary key,
    suspicion_no       bigint generated always as identity unique,
    listing_id         text not null,
    title              text not null,
    parent_block_id    uuid not null references block,
    blocked_listing_id text not null,
    blocked_title      text not null,
    score              int not null check (score between 0 and 100),
    reasons            text[] not null,
    suspected_at       timestamptz not null,
    status             text not null check (status in ('OPEN', 'RELISTING', 'UNRELATED')),
    decided_by         text,
    decision           text,
    decided_at         timestamptz
);
create index suspicion_pair on suspicion (listing_id, parent_block_id);
create index suspicion_status on suspicion (status, suspicion_no);
-- A pair is one question at a time, however many instances compare it.
create unique index suspicion_open on suspicion (listing_id, parent_block_id) where status = 'OPEN';
