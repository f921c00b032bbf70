-- Listings that look like blocked items, and what people decided. What was suspected and what was decided come in any order.
create table suspicion (
    suspicion_id    text primary key,
    listing_id      text not null,
    parent_block_id text not null,
    score           int,
    reasons         text[],
    suspected_at    timestamptz,
    decided_at      timestamptz
);
create index suspicion_undecided on suspicion (score desc, suspected_at, suspicion_id)
    where decided_at is null and suspected_at is not null;

-- They are of a listing, which has no case until it is blocked.
create index event_of_suspicion on event (listing_id) where type in ('RelistingSuspected', 'SuspicionDecided');
