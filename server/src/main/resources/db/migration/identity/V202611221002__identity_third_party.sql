-- 中介机构、第三方机构: which legal entities may act for others as their profession, and which department vouches for them.
create table identity.third_party (
    region_code text not null,
    id uuid not null,
    entity_id uuid not null,
    kind text not null,
    qualification text not null,
    department text not null,
    from_on date not null,
    until_on date not null,
    entered_by text not null,
    entered_at timestamptz not null,
    suspended_at timestamptz,
    suspended_because text,
    ended_at timestamptz,
    ended_because text,
    constraint third_party_pk primary key (region_code, id),
    constraint third_party_kind_known
        check (kind in ('SURVEYING', 'TESTING', 'APPRAISAL', 'DESIGN', 'AGENCY', 'OTHER')),
    constraint third_party_days_in_order check (until_on >= from_on),
    constraint third_party_suspended_with_reason check ((suspended_at is null) = (suspended_because is null)),
    constraint third_party_ended_with_reason check ((ended_at is null) = (ended_because is null))
);

-- An entity is entered once at a time; a new entry after the end of the one before.
create unique index third_party_entered_once on identity.third_party (region_code, entity_id) where ended_at is null;

-- A person may let a third party act for him: the sides are a person and a legal entity.
alter table identity.delegation drop constraint delegation_kind_known;
alter table identity.delegation add constraint delegation_kind_known check (kind in ('PERSON', 'FIRM', 'THIRD_PARTY'));
