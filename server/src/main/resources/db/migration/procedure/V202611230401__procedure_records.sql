create schema procedure;

-- 特别程序的起止: each run with the days that its notice stated, so that long and repeated stopping can be seen.
create table procedure.run (
    region_code text not null,
    case_id uuid not null,
    step text not null,
    department text not null,
    stops_clock boolean not null,
    started_on date not null,
    days int not null,
    due_on date not null,
    finished_on date,
    constraint run_pk primary key (region_code, case_id, step),
    constraint run_days check (days >= 0)
);

create index run_stopping on procedure.run (region_code, due_on) where stops_clock;

-- 勘验: one for each run of a step. Place, people of the unit, checklist and finding are sealed.
create table procedure.survey (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    step text not null,
    department text not null,
    mode text not null,
    appointed_at timestamptz not null,
    unit text,
    unit_basis text,
    content bytea not null,
    planned_by uuid not null,
    planned_at timestamptz not null,
    met boolean,
    recorded_by uuid,
    recorded_at timestamptz,
    version int not null default 0,
    constraint survey_pk primary key (region_code, id),
    constraint survey_once unique (region_code, case_id, step),
    constraint survey_mode check (mode in ('independent', 'joint', 'entrusted', 'expert')),
    constraint survey_unit check ((mode = 'entrusted') = (unit is not null and unit_basis is not null)),
    constraint survey_recorded check (num_nulls(met, recorded_by, recorded_at) in (0, 3))
);

create index survey_open on procedure.survey (region_code, appointed_at) where recorded_at is null;

create table procedure.surveyor (
    region_code text not null,
    survey_id uuid not null,
    staff_id uuid not null,
    department text not null,
    constraint surveyor_pk primary key (region_code, survey_id, staff_id),
    constraint surveyor_survey_fk foreign key (region_code, survey_id) references procedure.survey (region_code, id)
);

-- 联合勘验: what each department says of the one visit.
create table procedure.survey_opinion (
    region_code text not null,
    survey_id uuid not null,
    department text not null,
    favourable boolean not null,
    text text not null,
    given_by uuid not null,
    given_at timestamptz not null,
    constraint survey_opinion_pk primary key (region_code, survey_id, department),
    constraint survey_opinion_survey_fk foreign key (region_code, survey_id)
        references procedure.survey (region_code, id)
);

create table procedure.survey_photo (
    region_code text not null,
    survey_id uuid not null,
    number int not null,
    media_type text not null,
    size bigint not null,
    sm3 text not null,
    blob_id text not null,
    taken_by uuid not null,
    taken_at timestamptz not null,
    constraint survey_photo_pk primary key (region_code, survey_id, number),
    constraint survey_photo_once unique (region_code, survey_id, sm3),
    constraint survey_photo_survey_fk foreign key (region_code, survey_id)
        references procedure.survey (region_code, id)
);

-- 专家库: number and declared relatives are sealed.
create table procedure.expert (
    region_code text not null,
    id uuid not null,
    name text not null,
    field text not null,
    employer text not null,
    employer_code text not null,
    content bytea not null,
    entered_at timestamptz not null,
    left_at timestamptz,
    constraint expert_pk primary key (region_code, id)
);

create index expert_of_field on procedure.expert (region_code, field, id) where left_at is null;

-- 随机抽取: with seed, pool and who was left out why, so that anybody can draw it again.
create table procedure.expert_draw (
    region_code text not null,
    case_id uuid not null,
    step text not null,
    number int not null,
    field text not null,
    wanted int not null,
    seed text not null,
    pool jsonb not null,
    excluded jsonb not null,
    drawn_by uuid not null,
    drawn_at timestamptz not null,
    constraint expert_draw_pk primary key (region_code, case_id, step, number),
    constraint expert_draw_wanted check (wanted between 1 and 9)
);

create table procedure.expert_seat (
    region_code text not null,
    case_id uuid not null,
    expert_id uuid not null,
    step text not null,
    number int not null,
    state text not null default 'asked',
    reason text not null default '',
    answered_at timestamptz,
    constraint expert_seat_pk primary key (region_code, case_id, expert_id),
    constraint expert_seat_draw_fk foreign key (region_code, case_id, step, number)
        references procedure.expert_draw (region_code, case_id, step, number),
    constraint expert_seat_expert_fk foreign key (region_code, expert_id)
        references procedure.expert (region_code, id),
    constraint expert_seat_state check (state in ('asked', 'accepted', 'refused'))
);

-- 申请听证的权利 (arts. 36, 47): who was told when, and what he made of it. The applicant's row has no name.
create table procedure.entitled (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    party boolean not null,
    content bytea not null,
    told_on date not null,
    due_on date not null,
    choice text,
    chosen_on date,
    told_by uuid not null,
    constraint entitled_pk primary key (region_code, id),
    constraint entitled_choice check (choice in ('requested', 'waived')),
    constraint entitled_chosen check ((choice is null) = (chosen_on is null))
);

create unique index entitled_applicant on procedure.entitled (region_code, case_id) where not party;
create index entitled_of_case on procedure.entitled (region_code, case_id);

-- 听证 (arts. 46-48).
create table procedure.hearing (
    region_code text not null,
    case_id uuid not null,
    id uuid not null,
    department text not null,
    item_code text not null,
    item_version int not null,
    ordered boolean not null,
    requested_on date not null,
    hold_by date not null,
    at timestamptz,
    place text,
    chair uuid,
    announced_on date,
    noticed_on date,
    minutes bytea,
    minutes_number text,
    held_on date,
    version int not null default 0,
    constraint hearing_pk primary key (region_code, case_id),
    constraint hearing_id unique (region_code, id),
    constraint hearing_scheduled check (num_nulls(at, place, chair, noticed_on) in (0, 4)),
    constraint hearing_held check (num_nulls(minutes, minutes_number, held_on) in (0, 3))
);

create index hearing_open on procedure.hearing (region_code, hold_by) where held_on is null;
create index hearing_announced on procedure.hearing (region_code, at) where announced_on is not null;

-- 征求原职能部门意见: it stops no clock.
create table procedure.question (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    department text not null,
    question text not null,
    asked_by uuid not null,
    asked_post text not null,
    asked_on date not null,
    due_on date not null,
    answer text,
    answered_by uuid,
    answered_on date,
    constraint question_pk primary key (region_code, id),
    constraint question_answered check (num_nulls(answer, answered_by, answered_on) in (0, 3))
);

create index question_of_case on procedure.question (region_code, case_id);
create index question_open on procedure.question (region_code, department, due_on) where answered_on is null;

-- 抄告相关部门.
create table procedure.copy (
    region_code text not null,
    case_id uuid not null,
    department text not null,
    sent_on date not null,
    due_on date not null,
    read_on date,
    read_by uuid,
    preparation text not null default '',
    reminded_on date,
    reminders int not null default 0,
    constraint copy_pk primary key (region_code, case_id, department),
    constraint copy_read check ((read_on is null) = (read_by is null))
);

create index copy_unread on procedure.copy (region_code, department, due_on) where read_on is null;
