create schema hall;

-- 窗口组: what is queued for together. No items means all; windows are nodes of the organisation's tree below the site.
create table hall.window_group (
    region_code text not null,
    code text not null,
    site_code text not null,
    letter text not null,
    name_zh text not null,
    name_en text,
    items text[] not null,
    windows text[] not null,
    closed_at timestamptz,
    constraint window_group_pk primary key (region_code, code),
    constraint window_group_letter_uq unique (region_code, site_code, letter),
    constraint window_group_site_fk foreign key (region_code, site_code)
        references organisation.unit (region_code, code),
    constraint window_group_letter_spelt check (letter ~ '^[A-Z]{1,3}$')
);

-- 预约时段的样板: for every working day from one day to another.
create table hall.slot_template (
    region_code text not null,
    id uuid not null,
    group_code text not null,
    item_code text,
    opens time not null,
    closes time not null,
    minutes integer not null,
    capacity integer not null,
    from_on date not null,
    until_on date,
    constraint slot_template_pk primary key (region_code, id),
    constraint slot_template_group_fk foreign key (region_code, group_code)
        references hall.window_group (region_code, code),
    constraint slot_template_in_order check (opens < closes and minutes between 5 and 240 and capacity between 1 and 200)
);

-- 周末和节假日开放: one day off on which a group is served all the same, and who is on duty then. The calendar of
-- working days, by which limits are counted, knows nothing of it.
create table hall.extra_day (
    region_code text not null,
    group_code text not null,
    day_on date not null,
    opens time not null,
    closes time not null,
    minutes integer not null,
    capacity integer not null,
    opened_at timestamptz not null,
    opened_by uuid not null,
    constraint extra_day_pk primary key (region_code, group_code, day_on),
    constraint extra_day_group_fk foreign key (region_code, group_code)
        references hall.window_group (region_code, code),
    constraint extra_day_in_order check (opens < closes and minutes between 5 and 240 and capacity between 1 and 200)
);

create table hall.duty (
    region_code text not null,
    group_code text not null,
    day_on date not null,
    staff_id uuid not null,
    constraint duty_pk primary key (region_code, group_code, day_on, staff_id),
    constraint duty_day_fk foreign key (region_code, group_code, day_on)
        references hall.extra_day (region_code, group_code, day_on)
);

-- 预约时段. A place is taken by one guarded statement; the check is the last line of defence.
create table hall.slot (
    region_code text not null,
    id uuid not null,
    group_code text not null,
    item_code text,
    day_on date not null,
    day_kind text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    capacity integer not null,
    taken integer not null default 0,
    constraint slot_pk primary key (region_code, id),
    constraint slot_uq unique nulls not distinct (region_code, group_code, starts_at, item_code),
    constraint slot_group_fk foreign key (region_code, group_code) references hall.window_group (region_code, code),
    constraint slot_never_overbooked check (taken between 0 and capacity),
    constraint slot_day_kind_known check (day_kind in ('WORKDAY', 'WEEKEND', 'HOLIDAY'))
);

create index slot_by_day_ix on hall.slot (region_code, group_code, day_on, starts_at);

-- 预约. Group, day and kind of day are repeated from the slot: a moved booking takes them along, the counts need no join.
create table hall.booking (
    region_code text not null,
    id uuid not null,
    request_key uuid not null,
    code text not null,
    slot_id uuid not null,
    group_code text not null,
    item_code text,
    day_on date not null,
    day_kind text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    holder uuid not null,
    person_id uuid not null,
    draft_id uuid,
    channel text not null,
    booked_at timestamptz not null,
    booked_by uuid not null,
    moves integer not null default 0,
    state text not null,
    ended_at timestamptz,
    constraint booking_pk primary key (region_code, id),
    constraint booking_code_uq unique (region_code, code),
    constraint booking_key_uq unique (region_code, request_key),
    constraint booking_slot_fk foreign key (region_code, slot_id) references hall.slot (region_code, id),
    constraint booking_channel_known check (channel in ('WEB', 'HOTLINE', 'KIOSK', 'WINDOW')),
    constraint booking_state_known check (state in ('BOOKED', 'CAME', 'CANCELLED', 'NO_SHOW')),
    constraint booking_end_matches_state check ((state = 'BOOKED') = (ended_at is null))
);

-- One open booking per person, item and day; a booking for no item in particular counts as one item.
create unique index booking_open_uq on hall.booking (region_code, holder, day_on, item_code) nulls not distinct
    where state = 'BOOKED';
create index booking_by_holder_ix on hall.booking (region_code, holder, starts_at desc);
create index booking_by_day_ix on hall.booking (region_code, day_on, starts_at);
create index booking_due_ix on hall.booking (region_code, starts_at) where state = 'BOOKED';

-- One line per group and day: whoever calls or takes a number locks it for a moment, so no two get the same.
create table hall.line (
    region_code text not null,
    group_code text not null,
    day_on date not null,
    serial integer not null default 0,
    last_special boolean not null default false,
    last_booked boolean not null default false,
    constraint line_pk primary key (region_code, group_code, day_on),
    constraint line_group_fk foreign key (region_code, group_code) references hall.window_group (region_code, code)
);

