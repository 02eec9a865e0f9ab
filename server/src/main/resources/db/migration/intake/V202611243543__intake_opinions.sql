-- 舆情台账: beside the order of an issue what the public reads of it, how serious it is and by when it is answered.
create table intake.opinion (
    region_code  text        not null,
    order_id     uuid        not null,
    title        text        not null,
    source       text        not null,
    link         text        not null,
    first_level  integer     not null,
    level        integer     not null,
    found_at     timestamptz not null,
    respond_by   timestamptz not null,
    again        integer     not null,
    departments  text[]      not null,
    answer       text,
    published_at timestamptz,
    published_by uuid,
    constraint opinion_pk primary key (region_code, order_id),
    constraint opinion_order_fk foreign key (region_code, order_id) references hotline.work_order (region_code, id),
    constraint opinion_rises check (level >= first_level),
    constraint opinion_published check (num_nulls(answer, published_at, published_by) in (0, 3))
);

create index opinion_published_ix on intake.opinion (region_code, published_at desc) where published_at is not null;

-- Each time that it was seen once more, with the level that it had from then on.
create table intake.opinion_seen (
    region_code text        not null,
    id          uuid        not null,
    order_id    uuid        not null,
    source      text        not null,
    at          timestamptz not null,
    seen_by     uuid        not null,
    level       integer     not null,
    constraint opinion_seen_pk primary key (region_code, id),
    constraint opinion_seen_order_fk foreign key (region_code, order_id) references intake.opinion (region_code, order_id)
);

create index opinion_seen_order_ix on intake.opinion_seen (region_code, order_id, at);
