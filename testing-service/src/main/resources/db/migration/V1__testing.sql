-- Laboratories are data: adding or suspending one needs no release.
create table lab (
    code      text primary key,
    name      text not null,
    contact   text,
    capacity  int check (capacity > 0),
    suspended boolean not null default false
);

-- Accreditation goes by test method: item and method null mean all of them.
create table lab_capability (
    id         bigint generated always as identity primary key,
    lab        text not null references lab,
    category   text not null,
    item       text,
    method     text,
    valid_from date,
    valid_to   date
);
create index lab_capability_lab on lab_capability (lab);

create table plan_version (
    plan          text not null,
    version       int not null check (version > 0),
    categories    varchar[] not null,
    age_groups    varchar[] not null,
    valid_from    date not null,
    valid_to      date,
    decision_rule text not null,
    primary key (plan, version)
);

create table plan_limit (
    plan          text not null,
    version       int not null,
    position      int not null,
    item          text not null,
    method        text not null,
    comparator    text not null check (comparator in ('LT', 'LE', 'GE', 'RANGE', 'BANNED', 'PASS')),
    limit_value   numeric,
    upper_value   numeric,
    unit          text not null,
    materials     varchar[] not null,
    skin_contact  boolean,
    part          text,
    source        text not null,
    verified      boolean not null,
    primary key (plan, version, position),
    foreign key (plan, version) references plan_version,
    check (case comparator
               when 'RANGE' then limit_value <= upper_value
               when 'BANNED' then upper_value is null
               when 'PASS' then limit_value is null and upper_value is null
               else limit_value is not null and upper_value is null end)
);

create table test_order (
    test_order_id uuid primary key,
    case_id       text not null,
    attempt       int not null,
    month         text not null,
    listing_id    text not null,
    sku           text,
    seller_id     text not null,
    category      text not null,
    age_group     text,
    materials     varchar[] not null,
    lab           text not null references lab,
    plan          text not null,
    plan_version  int not null,
    items         jsonb not null,
    ordered_at    timestamptz not null,
    due_on        date not null,
    refund_from   timestamptz not null,
    status        text not null check (status in ('ORDERED', 'ACCEPTED', 'CLOSED')),
    sample_step   text,
    report_no     text,
    revision      int,
    verdict       text,
    unique (case_id, attempt),
    foreign key (plan, plan_version) references plan_version
);
create index test_order_of_lab on test_order (lab, status, test_order_id);
create index test_order_of_month on test_order (month, lab);
create index test_order_of_plan on test_order (plan, plan_version);

create table unroutable (
    case_id    text primary key,
    listing_id text not null,
    category   text not null,
    reason     text not null check (reason in ('NO_PLAN', 'NO_LAB')),
    at         timestamptz not null
);

create table sample_move (
    test_order_id uuid not null references test_order,
    step          text not null,
    seal_no       text,
    photo_hash    text,
    note          text,
    at            timestamptz not null,
    primary key (test_order_id, step)
);

-- A report is never changed: a correction is a row of its own. document is the report as it came.
create table lab_report (
    lab             text not null,
    report_no       text not null,
    revision        int not null,
    test_order_id   uuid not null references test_order,
    status          text not null check (status in ('PARTIAL', 'FINAL')),
    content_hash    text not null,
    document        text not null,
    lab_verdict     text not null,
    verdict         text not null,
    reason          text,
    mismatch        boolean not null,
    marginal        boolean not null,
    nonconformities jsonb not null,
    recorded_at     timestamptz not null,
    primary key (lab, report_no, revision)
);
create index lab_report_of_order on lab_report (test_order_id);

-- Numbers as they were written: a measurement is a text with digits that count.
create table measurement (
    lab          text not null,
    report_no    text not null,
    revision     int not null,
    position     int not null,
    item         text not null,
    part         text not null,
    material     text not null,
    skin_contact boolean not null,
    method       text not null,
    kind         text not null,
    value        text not null,
    unit         text,
    uncertainty  text,
    loq          text,
    accredited   boolean not null,
    primary key (lab, report_no, revision, position),
    foreign key (lab, report_no, revision) references lab_report
);

-- Reports that came when their order was closed: kept for an officer, never applied.
create table quarantined_report (
    test_order_id uuid not null references test_order,
    lab           text not null,
    report_no     text not null,
    revision      int not null,
    content_hash  text not null,
    document      text not null,
    reason        text not null,
    received_at   timestamptz not null,
    primary key (test_order_id, lab, report_no, revision, content_hash)
);
