-- 复议、诉讼: the head enters what was said of a decision, with its document; another confirms or denies it.
create table application.judgment (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    department_code text not null,
    of_what text not null,
    body text not null,
    kind text not null,
    organ text not null,
    doc_number text not null,
    doc_on date not null,
    effective_on date not null,
    days int,
    procedural boolean not null,
    gist text not null,
    file_name text not null,
    media_type text not null,
    sm3 text not null,
    blob_id text not null,
    entered_by uuid not null,
    entered_at timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,
    confirmed boolean,
    note text,
    fallen_at timestamptz,
    constraint judgment_pk primary key (region_code, id),
    constraint judgment_of check (of_what in ('REFUSAL', 'NON_ACCEPTANCE', 'GRANT')),
    constraint judgment_body check (body in ('REVIEW', 'COURT')),
    constraint judgment_kind check (kind in ('SET_ASIDE', 'DECIDE_ANEW', 'VARIED', 'UNLAWFUL')),
    constraint judgment_on check (doc_on <= effective_on),
    constraint judgment_days check (days between 1 and 180),
    constraint judgment_decided check (num_nulls(decided_by, decided_at, confirmed, note) in (0, 4)),
    constraint judgment_two check (decided_by <> entered_by),
    constraint judgment_fallen check (fallen_at is null or decided_at is null)
);

create unique index judgment_open on application.judgment (region_code, case_id)
    where decided_at is null and fallen_at is null;
create unique index judgment_once on application.judgment (region_code, case_id, doc_number) where confirmed;
create index judgment_recent on application.judgment (region_code, entered_at desc, id desc);
create index judgment_blob on application.judgment (blob_id);
