-- The latest version of every notice to a buyer; its text is in no table, a case may have a million of them.
create table notice (
    notice_id uuid primary key,
    case_id   text not null,
    state     text not null,
    version   bigint not null
);

-- Sums over notice, kept with every change of it.
create table notice_progress (
    case_id   text primary key,
    requested bigint not null,
    delivered bigint not null,
    bounced   bigint not null
);

-- What each service's last comparison of its books found; the number that must be 0.
create table reconciliation (
    service text primary key,
    version bigint not null,
    at      timestamptz not null,
    cases   bigint not null,
    found   bigint not null
);
