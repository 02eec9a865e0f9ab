-- A code that proves a phone or an address. The target is sealed, the code only an HMAC bound to request, account and
-- target; of no region, because a person is of none.
create table identity.contact_code (
    id uuid not null,
    account_index bytea not null,
    target_index bytea not null,
    target_sealed bytea not null,
    code_index bytea not null,
    tries int not null,
    made_at timestamptz not null,
    used_at timestamptz,
    constraint contact_code_pk primary key (id)
);

create index contact_code_target_ix on identity.contact_code (target_index, made_at);
create index contact_code_account_ix on identity.contact_code (account_index, made_at);
create index contact_code_made_ix on identity.contact_code (made_at);

-- 已验证手机: which phone somebody has shown to be in his hands. Another number is another proof.
create table identity.proven_phone (
    person_id uuid not null,
    phone_index bytea not null,
    proven_at timestamptz not null,
    constraint proven_phone_pk primary key (person_id),
    constraint proven_phone_person_fk foreign key (person_id) references identity.person (id)
);

-- A registration that waits for the code on its phone; of no region like the person whom it would enter.
create table identity.registration (
    id uuid not null,
    content_sealed bytea not null,
    made_at timestamptz not null,
    constraint registration_pk primary key (id)
);
