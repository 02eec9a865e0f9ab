-- Systems that let Yimen tell them who somebody is. Each is a machine with its secret; this is what it may learn of whom.
create table identity.relying_party (
    region_code text not null,
    client_id text not null,
    audience text not null,
    redirect_uris text[] not null,
    real_name boolean not null,
    constraint relying_party_pk primary key (region_code, client_id),
    constraint relying_party_machine_fk foreign key (region_code, client_id)
        references identity.machine (region_code, client_id),
    constraint relying_party_audience_known check (audience in ('CITIZENS', 'STAFF'))
);

-- Under what name a system knows an account. It is kept, because it must outlast a rotation of the key that made it.
-- agreed_at is null where nobody agreed, or took it back; of the staff nobody is asked.
create table identity.relying_subject (
    region_code text not null,
    client_id text not null,
    account text not null,
    subject text not null,
    agreed_scopes text[] not null,
    agreed_at timestamptz,
    constraint relying_subject_pk primary key (region_code, client_id, account),
    constraint relying_subject_uq unique (region_code, client_id, subject),
    constraint relying_subject_party_fk foreign key (region_code, client_id)
        references identity.relying_party (region_code, client_id)
);

create index relying_subject_account_ix on identity.relying_subject (account);

-- Codes and tokens, by digest. Both live no longer than the session in which they were asked for (session_key): there is
-- no foreign key, because a session may go at any moment and nobody waits for it.
create table identity.authorization_code (
    region_code text not null,
    digest text not null,
    client_id text not null,
    account text not null,
    session_key bytea not null,
    redirect_uri text not null,
    scopes text[] not null,
    challenge text not null,
    nonce text,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint authorization_code_pk primary key (region_code, digest),
    constraint authorization_code_party_fk foreign key (region_code, client_id)
        references identity.relying_party (region_code, client_id)
);

create index authorization_code_expires_ix on identity.authorization_code (region_code, expires_at);

create table identity.user_token (
    region_code text not null,
    digest text not null,
    code_digest text not null,
    client_id text not null,
    account text not null,
    session_key bytea not null,
    scopes text[] not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    constraint user_token_pk primary key (region_code, digest),
    constraint user_token_party_fk foreign key (region_code, client_id)
        references identity.relying_party (region_code, client_id)
);

create index user_token_expires_ix on identity.user_token (region_code, expires_at);
create index user_token_code_ix on identity.user_token (region_code, code_digest);
