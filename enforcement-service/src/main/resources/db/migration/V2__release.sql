-- A block that a corrected report has ended; it may be asked for again by the same row.
alter table block drop constraint block_status_check;
alter table block add constraint block_status_check
    check (status in ('REQUESTED', 'CONFIRMED', 'INCOMPLETE', 'RELEASED'));
alter table block add constraint block_released check ((status = 'RELEASED') = (released_at is not null));

-- The last release of a block that was asked for again: an answer from before it belongs to the request that ended then.
alter table block add column earlier_release_at timestamptz;

-- The register finds released blocks as well.
drop index block_open_gtin;
drop index block_open_model;
drop index block_open_certificate;
create index block_listing on block (listing_id);
create index block_gtin on block (gtin) where gtin is not null;
create index block_model on block (model) where model is not null;
create index block_certificate on block (certificate_no) where certificate_no is not null;

-- Tests whose last word is that the listing fails: while there is one, the block stays.
create table failing_test (
    test_order_id text primary key,
    listing_id    text not null
);
create index failing_test_listing on failing_test (listing_id);
