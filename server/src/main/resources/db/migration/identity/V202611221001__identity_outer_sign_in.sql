-- 统一身份认证: which account of an outer OpenID provider is whose. National, because a person is. Issuer and subject are kept
-- sealed and found by their HMAC, so that reading the table tells nobody who somebody is elsewhere.
create table identity.outer_link (
    id uuid not null,
    person_id uuid not null,
    account_sealed bytea not null,
    account_index bytea not null,
    since_at timestamptz not null,
    ended_at timestamptz,
    -- Who has ended his link is not linked again behind his back: he allows it first.
    allowed_at timestamptz,
    constraint outer_link_pk primary key (id),
    constraint outer_link_person_fk foreign key (person_id) references identity.person (id),
    constraint outer_link_ended_after_begun check (ended_at is null or ended_at >= since_at),
    constraint outer_link_allowed_after_ended check (allowed_at is null or allowed_at >= ended_at)
);

create unique index outer_link_account on identity.outer_link (account_index) where ended_at is null;
create unique index outer_link_of_person on identity.outer_link (person_id) where ended_at is null;
create index outer_link_past on identity.outer_link (person_id, since_at desc);

-- Technical: answers of the provider that were taken, by the HMAC of their state; each is taken once.
create table identity.outer_answer (
    state_index bytea not null,
    taken_at timestamptz not null,
    constraint outer_answer_pk primary key (state_index)
);

create index outer_answer_stale on identity.outer_answer (taken_at);

alter table identity.verification drop constraint verification_how_known;
alter table identity.verification
    add constraint verification_how_known check (how in ('PASSWORD', 'ID_CARD', 'OUTER'));
