-- Until when the platform has to answer; the deadlines that it missed in a row, since when, and who was told.
alter table block add column respond_by timestamptz;
update block set respond_by = (statement::json ->> 'respondBy')::timestamptz;
alter table block alter column respond_by set not null;
alter table block add column missed_deadlines int not null default 0;
alter table block add column overdue_since timestamptz;
alter table block add column escalated_to text;
create index block_respond_by on block (respond_by) where released_at is null;
