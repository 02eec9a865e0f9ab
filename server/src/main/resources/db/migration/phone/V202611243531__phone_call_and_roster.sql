create schema if not exists phone;

-- 来电: one row for each call, whatever became of it. The number is SM4-GCM, found again by its HMAC.
create table phone.call (
    region_code   text        not null,
    id            uuid        not null,
    exchange      text        not null,
    reference     text        not null,
    number_sealed bytea,
    number_index  bytea,
    rang_at       timestamptz not null,
    in_hours      boolean     not null,
    offered       uuid[]      not null,
    state         text        not null,
    taken_by      uuid,
    taken_at      timestamptz,
    -- When somebody first spoke with the caller, or called him back: the end of the response time.
    responded_at  timestamptz,
    hung_up_at    timestamptz,
    missed_at     timestamptz,
    missed_why    text,
    back_due_at   timestamptz,
    tries         integer     not null,
    person_id     uuid,
    type          text,
    handed_to     text,
    question_id   uuid,
    ended_at      timestamptz,
    constraint call_pk primary key (region_code, id),
    constraint call_reference_uq unique (region_code, exchange, reference),
    constraint call_number_ck check ((number_sealed is null) = (number_index is null)),
    constraint call_state_ck check (state in ('RINGING', 'TAKEN', 'MISSED', 'ENDED', 'GIVEN_UP')),
    constraint call_taken_ck check (state <> 'TAKEN' or (taken_by is not null and taken_at is not null)),
    constraint call_missed_ck check ((missed_at is null) = (missed_why is null)),
    constraint call_back_ck check (state <> 'MISSED' or back_due_at is not null),
    constraint call_ended_ck check ((state in ('ENDED', 'GIVEN_UP')) = (ended_at is not null)),
    constraint call_type_ck check (state <> 'ENDED' or type is not null)
);

-- Who talks to one caller talks to no second one.
create unique index call_taken_uq on phone.call (region_code, taken_by) where state = 'TAKEN';
create index call_waiting_ix on phone.call (region_code, state, rang_at) where state in ('RINGING', 'MISSED');
create index call_number_ix on phone.call (region_code, number_index, rang_at desc);
create index call_rang_ix on phone.call (region_code, rang_at);

-- The orders that came of a call.
create table phone.call_order (
    region_code text not null,
    call_id     uuid not null,
    order_id    uuid not null,
    constraint call_order_pk primary key (region_code, call_id, order_id),
    constraint call_order_call_fk foreign key (region_code, call_id) references phone.call (region_code, id),
    constraint call_order_order_fk foreign key (region_code, order_id) references hotline.work_order (region_code, id)
);

create index call_order_order_ix on phone.call_order (region_code, order_id);

-- 值班表: who is on duty from when to when, at all hours.
create table phone.shift (
    region_code text        not null,
    staff_id    uuid        not null,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    entered_by  uuid        not null,
    entered_at  timestamptz not null,
    constraint shift_pk primary key (region_code, staff_id, starts_at),
    constraint shift_ck check (ends_at > starts_at)
);

create index shift_ends_ix on phone.shift (region_code, ends_at);

-- 签入: who sits at his phone now.
create table phone.seat (
    region_code text        not null,
    staff_id    uuid        not null,
    since       timestamptz not null,
    constraint seat_pk primary key (region_code, staff_id)
);
