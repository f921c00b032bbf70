-- What tells products apart and is equal for one product under two listings: GTIN, CERTIFICATE, MODEL or SKU in normal
-- form. The scope is where the value is unique: a SKU within its seller, a model within its brand.
create table listing_key (
    listing_id text not null,
    kind       text not null,
    value      text not null,
    scope      text not null,
    primary key (listing_id, kind, value, scope)
);
create index listing_key_value on listing_key (kind, value, scope);

-- The keys of the listing when its block was asked for: what its seller says later must not widen the block.
create table block_key (
    block_id uuid not null references block,
    kind     text not null,
    value    text not null,
    scope    text not null,
    primary key (block_id, kind, value, scope)
);
create index block_key_value on block_key (kind, value, scope);

-- Whose relisting it is; null for a block that a test has made.
alter table block add column parent_block_id uuid
    generated always as ((statement::jsonb ->> 'parentBlockId')::uuid) stored;
create index block_parent on block (parent_block_id) where parent_block_id is not null;

-- Blocks for which the listings that are on sale already have still to be looked through.
create table relisting_search (
    block_id uuid primary key references block
);

-- Listings that have a key of a block and have still to be blocked for it.
create table relisting (
    listing_id      text not null,
    parent_block_id uuid not null references block,
    caused_by       uuid, -- the event of the listing; null when the block came after it
    primary key (listing_id, parent_block_id)
);

-- What was known before. Models and SKUs need more than was kept: they follow with the listing's next version.
insert into listing_key (listing_id, kind, value, scope)
select listing_id, 'GTIN', lpad(regexp_replace(gtin, '\D', '', 'g'), 14, '0'), '' from listing
where regexp_replace(gtin, '\D', '', 'g') ~ '^(\d{8}|\d{12}|0?\d{13})$'
union all
select listing_id, 'CERTIFICATE', upper(regexp_replace(certificate_no, '[^[:alnum:]]', '', 'g')), '' from listing
where certificate_no ~ '[1-9]';
insert into block_key (block_id, kind, value, scope)
select block_id, 'GTIN', lpad(regexp_replace(gtin, '\D', '', 'g'), 14, '0'), '' from block
where regexp_replace(gtin, '\D', '', 'g') ~ '^(\d{8}|\d{12}|0?\d{13})$'
union all
select block_id, 'CERTIFICATE', upper(regexp_replace(certificate_no, '[^[:alnum:]]', '', 'g')), '' from block
where certificate_no ~ '[1-9]'
union all
select block_id, 'MODEL', upper(regexp_replace(model, '[^[:alnum:]]', '', 'g')), 'unknown' from block
where model ~ '\d';

-- The register asks for keys now.
drop index block_gtin;
drop index block_model;
drop index block_certificate;
