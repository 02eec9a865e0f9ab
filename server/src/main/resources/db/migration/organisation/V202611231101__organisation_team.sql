-- 专职队伍: who works on which themes from when to when. Ended, never removed: cases name the people of then.
create table organisation.team (
    region_code text not null,
    id uuid not null,
    department_code text not null,
    name_zh text not null,
    name_en text,
    themes text[] not null,
    from_on date not null,
    until_on date,
    founded_at timestamptz not null,
    founded_by uuid not null,
    ended_at timestamptz,
    ended_by uuid,
    ended_because text,
    constraint team_pk primary key (region_code, id),
    constraint team_department_fk foreign key (region_code, department_code)
        references organisation.unit (region_code, code),
    constraint team_has_themes check (cardinality(themes) > 0),
    constraint team_days_in_order check (until_on is null or until_on >= from_on),
    constraint team_ended_as_a_whole check (num_nonnulls(ended_at, ended_by, ended_because) in (0, 3))
);

create table organisation.team_member (
    region_code text not null,
    id uuid not null,
    team_id uuid not null,
    staff_id uuid not null,
    from_on date not null,
    until_on date,
    joined_at timestamptz not null,
    joined_by uuid not null,
    ended_at timestamptz,
    ended_by uuid,
    ended_because text,
    constraint team_member_pk primary key (region_code, id),
    constraint team_member_team_fk foreign key (region_code, team_id) references organisation.team (region_code, id),
    constraint team_member_staff_fk foreign key (region_code, staff_id) references organisation.staff (region_code, id),
    constraint team_member_days_in_order check (until_on is null or until_on >= from_on),
    constraint team_member_ended_as_a_whole check (num_nonnulls(ended_at, ended_by, ended_because) in (0, 3))
);

create index team_member_of_team on organisation.team_member (region_code, team_id);
-- One person sits once in a team at a time.
create unique index team_member_once on organisation.team_member (region_code, team_id, staff_id)
 where ended_at is null and until_on is null;

create trigger team_stays before delete or truncate on organisation.team
    for each statement execute function organisation.refuse_removal();
create trigger team_member_stays before delete or truncate on organisation.team_member
    for each statement execute function organisation.refuse_removal();
