-- 电子送达同意: each time that somebody agreed or took it back; the last word counts. Rows are never changed.
create table application.service_consent (
    region_code text not null,
    id uuid not null,
    holder_id uuid not null,
    person_id uuid not null,
    agreed boolean not null,
    said_at timestamptz not null,
    place text not null,
    actor_id uuid not null,
    constraint service_consent_pk primary key (region_code, id),
    constraint service_consent_place_ck check (place in ('profile', 'form', 'window'))
);

create index service_consent_holder_ix on application.service_consent (region_code, holder_id, said_at desc, id desc);
