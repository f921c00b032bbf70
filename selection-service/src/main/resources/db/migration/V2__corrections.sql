-- A correction may be a new report with a revision of its own, so what counts is the event's version on its topic.
alter table listing_test rename column revision to version;
alter table listing_test alter column version type bigint;
