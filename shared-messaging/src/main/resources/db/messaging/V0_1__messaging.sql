-- The messaging tables of every service. Columns of outbox as Debezium's outbox event router expects them, plus headers,
-- so that a change-data-capture relay can take the place of ours.
create sequence outbox_seq;

create table outbox (
    seq           bigint primary key,
    id            uuid not null,
    aggregatetype text not null,
    aggregateid   text not null,
    type          text not null,
    headers       text not null,
    payload       text
);

create table inbox (
    channel  text not null,
    event_id uuid not null,
    primary key (channel, event_id)
);

-- How far each feed has been taken in, written in the transaction of its effect.
create table feed_position (
    topic       text not null,
    partition   int not null,
    next_offset bigint not null,
    primary key (topic, partition)
);

create table parked_event (
    parked_id  uuid primary key,
    channel    text not null,
    topic      text not null,
    partition  int not null,
    "offset"   bigint not null,
    key        bytea,
    value      bytea,
    headers    text not null,
    event_type text,
    error      text not null,
    parked_at  timestamptz not null,
    unique (topic, partition, "offset", channel)
);
