-- 指派: who of the staff verifies, inspects or tests, by two or more (行政许可法 arts. 34(3), 55), and who says he did not.
create table procedure.assignment (
    region_code text not null,
    case_id uuid not null,
    step text not null,
    staff_id uuid not null,
    assigned_by uuid not null,
    assigned_at timestamptz not null,
    denied_at timestamptz,
    denied_because text,
    constraint assignment_pk primary key (region_code, case_id, step, staff_id),
    constraint assignment_denied check (num_nulls(denied_at, denied_because) in (0, 2))
);
