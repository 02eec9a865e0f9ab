create schema identity;

-- National, so without a region_code: a person or a firm belongs to no region, only his cases do (design, storage and
-- scale). The rows live in the cell that registered them; the index makes them findable by exact number only.
create table identity.person (
    id uuid not null,
    name_sealed bytea not null,
    citizen_id_sealed bytea not null,
    citizen_id_index bytea not null,
    phone_sealed bytea not null,
    registered_at timestamptz not null,
    constraint person_pk primary key (id),
    constraint person_citizen_id_uq unique (citizen_id_index)
);

create table identity.person_password (
    person_id uuid not null,
    hash text not null,
    changed_at timestamptz not null,
    constraint person_password_pk primary key (person_id),
    constraint person_password_person_fk foreign key (person_id) references identity.person (id)
);

-- National as well. Name and credit code of an organisation are public.
create table identity.entity (
    id uuid not null,
    credit_code text not null,
    name text not null,
    registered_at timestamptz not null,
    constraint entity_pk primary key (id),
    constraint entity_credit_code_uq unique (credit_code)
);

create table identity.operator (
    entity_id uuid not null,
    person_id uuid not null,
    role text not null,
    from_on date not null,
    until_on date,
    constraint operator_pk primary key (entity_id, person_id, from_on),
    constraint operator_entity_fk foreign key (entity_id) references identity.entity (id),
    constraint operator_person_fk foreign key (person_id) references identity.person (id),
    constraint operator_role_known check (role in ('LEGAL_REPRESENTATIVE', 'AGENT')),
    constraint operator_days_in_order check (until_on is null or until_on >= from_on)
);

create index operator_of_person on identity.operator (person_id);

-- Staff are regional. The login is the organisation's; no foreign key, because identity lies below it.
create table identity.staff_password (
    region_code text not null,
    staff_id uuid not null,
    hash text not null,
    changed_at timestamptz not null,
    constraint staff_password_pk primary key (region_code, staff_id)
);

-- Technical: who typed wrong passwords lately. The key is an HMAC of account and address, or of the address.
create table identity.sign_in_failure (
    key bytea not null,
    failures int not null,
    since_at timestamptz not null,
    last_at timestamptz not null,
    constraint sign_in_failure_pk primary key (key)
);

create index sign_in_failure_stale on identity.sign_in_failure (last_at);
