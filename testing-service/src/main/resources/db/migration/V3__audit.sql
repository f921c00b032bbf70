-- What people did and what they were refused; only ever added to.
create table audit_entry (
    entry_id bigint generated always as identity primary key,
    at       timestamptz not null,
    actor    text not null,
    lab      text,
    action   text not null,
    subject  text not null,
    detail   text
);
create index audit_entry_subject on audit_entry (subject, entry_id);
