-- Holds are of a listing, whatever case it has: SaleHeld names none.
create index event_of_hold on event (listing_id) where type = 'SaleHeld';
