create schema if not exists supervision;

-- How far the journal of cases was read.
create table supervision.place (
    region_code text not null,
    heard       text not null,
    constraint place_pk primary key (region_code)
);

-- 审管联动: a decision that was pushed to the supervising department, and whether that has confirmed it.
create table supervision.handover (
    region_code     text        not null,
    case_id         uuid        not null,
    department_code text        not null,
    decided_by      text        not null,
    holder_id       uuid        not null,
    decided_on      date        not null,
    due_on          date        not null,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    reminders       int         not null default 0,
    reminded_on     date,
    constraint handover_pk primary key (region_code, case_id),
    constraint handover_acknowledged check (num_nulls(acknowledged_at, acknowledged_by) in (0, 2))
);

create index handover_open on supervision.handover (region_code, department_code, due_on, case_id)
    where acknowledged_at is null;
create index handover_overdue on supervision.handover (region_code, due_on, case_id) where acknowledged_at is null;
create index handover_of_holder on supervision.handover (region_code, holder_id);

-- 监管计划: one check that the supervising department plans, and what two people found.
create table supervision.planned_check (
    region_code     text        not null,
    id              uuid        not null,
    case_id         uuid        not null,
    department_code text        not null,
    holder_id       uuid        not null,
    due_on          date        not null,
    method          text        not null,
    state           text        not null default 'open',
    planned_by      uuid        not null,
    planned_at      timestamptz not null,
    checked_on      date,
    checked_by      uuid,
    checked_with    uuid,
    finding         text,
    constraint planned_check_pk primary key (region_code, id),
    constraint planned_check_handover_fk foreign key (region_code, case_id)
        references supervision.handover (region_code, case_id),
    constraint planned_check_method check (method in ('on-site', 'random', 'papers', 'online')),
    constraint planned_check_state check (state in ('open', 'passed', 'mending', 'failed')),
    constraint planned_check_done check (state = 'open' or num_nulls(checked_on, checked_by, checked_with, finding) = 0),
    -- 行政许可法 art. 34(3), 行政处罚法 art. 42: by two
    constraint planned_check_by_two check (checked_by is distinct from checked_with or checked_by is null)
);

create index planned_check_open on supervision.planned_check (region_code, department_code, due_on, id)
    where state in ('open', 'mending');
create index planned_check_of_case on supervision.planned_check (region_code, case_id);

-- 监管信息回流: inspections and penalties, by whomever, as approvers of later cases of the same holder see them.
create table supervision.finding (
    region_code     text        not null,
    id              uuid        not null,
    holder_id       uuid        not null,
    department_code text        not null,
    kind            text        not null,
    found_on        date        not null,
    outcome         text        not null,
    said            text        not null,
    reference       text        not null,
    source          text        not null,
    recorded_at     timestamptz not null,
    constraint finding_pk primary key (region_code, id),
    -- Whatever is sent twice is there once.
    constraint finding_once unique (region_code, source, reference),
    constraint finding_kind check (kind in ('inspection', 'penalty')),
    constraint finding_outcome check (outcome in ('passed', 'mending', 'failed', 'penalty'))
);

create index finding_of_holder on supervision.finding (region_code, holder_id, found_on desc, id);

-- 处理: a licence that is to be suspended or ended. The holder is told and heard first.
create table supervision.measure (
    region_code     text        not null,
    id              uuid        not null,
    case_id         uuid        not null,
    licence_id      uuid        not null,
    holder_id       uuid        not null,
    department_code text        not null,
    kind            text        not null,
    reason          text        not null,
    basis           text        not null,
    until_on        date,
    state           text        not null,
    noticed_on      date        not null,
    hear_until      date        not null,
    noticed_by      uuid        not null,
    notice_paper    uuid        not null,
    statement       text,
    stated_at       timestamptz,
    hearing_asked   boolean     not null default false,
    heard_on        date,
    heard_by        uuid,
    heard_note      text,
    decided_on      date,
    decided_by      uuid,
    decision_note   text,
    decision_paper  uuid,
    constraint measure_pk primary key (region_code, id),
    constraint measure_kind check (kind in ('suspension', 'revocation', 'rescission', 'withdrawal')),
    constraint measure_state check (state in ('noticed', 'decided', 'dropped', 'lifted')),
    constraint measure_decided check ((state = 'noticed') = (decided_on is null)),
    -- 四眼: who proposes does not decide.
    constraint measure_by_two check (decided_by is null or state = 'lifted' or decided_by <> noticed_by),
    constraint measure_heard check (num_nulls(heard_on, heard_by, heard_note) in (0, 3))
);

-- One at a time against a licence.
create unique index measure_open on supervision.measure (region_code, licence_id) where state = 'noticed';
create index measure_of_department on supervision.measure (region_code, department_code, noticed_on desc, id);
create index measure_of_holder on supervision.measure (region_code, holder_id, noticed_on desc, id);
