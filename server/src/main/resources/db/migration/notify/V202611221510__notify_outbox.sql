create schema notify;

-- The outbox: what is to be said to whom on which way, and what became of it. One cause gives one message on each way,
-- however often somebody asks; what it says is sealed, and opened only to be sent or shown to whom it is addressed.
create table notify.message (
    region_code text not null,
    id uuid not null,
    holder_id uuid not null,
    person_id uuid not null,
    cause text not null,
    way text not null,
    template text not null,
    arguments_sealed bytea,
    address_sealed bytea,
    link text not null,
    case_id uuid,
    sender text not null,
    condition text not null,
    asked_for boolean not null,
    made_at timestamptz not null,
    expires_at timestamptz,
    state text not null,
    why text,
    tries integer not null default 0,
    round integer not null default 1,
    next_at timestamptz not null,
    lease uuid,
    leased_until_at timestamptz,
    sent_at timestamptz,
    reported_at timestamptz,
    read_at timestamptz,
    constraint message_pk primary key (region_code, id),
    constraint message_once_uq unique (region_code, holder_id, cause, way),
    constraint message_way_ck check (way in ('INBOX', 'SMS', 'MAIL')),
    constraint message_state_ck
        check (state in ('WAITING', 'SENT', 'DELIVERED', 'UNDELIVERED', 'DEAD', 'DROPPED'))
);

create index message_due_ix on notify.message (region_code, next_at) where state = 'WAITING';
create index message_inbox_ix on notify.message (region_code, holder_id, made_at, id)
    where way = 'INBOX' and state = 'SENT';
create index message_state_ix on notify.message (region_code, state, made_at, id) where way <> 'INBOX';
create index message_case_ix on notify.message (region_code, case_id) where case_id is not null;

-- 回执: what a provider says became of a message; the first answer stands, the callback may come again.
create table notify.report (
    region_code text not null,
    message_id uuid not null,
    round integer not null,
    delivered boolean not null,
    at timestamptz not null,
    constraint report_pk primary key (region_code, message_id, round)
);

-- What somebody wants: on which ways, when not, in which language. Without a row the standard holds.
create table notify.preference (
    region_code text not null,
    person_id uuid not null,
    sms boolean not null,
    mail boolean not null,
    mail_sealed bytea,
    mail_proven_at timestamptz,
    quiet_from smallint not null,
    quiet_until smallint not null,
    english boolean not null,
    changed_at timestamptz not null,
    constraint preference_pk primary key (region_code, person_id),
    constraint preference_quiet_ck check (quiet_from between 0 and 23 and quiet_until between 0 and 23)
);

-- How far the journal of cases was read for news; whoever holds the row reads.
create table notify.news_cursor (
    region_code text not null,
    heard text not null,
    failures integer not null default 0,
    next_at timestamptz not null,
    constraint news_cursor_pk primary key (region_code)
);

-- 模拟通道: where messages end in an invented city. The key is the message's, so that a repeated hand-over is one message.
create table notify.simulated (
    region_code text not null,
    message_id uuid not null,
    round integer not null,
    way text not null,
    address_index bytea not null,
    text_sealed bytea not null,
    at timestamptz not null,
    constraint simulated_pk primary key (region_code, message_id, round)
);

create index simulated_address_ix on notify.simulated (region_code, address_index, at);
