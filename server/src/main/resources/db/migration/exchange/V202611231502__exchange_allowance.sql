-- What machines may do so often and no more, counted before it is done.
-- A message of a template a case and day; the key that it was sent with, so that a repeat is no second one.
create table exchange.message_said (
    region_code text not null,
    case_id     uuid not null,
    template    text not null,
    said_on     date not null,
    client_id   text not null,
    key         text not null,
    constraint message_said_pk primary key (region_code, case_id, template, said_on),
    constraint message_said_key_unique unique (region_code, client_id, key),
    constraint message_said_machine_fk foreign key (region_code, client_id)
        references identity.machine (region_code, client_id)
);

-- How often machines had somebody told something on a day.
create table exchange.person_told (
    region_code text    not null,
    holder_id   uuid    not null,
    told_on     date    not null,
    times       integer not null,
    constraint person_told_pk primary key (region_code, holder_id, told_on)
);

-- How often a machine asked in an hour who somebody is, without handing anything in for him.
create table exchange.lookup (
    region_code text        not null,
    client_id   text        not null,
    hour_at     timestamptz not null,
    times       integer     not null,
    constraint lookup_pk primary key (region_code, client_id, hour_at),
    constraint lookup_machine_fk foreign key (region_code, client_id)
        references identity.machine (region_code, client_id)
);
