create schema if not exists application;

-- A draft until it is submitted; then what was handed in with the case of the same id.
create table application.dossier (
    region_code  text        not null,
    id           uuid        not null,
    holder_id    uuid        not null,
    person_id    uuid        not null,
    item_code    text        not null,
    item_version integer     not null,
    content      bytea       not null,
    version      bigint      not null,
    saved_at     timestamptz not null,
    submitted_at timestamptz,
    constraint dossier_pk primary key (region_code, id)
);

create index dossier_draft_ix on application.dossier (region_code, holder_id, saved_at desc) where submitted_at is null;

-- Asking how far a case is needs no account, so guesses are counted: by the address that asks and by the case.
create table application.progress_guess (
    region_code text        not null,
    asked       text        not null,
    at          timestamptz not null,
    id          uuid        not null,
    constraint progress_guess_pk primary key (region_code, asked, at, id)
);
