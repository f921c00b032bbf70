-- What a person has to look at: a refund that has failed, or one without a final answer after so many questions.
alter table refund
    add column questions        int not null default 0, -- without a final answer
    add column manual           boolean not null default false,
    add column manual_way       text check (manual_way in ('BANK_TRANSFER', 'CASH', 'OTHER_PROVIDER', 'PROVIDER')),
    add column manual_reference text,
    add column manual_by        text,
    add column manual_at        timestamptz,
    add check ((manual_way is null) = (manual_by is null)),
    add check (manual_way is null or state = 'SETTLED');
update refund set manual = true where state = 'FAILED';
create index refund_manual on refund (refund_id) where manual;
