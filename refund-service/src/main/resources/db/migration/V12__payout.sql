-- Above a sum two people let a case be paid: what was asked for last, for which sums, and who approved it.
alter table refund_case add column awaits_approval boolean not null default false;
create table payout (
    case_id          text primary key references refund_case,
    amounts          text not null check (amounts is json array),
    requested_by     text not null,
    requested_reason text not null,
    requested_at     timestamptz not null,
    approved_by      text,
    approved_reason  text,
    approved_at      timestamptz,
    check (approved_by <> requested_by)
);
