create schema if not exists improvement;

-- 走访、督查、会议、上级检查、变相审批: where problems come from. What must be done about it is a work order that names this row.
create table improvement.occasion (
    region_code    text        not null,
    id             uuid        not null,
    kind           text        not null,
    title          text        not null,
    -- Of an inspection, an outside result or a suspicion: whom it concerns. Empty otherwise.
    unit           text        not null,
    firm_id        uuid,
    firm_name      text        not null,
    team           uuid[]      not null,
    planned_on     date        not null,
    held_on        date,
    situation      text        not null,
    difficulty     text        not null,
    suggestion     text        not null,
    criticism      boolean     not null,
    verdict        text,
    verdict_reason text,
    verdict_by     uuid,
    verdict_on     date,
    verdict_due_on date,
    ended_on       date,
    ended_by       uuid,
    outcome        text,
    opened_by      uuid        not null,
    opened_post    text        not null,
    opened_at      timestamptz not null,
    constraint occasion_pk primary key (region_code, id),
    constraint occasion_kind check (kind in ('VISIT', 'INSPECTION', 'MEETING', 'EXTERNAL', 'DISGUISED')),
    constraint occasion_unit check (unit <> '' or kind in ('VISIT', 'MEETING')),
    constraint occasion_criticism check (not criticism or kind = 'EXTERNAL'),
    constraint occasion_verdict check (
        (kind = 'DISGUISED' and verdict in ('LEGAL', 'MERGE', 'CANCEL')
         and num_nulls(verdict_reason, verdict_by, verdict_on) = 0
         and (verdict = 'LEGAL') = (verdict_due_on is null))
        or num_nulls(verdict, verdict_reason, verdict_by, verdict_on, verdict_due_on) = 5),
    -- Who suspects does not rule.
    constraint occasion_two check (verdict_by <> opened_by),
    constraint occasion_ended check (num_nulls(ended_on, ended_by, outcome) in (0, 3))
);

create index occasion_recent_ix on improvement.occasion (region_code, kind, planned_on desc, id desc);

-- 议题: problems of the ledger that a meeting has before it; what it decided becomes a task.
create table improvement.agenda (
    region_code text not null,
    occasion_id uuid not null,
    order_id    uuid not null,
    decision    text,
    task_id     uuid,
    decided_on  date,
    constraint agenda_pk primary key (region_code, occasion_id, order_id),
    constraint agenda_occasion_fk foreign key (region_code, occasion_id) references improvement.occasion (region_code, id),
    constraint agenda_decided check (num_nulls(decision, task_id, decided_on) in (0, 3))
);

-- 配合情况: how a unit took part, out of a hundred, by whoever coordinated.
create table improvement.cooperation (
    region_code text     not null,
    occasion_id uuid     not null,
    unit        text     not null,
    points      integer  not null,
    by          uuid     not null,
    scored_on   date     not null,
    constraint cooperation_pk primary key (region_code, occasion_id, unit),
    constraint cooperation_occasion_fk foreign key (region_code, occasion_id)
        references improvement.occasion (region_code, id),
    constraint cooperation_points check (points between 0 and 100)
);

-- 通报: to units, each of which confirms having read it.
create table improvement.bulletin (
    region_code text        not null,
    id          uuid        not null,
    title       text        not null,
    body        text        not null,
    issued_by   uuid        not null,
    issued_post text        not null,
    issued_at   timestamptz not null,
    constraint bulletin_pk primary key (region_code, id)
);

create index bulletin_recent_ix on improvement.bulletin (region_code, issued_at desc, id desc);

create table improvement.bulletin_receipt (
    region_code text not null,
    bulletin_id uuid not null,
    unit        text not null,
    read_at     timestamptz,
    read_by     uuid,
    constraint bulletin_receipt_pk primary key (region_code, bulletin_id, unit),
    constraint bulletin_receipt_fk foreign key (region_code, bulletin_id) references improvement.bulletin (region_code, id),
    constraint bulletin_receipt_read check ((read_at is null) = (read_by is null))
);
