-- Paid order lines by the month in which they were paid (in Korea), so that a month can be dropped as a whole. A unique
-- key holds within a month only; that a line is known at all, in whatever month, is kept beside it, also when the month
-- is dropped.
create table order_line (
    order_id text not null,
    line_no  int not null,
    primary key (order_id, line_no)
);

alter table purchase rename to purchase_before;
drop index purchase_by_listing;
create table purchase (
    order_id   text not null,
    line_no    int not null,
    listing_id text not null,
    buyer_ref  text not null,
    amount     bigint not null constraint purchase_amount check (amount >= 0),
    currency   text not null,
    paid_at    timestamptz not null,
    primary key (listing_id, paid_at, order_id, line_no)
) partition by range (paid_at);

create function start_of_month(at timestamptz) returns timestamptz
    language sql immutable strict parallel safe
    return date_trunc('month', at at time zone 'Asia/Seoul') at time zone 'Asia/Seoul';

create function purchase_month(at timestamptz) returns text
    language sql immutable strict parallel safe
    return to_char(at at time zone 'Asia/Seoul', '"purchase_"YYYY_MM');

-- Makes the partition of an instant's month if there is none. Who reads or writes other months is not held up.
create function open_purchase_month(at timestamptz) returns void
    language plpgsql as
$$
declare
    starts timestamptz := start_of_month(at);
    month  text := purchase_month(at);
begin
    if to_regclass(month) is null then
        perform pg_advisory_xact_lock(hashtext('open_purchase_month'));
        if to_regclass(month) is null then
            execute format('create table %I (like purchase including all)', month);
            execute format('alter table purchase attach partition %I for values from (%L) to (%L)',
                           month, starts, start_of_month(starts + interval '32 days'));
        end if;
    end if;
end
$$;

select open_purchase_month(starts) from (select distinct start_of_month(paid_at) as starts from purchase_before) months;
insert into order_line select order_id, line_no from purchase_before order by order_id, line_no;
insert into purchase select * from purchase_before;

-- What was paid for the line goes with its refund: whoever pays, compares or shows it need not find its month.
alter table refund add column paid bigint;
update refund r set paid = p.amount from purchase_before p where p.order_id = r.order_id and p.line_no = r.line_no;
alter table refund alter column paid set not null;
drop table purchase_before;

-- The name-based UUID of which this is the MD5 hash. Unlike name_uuid it is an expression that is put into the statement:
-- a query of its own for each line took most of the time of planning.
create function uuid_of_hash(hash bytea) returns uuid
    language sql immutable strict parallel safe
    return encode(set_byte(set_byte(hash, 6, (get_byte(hash, 6) & 15) | 48),
                           8, (get_byte(hash, 8) & 63) | 128), 'hex')::uuid;
