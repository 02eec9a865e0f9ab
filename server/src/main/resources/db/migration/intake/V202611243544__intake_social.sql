-- 微信、微博: a message as its platform told it, once. What it says lies in the order that it became, and nowhere else; the
-- sender is sealed, with an index by which his own orders are found.
create table intake.message (
    region_code   text        not null,
    id            uuid        not null,
    channel       text        not null,
    external_id   text        not null,
    sender_sealed bytea       not null,
    sender_index  bytea       not null,
    at            timestamptz not null,
    order_id      uuid,
    constraint message_pk primary key (region_code, id),
    constraint message_once unique (region_code, channel, external_id),
    constraint message_order_uk unique (region_code, order_id),
    constraint message_order_fk foreign key (region_code, order_id) references hotline.work_order (region_code, id)
);

create index message_sender_ix on intake.message (region_code, channel, sender_index, at);

-- What goes back; carried under a lease until the platform took it.
create table intake.reply (
    region_code text        not null,
    id          uuid        not null,
    channel     text        not null,
    key         text        not null,
    to_sealed   bytea       not null,
    text_sealed bytea       not null,
    queued_at   timestamptz not null,
    next_at     timestamptz not null,
    tries       integer     not null,
    sent_at     timestamptz,
    constraint reply_pk primary key (region_code, id),
    constraint reply_once unique (region_code, channel, key)
);

create index reply_due_ix on intake.reply (region_code, next_at, id) where sent_at is null;

-- The simulated platforms: what they were handed over.
create table intake.simulated_post (
    region_code text        not null,
    id          uuid        not null,
    channel     text        not null,
    to_index    bytea       not null,
    text_sealed bytea       not null,
    at          timestamptz not null,
    constraint simulated_post_pk primary key (region_code, id)
);

create index simulated_post_to_ix on intake.simulated_post (region_code, channel, to_index, at);
