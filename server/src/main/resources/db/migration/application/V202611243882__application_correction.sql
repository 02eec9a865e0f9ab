-- 更正: one says what is wrong in a paper or a certificate and what is right; another confirms or denies it.
create table application.correction (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    of_id uuid not null,
    of_number text not null,
    licence boolean not null,
    at_line text not null,
    words_sealed bytea not null,
    reason text not null,
    proposed_by uuid not null,
    proposed_at timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,
    confirmed boolean,
    note text,
    paper_number text,
    constraint correction_pk primary key (region_code, id),
    constraint correction_decided check (num_nulls(decided_by, decided_at, confirmed, note) in (0, 4)),
    constraint correction_two check (decided_by <> proposed_by),
    constraint correction_paper check (paper_number is null or confirmed)
);

create unique index correction_open on application.correction (region_code, case_id) where decided_at is null;
create index correction_of_case on application.correction (region_code, case_id, proposed_at);
create index correction_of on application.correction (region_code, of_id) where confirmed;
