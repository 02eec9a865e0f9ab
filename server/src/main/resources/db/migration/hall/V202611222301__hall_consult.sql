-- 业务讲解 and 首问负责 at the counter: whoever was asked first owns the consult, and somebody owns it at every moment.
-- What was answered about the situation is sealed.
create table hall.consult (
    region_code text not null,
    id uuid not null,
    number text not null,
    request_key uuid not null,
    holder uuid,
    item_code text not null,
    item_version integer not null,
    answers_sealed bytea not null,
    opened_at timestamptz not null,
    first_owner_id uuid not null,
    owner_id uuid not null,
    receiver_id uuid,
    handovers integer not null default 0,
    printed_at timestamptz,
    sent_at timestamptz,
    case_id uuid,
    linked_at timestamptz,
    constraint consult_pk primary key (region_code, id),
    constraint consult_number_uq unique (region_code, number),
    constraint consult_key_uq unique (region_code, first_owner_id, request_key),
    constraint consult_receiver_is_another check (receiver_id <> owner_id),
    constraint consult_sent_to_somebody check (sent_at is null or holder is not null),
    constraint consult_link_has_its_moment check ((case_id is null) = (linked_at is null))
);

create index consult_open_ix on hall.consult (region_code, owner_id, opened_at)
    where printed_at is null and sent_at is null;
create index consult_offered_ix on hall.consult (region_code, receiver_id) where receiver_id is not null;
create index consult_holder_ix on hall.consult (region_code, holder, item_code) where case_id is null;
create index consult_case_ix on hall.consult (region_code, case_id) where case_id is not null;
create index consult_time_ix on hall.consult (region_code, opened_at);
