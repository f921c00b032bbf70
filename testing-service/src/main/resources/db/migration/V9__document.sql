-- Read page by page, in the order in which they came.
alter table quarantined_report add quarantine_no bigint generated always as identity;
create unique index quarantined_report_no on quarantined_report (quarantine_no);

-- The signed document of a report. Never replaced: the report names its hash.
create table report_document (
    lab        text not null,
    report_no  text not null,
    revision   int not null,
    media_type text not null,
    content    bytea not null,
    primary key (lab, report_no, revision),
    foreign key (lab, report_no, revision) references lab_report
);

-- hash_mismatch: a file came that is not the one that the report names.
-- submitted_by: who posted a report that counts only once another person has confirmed it.
alter table lab_report
    add document_sha256 text,
    add hash_mismatch boolean not null default false,
    add document_stored_at timestamptz,
    add submitted_by text,
    add confirmed_by text,
    add confirmed_at timestamptz,
    add check (confirmed_by is null or confirmed_by <> submitted_by);
update lab_report set document_sha256 = lower(document::jsonb ->> 'documentSha256');
alter table lab_report alter document_sha256 set not null;
