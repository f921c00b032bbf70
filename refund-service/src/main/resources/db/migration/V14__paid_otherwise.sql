-- What was not paid by the provider is in an account of its own, so that PAID is what the provider's statement comes to.
create function ledger_account(state text, manual_way text) returns text language sql immutable parallel safe
    return case when state = 'SETTLED' and manual_way <> 'PROVIDER' then 'PAID_OTHERWISE' else ledger_account(state) end;

create or replace function post_changed_refunds() returns trigger language plpgsql as $$
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
             ledger_account(o.state), ledger_account(n.state, n.manual_way), n.amount)) m (step, movement, debit, credit, amount)
        where (o.state, o.amount) is distinct from (n.state, n.amount) and m.amount > 0 and m.debit <> m.credit) posting
    group by case_id, own, step, movement, debit, credit, currency
    order by case_id, own, step, movement, currency;
    return null;
end $$;

insert into ledger_entry (at, case_id, refund_id, refunds, movement, debit, credit, currency, amount)
select manual_at, case_id, refund_id, 1, 'REBOOKED', 'PAID', 'PAID_OTHERWISE', currency, amount
from refund where ledger_account(state, manual_way) = 'PAID_OTHERWISE' order by manual_at, refund_id;

-- What others paid back in another currency is compared by a person, who may find that nothing is left to pay.
alter table refund
    drop constraint refund_manual_way_check,
    add constraint refund_manual_way_check
        check (manual_way in ('BANK_TRANSFER', 'CASH', 'OTHER_PROVIDER', 'PROVIDER', 'REFUNDED_ELSEWHERE'));
