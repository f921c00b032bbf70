-- False for a listing that a person had called the same product, and whose block ended with that of the product.
alter table relisting add column automated boolean not null default true;
