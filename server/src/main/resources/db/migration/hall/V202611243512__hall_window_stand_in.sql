-- 窗口AB岗 (M-STF-04): who has a window while whoever usually sits there is away, and what was told of it last.
create table hall.window_stand_in (
    region_code text not null,
    window_code text not null,
    staff_id uuid not null,
    named_at timestamptz not null,
    named_by uuid not null,
    told text not null default 'FIRST',
    constraint window_stand_in_pk primary key (region_code, window_code),
    constraint window_stand_in_told check (told in ('FIRST', 'STAND_IN', 'NOBODY'))
);

create index window_stand_in_of on hall.window_stand_in (region_code, staff_id);
