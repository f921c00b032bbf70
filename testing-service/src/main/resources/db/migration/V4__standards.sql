-- What was decided row by row, and by which rule.
alter table lab_report
    add column decision_rule text not null default 'SIMPLE_ACCEPTANCE',
    add column findings jsonb not null default '{"rows": []}';
