create schema if not exists casework;

create table casework.case_file (
    region_code     text        not null,
    id              uuid        not null,
    kind            text        not null,
    number          text        not null,
    title           text        not null,
    subject_code    text        not null,
    subject_version integer     not null,
    applicant_id    uuid        not null,
    applicant_sealed bytea      not null,
    department_code text        not null,
    channel         text        not null,
    opened_at       timestamptz not null,
    state           jsonb       not null,
    status          text        not null,
    due_on          date,
    wake_at         timestamptz,
    queue_at        timestamptz,
    ended_at        timestamptz,
    head            bytea       not null,
    version         bigint      not null,
    constraint case_file_pk primary key (region_code, id),
    constraint case_file_number_uk unique (region_code, number),
    constraint case_file_status_is_state check (state ->> 'is' = status),
    constraint case_file_ended_rests check (ended_at is null or (due_on is null and wake_at is null and queue_at is null))
);

create index case_file_wake_ix on casework.case_file (region_code, wake_at) where wake_at is not null;
create index case_file_queue_ix on casework.case_file (region_code, subject_code, queue_at) where queue_at is not null;
create index case_file_applicant_ix on casework.case_file (region_code, applicant_id, opened_at desc);
create index case_file_due_ix on casework.case_file (region_code, department_code, due_on, id) where due_on is not null;

create table casework.case_event (
    region_code    text        not null,
    case_id        uuid        not null,
    seq            bigint      not null,
    at             timestamptz not null,
    type           text        not null,
    actor_kind     text        not null,
    actor_id       uuid        not null,
    actor_post     text        not null,
    payload        jsonb       not null,
    salt           bytea       not null,
    payload_digest bytea       not null,
    previous       bytea       not null,
    leaf           bytea       not null,
    -- Relays read below the oldest running transaction, by this and seq.
    written_by     xid8        not null default pg_current_xact_id(),
    constraint case_event_pk primary key (region_code, case_id, seq),
    constraint case_event_case_fk foreign key (region_code, case_id) references casework.case_file (region_code, id)
);

create function casework.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The journal is append-only';
end
$$;

create trigger case_event_append_only
    before update or delete or truncate on casework.case_event
    for each statement execute function casework.refuse_change();

create table casework.task (
    region_code text        not null,
    case_id     uuid        not null,
    key         text        not null,
    post        text        not null,
    act         text        not null,
    due_on      date        not null,
    opened_at   timestamptz not null,
    constraint task_pk primary key (region_code, case_id, key),
    constraint task_case_fk foreign key (region_code, case_id) references casework.case_file (region_code, id)
);

create index task_post_ix on casework.task (region_code, post, due_on, case_id, key);

create table casework.command_key (
    region_code text        not null,
    actor_id    uuid        not null,
    key         text        not null,
    digest      text        not null,
    case_id     uuid        not null,
    refusal     text,
    arguments   text[],
    asked_at    timestamptz not null,
    constraint command_key_pk primary key (region_code, actor_id, key)
);

create index command_key_asked_ix on casework.command_key (region_code, asked_at);
