-- Where a seller's goods have gone: no laboratory keeps one seller.
create index test_order_of_seller on test_order (seller_id, lab, ordered_at);

-- Keys of laboratories without an identity provider. Of the secret only its hash is kept; a key without approval opens nothing.
create table lab_key (
    key_id        text primary key,
    lab           text not null references lab,
    secret_sha256 text not null,
    valid_from    timestamptz not null,
    valid_to      timestamptz not null,
    reason        text not null,
    requested_by  text not null,
    requested_at  timestamptz not null,
    approved_by   text,
    approved_at   timestamptz,
    revoked_by    text,
    revoked_at    timestamptz,
    check (valid_from < valid_to),
    check (approved_by <> requested_by),
    check ((approved_by is null) = (approved_at is null)),
    check ((revoked_by is null) = (revoked_at is null))
);
create index lab_key_of_lab on lab_key (lab, key_id);
