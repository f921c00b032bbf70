-- Double-entry books of the refunds. A row is a whole entry: what one account gives, the other takes, so that there is no
-- such thing as an entry that does not balance. Amounts are minor units; there is no entry over two currencies.
create table ledger_entry (
    entry_id  bigint generated always as identity primary key,
    at        timestamptz not null, -- programme time
    case_id   text not null,
    refund_id uuid,                 -- null: many refunds of the case at once
    refunds   int not null check (refunds > 0),
    movement  text not null,
    debit     text not null,
    credit    text not null check (credit <> debit),
    currency  text not null,
    amount    bigint not null check (amount > 0)
);
create index ledger_entry_by_case on ledger_entry (case_id, entry_id);

create function ledger_is_kept() returns trigger language plpgsql as
    $$ begin raise exception 'an entry of the ledger is never changed: post another one'; end $$;
create trigger ledger_is_kept before update or delete or truncate on ledger_entry
    for each statement execute function ledger_is_kept();

-- The account that holds the money of a refund in a state. What is stopped or skipped is owed to nobody.
create function ledger_account(state text) returns text language sql immutable parallel safe
    return case state when 'PLANNED' then 'OWED' when 'REQUESTED' then 'IN_TRANSIT' when 'SETTLED' then 'PAID'
                      when 'STOPPED' then 'REFUND_COST' when 'SKIPPED' then 'REFUND_COST' else 'OWED_OTHERWISE' end;

-- Whoever writes refunds, in whichever statement: it is posted with it. So no posting can be forgotten or be of other
-- refunds than were written. A chunk of a plan is one entry, since its lines can be counted again; where money moves, each
-- refund has its own.
create function post_added_refunds() returns trigger language plpgsql as $$
begin
    insert into ledger_entry (at, case_id, refunds, movement, debit, credit, currency, amount)
    select max(planned_at), case_id, count(*), state, 'REFUND_COST', ledger_account(state), currency, sum(amount)
    from added
    where ledger_account(state) <> 'REFUND_COST'
    group by case_id, state, currency
    order by case_id, state, currency;
    return null;
end $$;

-- A full join is never done by a nested loop, even where the plan was made for one row and there are ten thousand.
create function post_changed_refunds() returns trigger language plpgsql as $$
begin
    insert into ledger_entry (at, case_id, refund_id, refunds, movement, debit, credit, currency, amount)
    select max(at), case_id, own, count(*), movement, debit, credit, currency, sum(amount)
    from (
        select greatest(n.planned_at, n.requested_at, n.final_at) as at, n.case_id, n.currency, m.*,
               case when m.movement not in ('PLANNED', 'STOPPED') then refund_id end as own
        from replaced o full join changed n using (refund_id)
        cross join lateral (values
            (1, 'REFUNDED_ELSEWHERE', ledger_account(o.state), 'REFUND_COST', o.amount - n.amount),
            (2, 'RAISED', 'REFUND_COST', ledger_account(o.state), n.amount - o.amount),
            (3, case n.state when 'SKIPPED' then n.reason else n.state end,
             ledger_account(o.state), ledger_account(n.state), n.amount)) m (step, movement, debit, credit, amount)
        where (o.state, o.amount) is distinct from (n.state, n.amount) and m.amount > 0 and m.debit <> m.credit) posting
    group by case_id, own, step, movement, debit, credit, currency
    order by case_id, own, step, movement, currency;
    return null;
end $$;

create trigger post_added after insert on refund referencing new table as added
    for each statement execute function post_added_refunds();
create trigger post_changed after update on refund referencing old table as replaced new table as changed
    for each statement execute function post_changed_refunds();

-- Refunds of before there was a ledger.
insert into ledger_entry (at, case_id, refunds, movement, debit, credit, currency, amount)
select max(greatest(planned_at, requested_at, final_at)), case_id, count(*), 'BROUGHT_FORWARD', 'REFUND_COST',
       ledger_account(state), currency, sum(amount)
from refund
where ledger_account(state) <> 'REFUND_COST'
group by case_id, state, currency
order by case_id, state, currency;
