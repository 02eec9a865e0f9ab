-- 自助终端: the machines that stand in the halls. One is let in by a code that works once, and known from then on by a cookie
-- of its own; both are kept as an HMAC, so that reading the table lets nobody in.
create table identity.station (
    region_code text not null,
    id uuid not null,
    name text not null,
    site text not null,
    zone text not null,
    registered_at timestamptz not null,
    registered_by text not null,
    code_index bytea,
    code_until timestamptz,
    key_index bytea,
    paired_at timestamptz,
    seen_at timestamptz,
    constraint station_pk primary key (region_code, id),
    constraint station_name_once unique (region_code, name),
    constraint station_code_once unique (region_code, code_index),
    constraint station_key_once unique (region_code, key_index),
    constraint station_code_ends check ((code_index is null) = (code_until is null)),
    constraint station_key_since check ((key_index is null) = (paired_at is null))
);

-- A card may be compared at a window, by an officer, or at a machine.
alter table identity.card_check
    alter column staff_id drop not null,
    add column station_id uuid,
    add constraint card_check_somewhere check ((staff_id is null) <> (station_id is null));

drop index identity.card_check_of_case;
create index card_check_of_case on identity.card_check (region_code, case_id, at desc, id desc);
