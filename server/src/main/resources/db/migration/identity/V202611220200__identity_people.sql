-- Where somebody lives, and when he opened his account himself: whom a window entered has none until then.
alter table identity.person
    add column address_sealed bytea,
    add column opened_at timestamptz;
update identity.person set opened_at = registered_at;

-- The registered address is public like the name.
alter table identity.entity add column address text;

-- An appointment may be taken back before its last day.
alter table identity.operator add column ended_at timestamptz;

-- National, because a person is: which version of the privacy notice he agreed to (个人信息保护法 art. 14).
create table identity.consent (
    person_id uuid not null,
    notice text not null,
    given_at timestamptz not null,
    channel text not null,
    constraint consent_pk primary key (person_id, notice),
    constraint consent_person_fk foreign key (person_id) references identity.person (id)
);

-- 委托: national, because both sides are. Giver and taker are two persons or two legal entities.
create table identity.delegation (
    id uuid not null,
    kind text not null,
    giver_id uuid not null,
    taker_id uuid not null,
    -- empty: everything
    items text[] not null,
    from_on date not null,
    until_on date not null,
    given_by uuid not null,
    given_at timestamptz not null,
    accepted_by uuid,
    accepted_at timestamptz,
    ended_by uuid,
    ended_at timestamptz,
    constraint delegation_pk primary key (id),
    constraint delegation_kind_known check (kind in ('PERSON', 'FIRM')),
    constraint delegation_to_another check (giver_id <> taker_id),
    constraint delegation_days_in_order check (until_on >= from_on),
    constraint delegation_accepted_by_somebody check ((accepted_at is null) = (accepted_by is null)),
    constraint delegation_ended_by_somebody check ((ended_at is null) = (ended_by is null))
);

create index delegation_of_giver on identity.delegation (giver_id, given_at desc);
create index delegation_of_taker on identity.delegation (taker_id, given_at desc);

-- 一次认证: national, because it holds wherever the person goes next.
create table identity.verification (
    id uuid not null,
    person_id uuid not null,
    how text not null,
    channel text not null,
    place text not null,
    verified_at timestamptz not null,
    valid_until timestamptz not null,
    constraint verification_pk primary key (id),
    constraint verification_person_fk foreign key (person_id) references identity.person (id),
    constraint verification_how_known check (how in ('PASSWORD', 'ID_CARD')),
    constraint verification_lasts check (valid_until > verified_at)
);

create index verification_of_person on identity.verification (person_id, valid_until desc);

-- Technical: a code to show at a window, for some minutes and once. Kept as an HMAC, so that reading the table opens nothing.
create table identity.visit_code (
    code_index bytea not null,
    person_id uuid not null,
    verification_id uuid not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint visit_code_pk primary key (code_index),
    constraint visit_code_verification_fk foreign key (verification_id) references identity.verification (id)
);

create index visit_code_stale on identity.visit_code (expires_at);

-- 老弱病残孕: national, because need does not end at a border. The reason is about health, so it is sealed.
create table identity.special_group (
    id uuid not null,
    person_id uuid not null,
    kind text not null,
    reason_sealed bytea not null,
    noted_at timestamptz not null,
    noted_by uuid not null,
    ended_at timestamptz,
    ended_by uuid,
    constraint special_group_pk primary key (id),
    constraint special_group_person_fk foreign key (person_id) references identity.person (id),
    constraint special_group_kind_known check (kind in ('AGED', 'FRAIL', 'ILL', 'DISABLED', 'PREGNANT', 'SOLDIER')),
    constraint special_group_ended_by_somebody check ((ended_at is null) = (ended_by is null))
);

create index special_group_of_person on identity.special_group (person_id) where ended_at is null;

-- Who had to do with a person's data, for that person to read: look-ups, unmasking, cards, codes.
create table identity.access (
    region_code text not null,
    id uuid not null,
    person_id uuid not null,
    kind text not null,
    at timestamptz not null,
    channel text not null,
    staff_id uuid,
    staff_name text not null,
    post text not null,
    field text,
    reason text not null,
    case_id uuid,
    constraint access_pk primary key (region_code, id),
    constraint access_kind_known check (kind in ('LOOKED_UP', 'UNMASKED', 'CARD_READ', 'CODE_SHOWN', 'REUSED', 'EXPORTED', 'MARKED')),
    constraint access_unmasked_says_why check (kind <> 'UNMASKED' or (field is not null and reason <> '' and staff_id is not null))
);

create index access_of_person on identity.access (region_code, person_id, at desc, id desc);

create function identity.refuse_change() returns trigger
    language plpgsql
as $$
begin
    raise exception 'identity.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger access_stays
    before update or delete or truncate on identity.access
    for each statement execute function identity.refuse_change();

-- 人证比对: each card that was compared with the applicant of a case. The last one decides whether the window may go on.
create table identity.card_check (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    at timestamptz not null,
    staff_id uuid not null,
    outcome text not null,
    person_id uuid,
    constraint card_check_pk primary key (region_code, id),
    constraint card_check_outcome_known check (outcome in ('MATCHED', 'OTHER_PERSON', 'EXPIRED')),
    constraint card_check_match_names_person check ((outcome = 'MATCHED') = (person_id is not null))
);

create index card_check_of_case on identity.card_check (region_code, case_id, at desc);
