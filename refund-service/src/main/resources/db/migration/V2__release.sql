-- The block has ended: nothing more is planned, what was not sent is stopped. A new block of the case ends this.
alter table refund_case add column released boolean not null default false;
