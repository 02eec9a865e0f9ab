-- 公示异议: what somebody says against what is publicised, and the finding that answers it before the publicity ends. Grounds and
-- answer are sealed; nobody outside learns who objected.
create table procedure.objection (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    step text not null,
    department text not null,
    number text not null,
    holder_id uuid not null,
    person_id uuid not null,
    content bytea not null,
    received_at timestamptz not null,
    file_name text,
    media_type text,
    blob_id text,
    finding text,
    answer bytea,
    answered_by uuid,
    answered_at timestamptz,
    constraint objection_pk primary key (region_code, id),
    constraint objection_number unique (region_code, number),
    constraint objection_finding check (finding in ('upheld', 'partly', 'not')),
    constraint objection_file check (num_nulls(file_name, media_type, blob_id) in (0, 3)),
    constraint objection_answered check (num_nulls(finding, answer, answered_by, answered_at) in (0, 4))
);

create index objection_of_step on procedure.objection (region_code, case_id, step);
create index objection_of_holder on procedure.objection (region_code, holder_id, received_at desc);
create index objection_open on procedure.objection (region_code, department, received_at) where finding is null;
create index objection_blob on procedure.objection (blob_id) where blob_id is not null;
