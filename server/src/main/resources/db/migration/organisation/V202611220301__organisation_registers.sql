-- A closed node stays for what belongs to it; nothing new is put there.
alter table organisation.unit add column closed_at timestamptz;

alter table organisation.staff
    add column sender_code text,
    add column window_code text,
    add column employment text not null default 'ESTABLISHED',
    add column since_on date,
    add constraint staff_sender_fk foreign key (region_code, sender_code)
        references organisation.unit (region_code, code),
    add constraint staff_window_fk foreign key (region_code, window_code)
        references organisation.unit (region_code, code),
    add constraint staff_employment_known check (employment in ('ESTABLISHED', 'CONTRACT', 'DISPATCHED', 'OUTSOURCED'));

alter table organisation.letter drop constraint letter_rights_known;
alter table organisation.letter add constraint letter_rights_known check (
    rights <@ array['ACCEPT', 'DECIDE', 'URGE', 'CONTROL', 'EXTEND', 'ISSUE', 'ENTER']);

create function organisation.administers(role text) returns boolean
    language sql immutable
    return role in ('system-admin', 'security-admin', 'audit-admin');

-- A posting can be taken back on its first day: then it never lasted.
alter table organisation.posting drop constraint posting_days_in_order;
alter table organisation.posting add constraint posting_days_in_order check (
    until_on is null or until_on >= from_on - 1);

-- The rules say it first and in words; this holds against whoever writes beside them.
create function organisation.posting_admissible() returns trigger
    language plpgsql
as $$
begin
    -- One change at a time, or two of them would not see each other.
    perform number from organisation.revision for update;
    -- 三员分立: an administrator holds no other post, and nobody else holds his.
    if exists (
        select from organisation.posting other
         where other.region_code = new.region_code and other.staff_id = new.staff_id
           and (other.department_code, other.role) <> (new.department_code, new.role)
           and daterange(other.from_on, other.until_on + 1) && daterange(new.from_on, new.until_on + 1)
           and (organisation.administers(other.role) or organisation.administers(new.role)))
    then
        raise exception 'an administrator holds no second post' using errcode = 'check_violation',
            constraint = 'posting_administrators_apart';
    end if;
    -- 首席代表: one for each department.
    if new.role = 'chief' and not new.stand_in and exists (
        select from organisation.posting other
         where other.region_code = new.region_code and other.department_code = new.department_code
           and other.role = 'chief' and not other.stand_in and other.staff_id <> new.staff_id
           and daterange(other.from_on, other.until_on + 1) && daterange(new.from_on, new.until_on + 1))
    then
        raise exception 'a department has one chief representative' using errcode = 'check_violation',
            constraint = 'posting_one_chief';
    end if;
    return new;
end
$$;

create trigger posting_admissible
    before insert or update on organisation.posting
    for each row execute function organisation.posting_admissible();

create table organisation.absence (
    region_code text not null,
    id uuid not null,
    staff_id uuid not null,
    from_at timestamptz not null,
    until_at timestamptz not null,
    reason text not null,
    entered_at timestamptz not null,
    entered_by text not null,
    ended_at timestamptz,
    ended_by text,
    constraint absence_pk primary key (region_code, id),
    constraint absence_staff_fk foreign key (region_code, staff_id) references organisation.staff (region_code, id),
    constraint absence_moments_in_order check (until_at > from_at),
    constraint absence_ended_as_a_whole check (num_nonnulls(ended_at, ended_by) in (0, 2))
);

create index absence_until_ix on organisation.absence (until_at);

-- What the watch over absences told the audit log last, so that one node tells it, and once.
create table organisation.cover (
    region_code text not null,
    department_code text not null,
    role text not null,
    standing text not null,
    since_at timestamptz not null,
    constraint cover_pk primary key (region_code, department_code, role),
    constraint cover_post_fk foreign key (region_code, department_code, role)
        references organisation.post (region_code, department_code, role),
    constraint cover_standing_known check (standing in ('FIRST', 'STAND_IN', 'NOBODY'))
);

