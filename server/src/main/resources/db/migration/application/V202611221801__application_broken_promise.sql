-- 失信: who promised a missing material and did not bring it. Until somebody restores him he promises nothing more.
create table application.broken_promise (
    region_code text not null,
    case_id uuid not null,
    material text not null,
    holder_id uuid not null,
    due_on date not null,
    broken_on date not null,
    restored_at timestamptz,
    restored_by uuid,
    reason text,
    constraint broken_promise_pk primary key (region_code, case_id, material),
    constraint broken_promise_dossier_fk foreign key (region_code, case_id) references application.dossier (region_code, id),
    constraint broken_promise_restored check (num_nonnulls(restored_at, restored_by, reason) in (0, 3))
);

create index broken_promise_by_holder on application.broken_promise (region_code, holder_id) where restored_at is null;
create index broken_promise_by_day on application.broken_promise (region_code, broken_on desc, case_id desc);
