-- 终止办理: one proposes with what shows the ground, another confirms or denies it; until then the case goes its way.
create table application.termination (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    ground text not null,
    reason text not null,
    file_name text,
    media_type text,
    sm3 text,
    blob_id text,
    proposed_by uuid not null,
    proposed_at timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,
    confirmed boolean,
    note text,
    constraint termination_pk primary key (region_code, id),
    constraint termination_ground
        check (ground in ('DEAD_OR_INCAPABLE', 'DISSOLVED', 'LICENCE_ENDED', 'FORCE_MAJEURE', 'OTHER_LAW')),
    constraint termination_file check (num_nulls(file_name, media_type, sm3, blob_id) in (0, 4)),
    constraint termination_shown
        check (blob_id is not null or ground in ('LICENCE_ENDED', 'OTHER_LAW')),
    constraint termination_decided check (num_nulls(decided_by, decided_at, confirmed, note) in (0, 4)),
    constraint termination_two check (decided_by <> proposed_by)
);

create unique index termination_open on application.termination (region_code, case_id) where decided_at is null;
create index termination_of_case on application.termination (region_code, case_id);
create index termination_blob on application.termination (blob_id) where blob_id is not null;
