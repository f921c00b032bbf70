-- What buyers are owed beside their refund because it came late.
create table delay_interest (
    refund_id uuid primary key,
    case_id   text not null,
    currency  text not null,
    amount    bigint not null check (amount > 0), -- minor units
    percent   int not null,                       -- a year
    due_on    date not null,                      -- the last day in time
    days      bigint not null,                    -- how many later it was paid
    at        timestamptz not null
);

create function post_delay_interest() returns trigger language plpgsql as $$
begin
    insert into ledger_entry (at, case_id, refund_id, refunds, movement, debit, credit, currency, amount)
    values (new.at, new.case_id, new.refund_id, 1, 'INTEREST', 'INTEREST_COST', 'INTEREST_OWED', new.currency,
            new.amount - coalesce(old.amount, 0));
    return null;
end $$;
create trigger post_delay_interest after insert or update on delay_interest
    for each row execute function post_delay_interest();