-- 排队号. placed_at is the place in the line and is kept on a transfer, waiting_at the moment from which this wait counts.
create table hall.ticket (
    region_code text not null,
    id uuid not null,
    request_key uuid not null,
    pass uuid not null,
    group_code text not null,
    day_on date not null,
    number text not null,
    serial integer not null,
    holder uuid,
    person_id uuid,
    item_code text,
    draft_id uuid,
    booking_id uuid,
    booked_for timestamptz,
    special boolean not null,
    special_kind text,
    wants_helper boolean not null,
    helper_id uuid,
    channel text not null,
    taken_at timestamptz not null,
    placed_at timestamptz not null,
    waiting_at timestamptz not null,
    state text not null,
    ended_at timestamptz,
    constraint ticket_pk primary key (region_code, id),
    constraint ticket_key_uq unique (region_code, request_key),
    constraint ticket_pass_uq unique (region_code, pass),
    constraint ticket_group_fk foreign key (region_code, group_code) references hall.window_group (region_code, code),
    constraint ticket_booking_fk foreign key (region_code, booking_id) references hall.booking (region_code, id),
    constraint ticket_booking_uq unique (region_code, booking_id),
    constraint ticket_channel_known check (channel in ('WEB', 'HOTLINE', 'KIOSK', 'WINDOW')),
    constraint ticket_state_known check (state in ('WAITING', 'CALLED', 'DONE', 'NO_SHOW', 'GONE')),
    constraint ticket_end_matches_state check ((state in ('WAITING', 'CALLED')) = (ended_at is null))
);

create index ticket_waiting_ix on hall.ticket (region_code, group_code, day_on, placed_at) where state = 'WAITING';
create index ticket_open_ix on hall.ticket (region_code, day_on) where state in ('WAITING', 'CALLED');
-- Nobody stands in the same line twice.
create unique index ticket_person_uq on hall.ticket (region_code, group_code, day_on, person_id)
    where state in ('WAITING', 'CALLED') and person_id is not null;
create index ticket_by_holder_ix on hall.ticket (region_code, holder, taken_at desc);

-- 叫号: one visitor at one window. reason says why this one, for the staff.
create table hall.call (
    region_code text not null,
    id uuid not null,
    ticket_id uuid not null,
    group_code text not null,
    day_on date not null,
    window_code text not null,
    clerk_id uuid not null,
    reason text not null,
    times integer not null default 1,
    waiting_at timestamptz not null,
    called_at timestamptz not null,
    ended_at timestamptz,
    outcome text,
    constraint call_pk primary key (region_code, id),
    constraint call_ticket_fk foreign key (region_code, ticket_id) references hall.ticket (region_code, id),
    constraint call_reason_known check (reason in ('SPECIAL', 'BOOKED', 'ARRIVAL', 'BOOKED_TURN', 'ARRIVAL_TURN')),
    constraint call_outcome_known check (outcome in ('DONE', 'NO_SHOW', 'TRANSFERRED', 'FORGOTTEN')),
    constraint call_end_matches_outcome check ((ended_at is null) = (outcome is null))
);

create unique index call_window_uq on hall.call (region_code, window_code) where ended_at is null;
create unique index call_ticket_uq on hall.call (region_code, ticket_id) where ended_at is null;
create index call_by_time_ix on hall.call (region_code, called_at);

-- 跑动次数: for which cases somebody was at which window.
create table hall.call_case (
    region_code text not null,
    case_id uuid not null,
    call_id uuid not null,
    constraint call_case_pk primary key (region_code, case_id, call_id),
    constraint call_case_call_fk foreign key (region_code, call_id) references hall.call (region_code, id)
);

-- 上门服务. Where to, and what was done there, is sealed.
create table hall.home_visit (
    region_code text not null,
    id uuid not null,
    request_key uuid not null,
    holder uuid not null,
    person_id uuid not null,
    item_code text,
    draft_id uuid,
    wished_on date not null,
    half text not null,
    address_sealed bytea not null,
    note_sealed bytea,
    channel text not null,
    asked_at timestamptz not null,
    asked_by uuid not null,
    helper_id uuid,
    assigned_by uuid,
    assigned_at timestamptz,
    accepted_at timestamptz,
    ended_at timestamptz,
    state text not null,
    constraint home_visit_pk primary key (region_code, id),
    constraint home_visit_key_uq unique (region_code, request_key),
    constraint home_visit_half_known check (half in ('MORNING', 'AFTERNOON')),
    constraint home_visit_channel_known check (channel in ('WEB', 'HOTLINE', 'KIOSK', 'WINDOW')),
    constraint home_visit_state_known check (state in ('ASKED', 'ASSIGNED', 'ACCEPTED', 'DONE', 'CANCELLED')),
    constraint home_visit_helper_named check (state in ('ASKED', 'CANCELLED') or helper_id is not null),
    constraint home_visit_end_matches_state check ((state in ('DONE', 'CANCELLED')) = (ended_at is not null))
);

create index home_visit_open_ix on hall.home_visit (region_code, wished_on) where ended_at is null;
create index home_visit_by_holder_ix on hall.home_visit (region_code, holder, asked_at desc);
