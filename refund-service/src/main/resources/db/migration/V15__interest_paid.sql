-- Interest that a person has paid, under the reference by which the payment is found again.
alter table delay_interest
    add column paid bigint not null default 0, -- of the amount
    add constraint delay_interest_paid check (paid between 0 and amount);
create index delay_interest_by_case on delay_interest (case_id, refund_id);

create table interest_payment (
    refund_id uuid not null references delay_interest,
    reference text not null,
    amount    bigint not null check (amount > 0),
    paid_by   text not null,
    paid_at   timestamptz not null,
    primary key (refund_id, reference)
);

-- Owed is posted where that rises, and not where it is paid.
drop trigger post_delay_interest on delay_interest;
create trigger post_delay_interest after insert or update of amount on delay_interest
    for each row execute function post_delay_interest();

create function post_interest_payment() returns trigger language plpgsql as $$
begin
    insert into ledger_entry (at, case_id, refund_id, refunds, movement, debit, credit, currency, amount)
    select new.paid_at, case_id, refund_id, 1, 'INTEREST_PAID', 'INTEREST_OWED', 'INTEREST_PAID', currency, new.amount
    from delay_interest where refund_id = new.refund_id;
    return null;
end $$;
create trigger post_interest_payment after insert on interest_payment
    for each row execute function post_interest_payment();
