create schema delivery;

-- 送达回证: one row for each paper that reached whom it is for. Rows are never changed.
create table delivery.handover (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    holder_id uuid not null,
    paper text not null,
    paper_number text not null,
    way text not null,
    served_at timestamptz not null,
    relation text not null,
    receiver_sealed bytea not null,
    proof text not null,
    actor_kind text not null,
    actor_id uuid not null,
    round int,
    constraint handover_pk primary key (region_code, id),
    constraint handover_paper_uq unique (region_code, case_id, paper, paper_number),
    constraint handover_way_ck check (way in ('window', 'terminal', 'mail', 'online')),
    constraint handover_relation_ck
        check (relation in ('holder', 'representative', 'agent', 'household', 'mail-room')),
    constraint handover_proof_ck check (proof in ('card', 'seen', 'account', 'courier')),
    constraint handover_mail_ck check ((way = 'mail') = (round is not null))
);

-- What the applicant chose after he had applied; before, what he said in the form holds.
create table delivery.wish (
    region_code text not null,
    case_id uuid not null,
    holder_id uuid not null,
    person_id uuid not null,
    way text not null,
    destination_sealed bytea,
    chosen_at timestamptz not null,
    constraint wish_pk primary key (region_code, case_id),
    constraint wish_way_ck check (way in ('window', 'mail', 'online')),
    constraint wish_destination_ck check ((way = 'mail') = (destination_sealed is not null))
);

-- 免费寄递: a parcel, which the centre pays for.
create table delivery.shipment (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    case_number text not null,
    holder_id uuid not null,
    round int not null,
    courier text not null,
    state text not null,
    tracking text,
    fen bigint,
    destination_sealed bytea not null,
    reason text,
    ordered_at timestamptz not null,
    booked_at timestamptz,
    left_at timestamptz,
    ended_at timestamptz,
    constraint shipment_pk primary key (region_code, id),
    constraint shipment_round_uq unique (region_code, case_id, round),
    constraint shipment_state_ck
        check (state in ('ordered', 'booked', 'picked-up', 'in-transit', 'delivered', 'returned', 'recalled')),
    constraint shipment_booked_ck check (
        (tracking is null) = (booked_at is null) and (fen is null) = (booked_at is null)
        and (booked_at is not null or state in ('ordered', 'recalled'))),
    constraint shipment_ended_ck
        check ((state in ('delivered', 'returned', 'recalled')) = (ended_at is not null)),
    constraint shipment_fen_ck check (fen >= 0)
);

create index shipment_ordered_ix on delivery.shipment (region_code, ordered_at, id) where state = 'ordered';
create index shipment_state_ix on delivery.shipment (region_code, state, ordered_at desc, id desc);
create index shipment_booked_ix on delivery.shipment (region_code, booked_at) where booked_at is not null;
create unique index shipment_tracking_uq on delivery.shipment (region_code, courier, tracking);

-- What the courier told, each thing once, by his reference.
create table delivery.shipment_event (
    region_code text not null,
    shipment_id uuid not null,
    reference text not null,
    state text not null,
    note text not null,
    at timestamptz not null,
    heard_at timestamptz not null,
    constraint shipment_event_pk primary key (region_code, shipment_id, reference),
    constraint shipment_event_shipment_fk foreign key (region_code, shipment_id)
        references delivery.shipment (region_code, id)
);

-- The books of the simulated courier; Yimen reads them only through its port.
create table delivery.simulated_parcel (
    region_code text not null,
    shipment_id uuid not null,
    tracking text not null,
    good boolean not null,
    firm boolean not null,
    receiver_sealed bytea not null,
    state text not null,
    told boolean not null,
    changed_at timestamptz not null,
    constraint simulated_parcel_pk primary key (region_code, shipment_id)
);

create index simulated_parcel_ix on delivery.simulated_parcel (region_code, changed_at)
    where state not in ('delivered', 'returned', 'recalled') or not told;
