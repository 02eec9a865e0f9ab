create schema if not exists intake;

-- 意见箱: where it hangs and how often it is opened.
create table intake.box (
    region_code text    not null,
    code        text    not null,
    place       text    not null,
    every_days  integer not null,
    placed_on   date    not null,
    constraint box_pk primary key (region_code, code),
    constraint box_every check (every_days between 1 and 366)
);

-- 开箱, by two people: who opened and counted, who counted again and confirmed.
create table intake.box_opening (
    region_code  text        not null,
    id           uuid        not null,
    box_code     text        not null,
    at           timestamptz not null,
    first        uuid        not null,
    second       uuid,
    confirmed_at timestamptz,
    papers       integer     not null,
    constraint box_opening_pk primary key (region_code, id),
    constraint box_opening_box_fk foreign key (region_code, box_code) references intake.box (region_code, code),
    constraint box_opening_two check (second is null or second <> first),
    constraint box_opening_confirmed check ((second is null) = (confirmed_at is null)),
    constraint box_opening_papers check (papers between 0 and 999)
);

-- One opening of a box waits for its second person at a time.
create unique index box_opening_waits_ux on intake.box_opening (region_code, box_code) where second is null;

-- 每件一单: which paper became which order.
create table intake.box_paper (
    region_code text    not null,
    opening_id  uuid    not null,
    number      integer not null,
    order_id    uuid    not null,
    paper_key   uuid    not null,
    constraint box_paper_pk primary key (region_code, opening_id, number),
    constraint box_paper_order_uk unique (region_code, order_id),
    constraint box_paper_opening_fk foreign key (region_code, opening_id)
        references intake.box_opening (region_code, id),
    constraint box_paper_order_fk foreign key (region_code, order_id)
        references hotline.work_order (region_code, id)
);

create index box_paper_key_ix on intake.box_paper (region_code, paper_key);
