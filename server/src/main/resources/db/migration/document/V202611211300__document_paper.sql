create schema if not exists document;

-- 印章: the seals of an office and the keys that they sign with; the secret halves are in the key store
create table document.seal (
    region_code     text        not null,
    id              uuid        not null,
    kind            text        not null,
    department_code text        not null,
    name            text        not null,
    key_id          text        not null,
    public_key      bytea       not null,
    valid_from      date        not null,
    valid_until     date        not null,
    revoked_at      timestamptz,
    revoked_reason  text,
    constraint seal_pk primary key (region_code, id),
    constraint seal_key_unique unique (region_code, key_id),
    constraint seal_kind check (kind in ('office', 'acceptance')),
    constraint seal_validity check (valid_from <= valid_until),
    constraint seal_revocation check ((revoked_at is null) = (revoked_reason is null))
);

create index seal_of_department on document.seal (region_code, department_code, kind, valid_from);

-- 文书: what was written and sealed; the file itself is in the blob store
create table document.paper (
    region_code       text        not null,
    id                uuid        not null,
    kind              text        not null,
    number            text        not null,
    case_id           uuid        not null,
    title             text        not null,
    blob_id           text        not null,
    sm3               bytea       not null,
    seal_id           uuid        not null,
    verification_code text        not null,
    made_at           timestamptz not null,
    constraint paper_pk primary key (region_code, id),
    constraint paper_code_unique unique (region_code, verification_code),
    constraint paper_seal_fk foreign key (region_code, seal_id) references document.seal (region_code, id),
    constraint paper_kind check (kind in (
        'acceptance', 'defect_notice', 'non_acceptance', 'step_notice', 'extension_notice',
        'grant', 'refusal', 'licence', 'receipt')),
    constraint paper_sm3 check (octet_length(sm3) = 32)
);

create index paper_of_case on document.paper (region_code, case_id, made_at);
-- The code is what a stranger types; it says nothing of the region.
create index paper_by_code on document.paper (verification_code);

-- 用印记录: each use of a seal, written in the statement that stores the paper
create table document.seal_use (
    region_code text        not null,
    paper_id    uuid        not null,
    seal_id     uuid        not null,
    case_id     uuid        not null,
    sm3         bytea       not null,
    used_at     timestamptz not null,
    constraint seal_use_pk primary key (region_code, paper_id),
    constraint seal_use_paper_fk foreign key (region_code, paper_id) references document.paper (region_code, id),
    constraint seal_use_seal_fk foreign key (region_code, seal_id) references document.seal (region_code, id)
);

create index seal_use_of_seal on document.seal_use (region_code, seal_id, used_at);
