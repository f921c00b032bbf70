-- Verified: a probe could not buy. Breached: a probe could, or somebody did.
alter table block drop constraint block_status_check;
alter table block add constraint block_status_check
    check (status in ('REQUESTED', 'CONFIRMED', 'INCOMPLETE', 'VERIFIED', 'BREACHED', 'RELEASED'));

alter table block add column verified_at timestamptz;       -- since when, without a breach; later probes count from here
alter table block add column breached_at timestamptz;       -- the last time
alter table block add column next_probe_at timestamptz;     -- programme time
alter table block add column probe_lease_until timestamptz; -- wall time: somebody is at it, or the shop is left alone
alter table block add column probe_tries int not null default 0;
create index block_next_probe on block (next_probe_at) where next_probe_at is not null;

-- A run of a probe with what was tried and answered; one that is repeated because nothing could be told keeps its last try.
create table probe (
    block_id uuid not null references block,
    due_at   timestamptz not null,
    at       timestamptz not null,
    result   text not null check (result in ('HOLDS', 'HOLE', 'UNCLEAR')),
    hole     text check (hole in ('SEARCH', 'PAGE', 'CART', 'CHECKOUT')),
    tries    int not null,
    evidence text not null,
    primary key (block_id, due_at),
    check ((result = 'HOLE') = (hole is not null))
);

-- Order lines that were paid after the block of their listing; each is told once.
create table sold_after_block (
    order_id text not null,
    line_no  int not null,
    block_id uuid not null references block,
    paid_at  timestamptz not null,
    at       timestamptz not null,
    primary key (order_id, line_no)
);
create index sold_after_block_block on sold_after_block (block_id);