-- 部门管理员: one right for one item and one clerk, given or taken. The line with the last turn counts.
create table organisation.item_right (
    region_code text not null,
    id uuid not null,
    department_code text not null,
    item_code text not null,
    right_name text not null,
    staff_id uuid not null,
    allowed boolean not null,
    under_number text not null,
    basis text,
    reason text not null,
    decided_at timestamptz not null,
    decided_by uuid not null,
    turn bigint generated always as identity,
    constraint item_right_pk primary key (region_code, id),
    constraint item_right_department_fk foreign key (region_code, department_code)
        references organisation.unit (region_code, code),
    constraint item_right_staff_fk foreign key (region_code, staff_id) references organisation.staff (region_code, id),
    constraint item_right_letter_fk foreign key (region_code, under_number)
        references organisation.letter (region_code, number),
    constraint item_right_not_to_himself check (staff_id <> decided_by),
    constraint item_right_known check (
        right_name in ('ACCEPT', 'DECIDE', 'URGE', 'CONTROL', 'EXTEND', 'ISSUE', 'ENTER'))
);

-- 委托受理: what was checked before a letter of commission was granted.
create table organisation.commission (
    region_code text not null,
    letter_number text not null,
    published_on date not null,
    published_in text not null,
    conditions text[] not null,
    constraint commission_pk primary key (region_code, letter_number),
    constraint commission_letter_fk foreign key (region_code, letter_number)
        references organisation.letter (region_code, number)
);

-- 委托录入: each use of a right to key cases into another system.
create table organisation.entry_use (
    region_code text not null,
    id uuid not null,
    letter_number text not null,
    department_code text not null,
    item_code text not null,
    staff_id uuid not null,
    system_name text not null,
    case_number text not null,
    keyed text not null,
    keyed_at timestamptz not null,
    constraint entry_use_pk primary key (region_code, id),
    constraint entry_use_staff_fk foreign key (region_code, staff_id) references organisation.staff (region_code, id)
);

create index entry_use_keyed_ix on organisation.entry_use (region_code, keyed_at desc, id desc);

-- 审批权限下放: what the government's meeting decided and a department decides now.
create table organisation.passed_power (
    region_code text not null,
    id uuid not null,
    item_code text not null,
    name_zh text not null,
    former_decider text not null,
    meeting_on date not null,
    minutes_number text not null,
    department_code text not null,
    letter_number text not null,
    entered_at timestamptz not null,
    entered_by text not null,
    constraint passed_power_pk primary key (region_code, id),
    constraint passed_power_item_uq unique (region_code, item_code),
    constraint passed_power_department_fk foreign key (region_code, department_code)
        references organisation.unit (region_code, code),
    constraint passed_power_letter_fk foreign key (region_code, letter_number)
        references organisation.letter (region_code, number)
);

-- 双人复核: an administrator is proposed by one officer and confirmed by another.
create table organisation.nomination (
    region_code text not null,
    id uuid not null,
    department_code text not null,
    role text not null,
    staff_id uuid not null,
    from_on date not null,
    until_on date,
    reason text not null,
    proposed_at timestamptz not null,
    proposed_by uuid not null,
    settled_at timestamptz,
    settled_by uuid,
    confirmed boolean,
    constraint nomination_pk primary key (region_code, id),
    constraint nomination_post_fk foreign key (region_code, department_code, role)
        references organisation.post (region_code, department_code, role),
    constraint nomination_staff_fk foreign key (region_code, staff_id) references organisation.staff (region_code, id),
    constraint nomination_not_himself check (staff_id <> proposed_by and staff_id <> settled_by),
    constraint nomination_four_eyes check (settled_by <> proposed_by),
    constraint nomination_settled_as_a_whole check (num_nonnulls(settled_at, settled_by, confirmed) in (0, 3))
);

create trigger absence_changed after insert or update or delete or truncate on organisation.absence
    for each statement execute function organisation.changed();
create trigger item_right_changed after insert or update on organisation.item_right
    for each statement execute function organisation.changed();

create trigger item_right_stays before update or delete or truncate on organisation.item_right
    for each statement execute function organisation.refuse_removal();
create trigger entry_use_stays before update or delete or truncate on organisation.entry_use
    for each statement execute function organisation.refuse_removal();
create trigger passed_power_stays before update or delete or truncate on organisation.passed_power
    for each statement execute function organisation.refuse_removal();
create trigger commission_stays before update or delete or truncate on organisation.commission
    for each statement execute function organisation.refuse_removal();
create trigger absence_stays before delete or truncate on organisation.absence
    for each statement execute function organisation.refuse_removal();
create trigger nomination_stays before delete or truncate on organisation.nomination
    for each statement execute function organisation.refuse_removal();
