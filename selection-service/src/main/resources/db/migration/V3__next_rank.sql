-- No sample of a listing could be had: which one took its place, and whose.
alter table campaign_listing add column in_place_of text collate "C";
