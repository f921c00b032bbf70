-- It made each listing dearer to take in, and a block's few words find their listings as quickly in one pass.
drop index listing_terms;
