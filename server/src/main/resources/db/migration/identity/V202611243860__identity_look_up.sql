-- 按号码查人的次数: how often an officer asked whose number it is, found or not; how many he asked for is kept, whom never.
-- One row for each officer who ever asked.
create table identity.look_up (
    region_code text not null,
    staff_id uuid not null,
    -- The quarter of an hour that is counted, and the day in the city.
    since_at timestamptz not null,
    asked integer not null,
    day date not null,
    asked_on_day integer not null,
    -- When supervision was last told.
    told_at timestamptz,
    constraint look_up_pk primary key (region_code, staff_id),
    constraint look_up_counts check (asked > 0 and asked_on_day > 0)
);
