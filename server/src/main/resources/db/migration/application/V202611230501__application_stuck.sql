-- 闭环: what rests between two ends of a case for too long; a job writes the list anew each time.
create table application.stuck (
    region_code text not null,
    case_id uuid not null,
    number text not null,
    item_code text not null,
    item_version int not null,
    department_code text not null,
    place text not null,
    link text,
    since_on date not null,
    found_at timestamptz not null,
    constraint stuck_pk primary key (region_code, case_id)
);

create index stuck_since_ix on application.stuck (region_code, since_on, case_id);
