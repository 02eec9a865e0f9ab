-- 信用修复申请 (M-INT-12): whoever broke a promise asks to be trusted again, with a reason and what proves it; the department answers
-- with reasons. Decided once; after a refusal he may ask again.
create table application.restoration (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    material text not null,
    holder_id uuid not null,
    asked_by uuid not null,
    asked_at timestamptz not null,
    due_on date not null,
    reason text not null,
    file_name text not null,
    media_type text not null,
    sm3 text not null,
    blob_id text not null,
    granted boolean,
    answer text,
    decided_by uuid,
    decided_on date,
    constraint restoration_pk primary key (region_code, id),
    constraint restoration_promise_fk foreign key (region_code, case_id, material)
        references application.broken_promise (region_code, case_id, material),
    constraint restoration_decided check (num_nulls(granted, answer, decided_by, decided_on) in (0, 4))
);

create unique index restoration_open on application.restoration (region_code, case_id, material) where decided_on is null;
create index restoration_of_holder on application.restoration (region_code, holder_id, asked_at desc);
create index restoration_blob on application.restoration (blob_id);
