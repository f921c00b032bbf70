-- Until when the platform has to answer; the deadlines that it missed in a row, since when, and who was told.
alter table block add column respond_by timestamptz;
update block set respond_by = (statement::json ->> 'respondBy')::timestamptz;
alter table block alter column respond_by set not null;
alter table block add column missed_deadlines int not null default 0;
alter table block add column overdue_since timestamptz;
alter table block add column escalated_to text;
create index block_respond_by on block (respond_by) where released_at is null;

-- What stands in the compacted block list: the newest record of each listing that was read back. Its place in the topic
-- tells what is read once more from what was written once more.
create table block_list_entry (
    listing_id  text primary key,
    version     bigint not null,
    block_id    uuid not null,
    attempt     int not null,
    removed     boolean not null, -- a removal was read after it
    last_offset bigint not null
);
