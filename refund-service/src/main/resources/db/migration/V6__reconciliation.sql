-- What the provider says it paid, as it says it: the same refund twice is two entries.
create table provider_statement (
    entry_id          text primary key,
    refund_request_id text not null,
    amount            bigint not null,
    currency          text not null
);
create index provider_statement_by_refund on provider_statement (refund_request_id);

-- Every comparison of cases, orders and statement.
create table reconciliation (
    at          timestamptz primary key,
    cases       bigint not null,
    found       bigint not null,
    differences text not null check (differences is json array),
    statement   text -- the statement was read up to this entry; null where it was empty
);
