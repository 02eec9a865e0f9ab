-- 委托第三方机构: what a department has a body outside examine within a step, until it is reported, declined or taken back.
-- What is to be examined, what is handed over and how the body was chosen lie sealed in content.
create table procedure.engagement (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    step text not null,
    department text not null,
    third_party_id uuid not null,
    entity_id uuid not null,
    body text not null,
    content bytea not null,
    state text not null default 'ordered',
    ordered_by uuid not null,
    ordered_at timestamptz not null,
    due_on date not null,
    answered_by uuid,
    answered_at timestamptz,
    ended_by uuid,
    ended_at timestamptz,
    ended_on date,
    because text,
    wanted_on date,
    wanted_because text,
    wanted_by uuid,
    wanted_at timestamptz,
    allowed boolean,
    allowed_by uuid,
    allowed_at timestamptz,
    report_number text,
    report_on date,
    conclusion text,
    media_type text,
    size bigint,
    sm3 text,
    blob_id text,
    late_told_for date,
    constraint engagement_pk primary key (region_code, id),
    constraint engagement_third_party_fk foreign key (region_code, third_party_id)
        references identity.third_party (region_code, id),
    constraint engagement_state check (state in ('ordered', 'accepted', 'declined', 'reported', 'recalled')),
    constraint engagement_answered check (num_nulls(answered_by, answered_at) in (0, 2)),
    constraint engagement_ended check (
        num_nulls(ended_at, ended_on) = case when state in ('ordered', 'accepted') then 2 else 0 end),
    constraint engagement_because check ((because is not null) = (state in ('declined', 'recalled'))),
    constraint engagement_wanted check (num_nulls(wanted_on, wanted_because, wanted_by, wanted_at) in (0, 4)),
    constraint engagement_allowed check (
        num_nulls(allowed, allowed_at) in (0, 2) and (allowed is null or wanted_on is not null)),
    constraint engagement_conclusion check (conclusion in ('met', 'not-met', 'undetermined')),
    constraint engagement_reported check (
        num_nulls(report_number, report_on, conclusion, media_type, size, sm3, blob_id)
            = case when state = 'reported' then 0 else 7 end)
);

create index engagement_of_case on procedure.engagement (region_code, case_id, step);
create index engagement_of_body on procedure.engagement (region_code, entity_id, ordered_at);
create index engagement_of_department on procedure.engagement (region_code, department, ordered_at);
create index engagement_open on procedure.engagement (region_code, due_on) where state in ('ordered', 'accepted');
create index engagement_blob on procedure.engagement (blob_id) where blob_id is not null;
