-- What the test has found, as its report said last; null for tests from before.
alter table failing_test add column finding text check (finding is json object);

-- Since when a block that was a relisting stands on a test of its own. What was released in that moment stays released.
alter table block add column left_parent_at timestamptz;
