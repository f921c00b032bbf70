-- Asked for, confirmed, verified and breached are different things: where the block stands by its last event that says so.
alter table safety_case add standing text, add standing_at timestamptz;
update safety_case
set standing = case when released then 'RELEASED' when confirmed_at is not null then 'CONFIRMED' else 'REQUESTED' end
where blocked_at is not null or released;
alter table safety_case drop column released;
