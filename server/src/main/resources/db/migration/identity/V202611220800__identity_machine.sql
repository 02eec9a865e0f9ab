-- Other systems that call the API. Each has an account in the staff register (staff_id) and so posts and letters like an
-- officer; no foreign key, because identity lies below the organisation. Of the secret only a digest is kept: it is 256
-- random bits, so nobody guesses it and a slow hash would only help whoever wants to keep the machine busy.
create table identity.machine (
    region_code text not null,
    client_id text not null,
    staff_id uuid not null,
    name text not null,
    department_code text not null,
    secret_digest text not null,
    scopes text[] not null,
    suspended boolean not null,
    registered_at timestamptz not null,
    registered_by text not null,
    secret_at timestamptz not null,
    constraint machine_pk primary key (region_code, client_id),
    constraint machine_staff_uq unique (region_code, staff_id)
);

-- Access tokens, by digest: who reads the table can use none of them.
create table identity.machine_token (
    region_code text not null,
    digest text not null,
    client_id text not null,
    scopes text[] not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    constraint machine_token_pk primary key (region_code, digest),
    constraint machine_token_machine_fk foreign key (region_code, client_id)
        references identity.machine (region_code, client_id)
);

create index machine_token_expires_ix on identity.machine_token (region_code, expires_at);
