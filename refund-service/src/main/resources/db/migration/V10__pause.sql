-- The last pause of a case, and how it ended: it stays, so that saying the same once more changes nothing.
alter table refund_case
    add column paused         boolean not null default false,
    add column paused_by      text,
    add column paused_reason  text,
    add column paused_at      timestamptz,
    add column resumed_by     text,
    add column resumed_reason text,
    add column resumed_at     timestamptz,
    -- Paused since the provider's balance was too short for this refund, and what was missing then for the case.
    add column short_refund   uuid,
    add column short_currency text,
    add column short_missing  bigint,
    add check (not paused or paused_at is not null),
    add check (paused or short_refund is null);
create index refund_case_short on refund_case (short_refund) where short_refund is not null;
create index refund_case_open on refund_case (case_id) where state = 'OPEN';

-- Refunds are claimed case by case.
create index refund_planned_of_case on refund (case_id, refund_id) where state = 'PLANNED';
drop index refund_planned;

-- How many payments a second the provider is asked for at most, by all instances together; one row.
create table payment_rate (
    only_row   boolean primary key default true check (only_row),
    per_second int check (per_second >= 0), -- 0: as fast as it goes; null: as the setting says
    set_by     text,
    reason     text,
    set_at     timestamptz,
    spent_to   timestamptz not null default 'epoch' -- wall time up to which the rate is used up
);
insert into payment_rate default values;

-- What people did and what they were refused; only ever added to.
create table audit_entry (
    entry_id bigint generated always as identity primary key,
    at       timestamptz not null,
    actor    text not null,
    action   text not null,
    subject  text not null,
    detail   text
);
create index audit_entry_subject on audit_entry (subject, entry_id);
