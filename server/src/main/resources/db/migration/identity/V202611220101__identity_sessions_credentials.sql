-- Technical and without a region, like the failures: a session belongs to whoever holds its cookie, a stranger's form
-- among them. The key is an HMAC of the cookie, so a reader of this table cannot be anybody; values are sealed, so a
-- writer of it cannot make the program read what it did not write.
create table identity.session (
    handle uuid not null,
    key bytea not null,
    account text,
    started_at timestamptz not null,
    used_at timestamptz not null,
    ends_at timestamptz not null,
    idle_seconds int not null,
    address text,
    browser text,
    constraint session_pk primary key (handle),
    constraint session_key_uq unique (key)
);

create index session_of_account on identity.session (account) where account is not null;
create index session_stale on identity.session (used_at);

create table identity.session_value (
    handle uuid not null,
    name text not null,
    value_sealed bytea not null,
    constraint session_value_pk primary key (handle, name),
    constraint session_value_session_fk foreign key (handle) references identity.session (handle) on delete cascade
);

-- What its owner is shown of the sign-ins to his account; the audit log is another thing and is kept longer.
create table identity.sign_in (
    id uuid not null,
    account text not null,
    tried_at timestamptz not null,
    outcome text not null,
    address text not null,
    constraint sign_in_pk primary key (id),
    constraint sign_in_outcome_known check (outcome in ('SIGNED_IN', 'REFUSED', 'CODE_REFUSED', 'LOCKED_OUT', 'CLOSED'))
);

create index sign_in_of_account on identity.sign_in (account, tried_at desc);
create index sign_in_stale on identity.sign_in (tried_at);

alter table identity.person_password add column temporary boolean not null default false;
alter table identity.staff_password add column temporary boolean not null default false;

create table identity.staff_password_past (
    region_code text not null,
    staff_id uuid not null,
    ended_at timestamptz not null,
    hash text not null,
    constraint staff_password_past_pk primary key (region_code, staff_id, ended_at)
);

create table identity.staff_account (
    region_code text not null,
    staff_id uuid not null,
    signed_in_at timestamptz,
    locked_at timestamptz,
    locked_by text,
    locked_because text,
    constraint staff_account_pk primary key (region_code, staff_id),
    constraint staff_account_lock_whole check ((locked_at is null) = (locked_by is null)
                                               and (locked_at is null) = (locked_because is null))
);

create table identity.staff_second_factor (
    region_code text not null,
    staff_id uuid not null,
    secret_sealed bytea not null,
    enrolled_at timestamptz not null,
    last_step bigint not null,
    constraint staff_second_factor_pk primary key (region_code, staff_id)
);

create table identity.staff_recovery_code (
    region_code text not null,
    staff_id uuid not null,
    code_index bytea not null,
    used_at timestamptz,
    constraint staff_recovery_code_pk primary key (region_code, staff_id, code_index),
    constraint staff_recovery_code_factor_fk foreign key (region_code, staff_id)
        references identity.staff_second_factor (region_code, staff_id) on delete cascade
);

-- A citizen who forgot his password. A number that nobody has leaves the same row, only without a person.
create table identity.password_reset (
    id uuid not null,
    number_index bytea not null,
    person_id uuid,
    code_index bytea not null,
    tries int not null,
    made_at timestamptz not null,
    constraint password_reset_pk primary key (id),
    constraint password_reset_person_fk foreign key (person_id) references identity.person (id)
);

create index password_reset_of_number on identity.password_reset (number_index, made_at);
