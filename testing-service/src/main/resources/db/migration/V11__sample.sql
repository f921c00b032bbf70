-- A sample can take a step more than once, for instance when more of it is needed: a move is known by its number.
alter table sample_move add column seq int, add column told_by text;

update sample_move as move set seq = numbered.seq
from (select test_order_id, step,
             row_number() over (
                 partition by test_order_id
                 order by array_position(
                     array['BOUGHT', 'SHIPPED', 'RECEIVED', 'TESTING', 'STORED', 'DISPOSED'], step)) as seq
      from sample_move) as numbered
where numbered.test_order_id = move.test_order_id and numbered.step = move.step;

alter table sample_move
    alter column seq set not null,
    drop constraint sample_move_pkey,
    add primary key (test_order_id, seq);
