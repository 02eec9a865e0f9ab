-- 公开: what was written, without names and numbers, as somebody read it before it went out; and what was answered.
create table rating.publication (
    region_code  text        not null,
    occasion_id  uuid        not null,
    text         text        not null,
    answer       text,
    published_by uuid        not null,
    published_at timestamptz not null,
    constraint publication_pk primary key (region_code, occasion_id),
    constraint publication_rating_fk foreign key (region_code, occasion_id)
        references rating.rating (region_code, occasion_id),
    constraint publication_text_ck check (length(text) between 1 and 1000),
    constraint publication_answer_ck check (answer is null or length(answer) between 1 and 1000)
);

create index publication_at_ix on rating.publication (region_code, published_at, occasion_id);

-- 星级事项: as they were published for a period; later ratings change nothing in it.
create table rating.star (
    region_code  text        not null,
    from_on      date        not null,
    until_on     date        not null,
    item_code    text        not null,
    stars        smallint    not null,
    rated        integer     not null,
    score        numeric     not null,
    good         integer     not null,
    published_by uuid        not null,
    published_at timestamptz not null,
    constraint star_pk primary key (region_code, from_on, item_code),
    constraint star_stars_ck check (stars between 1 and 5)
);

-- 好经验: chosen by one, approved by another, then public.
create table rating.practice (
    region_code text        not null,
    id          uuid        not null,
    occasion_id uuid,
    department  text        not null,
    title       text        not null,
    text        text        not null,
    chosen_by   uuid        not null,
    chosen_at   timestamptz not null,
    approved_by uuid,
    approved_at timestamptz,
    constraint practice_pk primary key (region_code, id),
    constraint practice_two_ck check (approved_by is null or approved_by <> chosen_by),
    constraint practice_approval_ck check ((approved_by is null) = (approved_at is null)),
    constraint practice_words_ck check (length(title) between 1 and 80 and length(text) between 1 and 2000)
);

-- 差评原因: why it was so bad, as whoever read it sorts it; the last word counts.
create table rating.cause (
    region_code text        not null,
    occasion_id uuid        not null,
    cause       text        not null,
    by_id       uuid        not null,
    at          timestamptz not null,
    constraint cause_pk primary key (region_code, occasion_id),
    constraint cause_rating_fk foreign key (region_code, occasion_id)
        references rating.rating (region_code, occasion_id)
);

-- 改进任务: an order to a department about a cause, with how many ratings spoke for it.
create table rating.improvement (
    region_code text        not null,
    id          uuid        not null,
    cause       text        not null,
    department  text        not null,
    ratings     integer     not null,
    order_id    uuid        not null,
    raised_by   uuid        not null,
    at          timestamptz not null,
    constraint improvement_pk primary key (region_code, id)
);

-- 评价通报: generated from figures, approved by somebody else, published to the office system, read by each department.
create table rating.bulletin (
    region_code  text        not null,
    id           uuid        not null,
    from_on      date        not null,
    until_on     date        not null,
    title        text        not null,
    body         text        not null,
    drafted_by   uuid        not null,
    drafted_at   timestamptz not null,
    approved_by  uuid,
    approved_at  timestamptz,
    feed_number  text,
    constraint bulletin_pk primary key (region_code, id),
    constraint bulletin_two_ck check (approved_by is null or approved_by <> drafted_by),
    constraint bulletin_approval_ck check ((approved_by is null) = (approved_at is null)
        and (approved_by is null) = (feed_number is null))
);

create table rating.bulletin_receipt (
    region_code text        not null,
    bulletin_id uuid        not null,
    department  text        not null,
    read_by     uuid        not null,
    read_at     timestamptz not null,
    constraint bulletin_receipt_pk primary key (region_code, bulletin_id, department),
    constraint bulletin_receipt_fk foreign key (region_code, bulletin_id)
        references rating.bulletin (region_code, id)
);
