-- What people decided and what they were refused; only ever added to.
create table audit_entry (
    entry_id bigint generated always as identity primary key,
    at       timestamptz not null,
    actor    text not null,
    action   text not null,
    subject  text not null,
    detail   text
);
create index audit_entry_subject on audit_entry (subject, entry_id);

-- The last request of a person to release a block. It counts for the blocking that it was made in; earlier ones are in
-- the audit.
create table release_request (
    block_id     uuid primary key references block,
    cause        text not null check (cause in ('CORRECTION', 'RETEST', 'APPEAL', 'WRONG_MATCH')),
    reason       text not null,
    requested_by text not null,
    requested_at timestamptz not null,
    approved_by  text,
    approved_at  timestamptz,
    check (approved_by <> requested_by)
);

-- Reports that speak for a listing: what a release by people may be founded on. A new failing report takes them away.
create table favourable_report (
    test_order_id text primary key,
    listing_id    text not null,
    cause         text not null check (cause in ('CORRECTION', 'RETEST'))
);
create index favourable_report_listing on favourable_report (listing_id);

create table appeal (
    appeal_id  uuid primary key,
    appeal_no  bigint generated always as identity unique,
    block_id   uuid not null references block,
    case_id    text not null,
    listing_id text not null,
    appellant  text not null,
    reason     text not null,
    evidence   text,
    opened_at  timestamptz not null,
    status     text not null check (status in ('OPEN', 'UPHELD', 'REJECTED')),
    decided_by text,
    decision   text,
    decided_at timestamptz
);
create index appeal_block on appeal (block_id);
create index appeal_status on appeal (status, appeal_no);

-- A listing that is off sale for the time being. A hold whose time is over has ended, whether or not that is written here.
create table sale_hold (
    hold_id    uuid primary key,
    hold_no    bigint generated always as identity unique,
    listing_id text not null,
    reason     text not null,
    until      timestamptz not null,
    territory  text not null,
    held_by    text not null,
    held_at    timestamptz not null,
    ended_at   timestamptz,
    end_reason text,
    block_id   uuid -- that it became
);
-- One hold a listing, however many instances try.
create unique index sale_hold_open on sale_hold (listing_id) where ended_at is null;
