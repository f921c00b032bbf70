-- Of a listing's blocks and releases the one with the highest version counts.
alter table safety_case add released boolean, add block_version bigint;
-- Refused, taken away or given up: nobody waits for its report.
alter table test_order add ended boolean not null default false;
