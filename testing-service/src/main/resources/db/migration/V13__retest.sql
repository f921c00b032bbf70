-- Why an officer had the case tested again; null where the rule did.
alter table test_order add retest_reason text;
create index test_order_inconclusive on test_order (case_id) where verdict = 'INCONCLUSIVE';

-- An officer leaves a case undecided: by the report that decided nothing, so that a later one is another question.
create table case_closing (
    lab           text not null,
    report_no     text not null,
    revision      int not null,
    test_order_id uuid not null references test_order,
    case_id       text not null,
    reason        text not null,
    closed_by     text not null,
    closed_at     timestamptz not null,
    primary key (lab, report_no, revision),
    foreign key (lab, report_no, revision) references lab_report
);
create index case_closing_of_case on case_closing (case_id, closed_at);
