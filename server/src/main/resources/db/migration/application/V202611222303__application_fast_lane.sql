-- 绿色通道, 急事急办: who goes before others, who asked for it, and who is admitted by rule.
create table application.lane_request (
    region_code text not null,
    id uuid not null,
    request_key uuid not null,
    case_id uuid not null,
    department_code text not null,
    kind text not null,
    reason text not null,
    requested_by uuid not null,
    requested_at timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,
    approved boolean,
    note text,
    constraint lane_request_pk primary key (region_code, id),
    constraint lane_request_key_uq unique (region_code, requested_by, request_key),
    constraint lane_request_kind_known check (kind in ('GREEN', 'URGENT')),
    constraint lane_request_decided check (num_nonnulls(decided_by, decided_at, approved, note) in (0, 4)),
    constraint lane_request_two_pairs_of_eyes check (decided_by <> requested_by)
);

create unique index lane_request_open_uq on application.lane_request (region_code, case_id) where decided_at is null;

create table application.fast_lane (
    region_code text not null,
    case_id uuid not null,
    department_code text not null,
    kind text not null,
    ground text not null,
    reason text not null,
    days integer,
    requested_by uuid,
    admitted_by uuid not null,
    admitted_at timestamptz not null,
    constraint fast_lane_pk primary key (region_code, case_id),
    constraint fast_lane_kind_known check (kind in ('GREEN', 'URGENT')),
    constraint fast_lane_ground_known check (ground in ('KEY_PROJECT', 'MAJOR_ENTERPRISE', 'SPECIAL_PERSON', 'APPROVED')),
    constraint fast_lane_approved_was_asked check ((ground = 'APPROVED') = (requested_by is not null))
);

create index fast_lane_time_ix on application.fast_lane (region_code, admitted_at desc, case_id desc);

-- 重点项目、重点企业 by their holder; who stands here goes through the green channel by rule.
create table application.lane_holder (
    region_code text not null,
    id uuid not null,
    holder uuid not null,
    ground text not null,
    basis text not null,
    entered_by uuid not null,
    entered_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    constraint lane_holder_pk primary key (region_code, id),
    constraint lane_holder_ground_known check (ground in ('KEY_PROJECT', 'MAJOR_ENTERPRISE')),
    constraint lane_holder_end check ((ended_by is null) = (ended_at is null))
);

create unique index lane_holder_uq on application.lane_holder (region_code, holder) where ended_at is null;
