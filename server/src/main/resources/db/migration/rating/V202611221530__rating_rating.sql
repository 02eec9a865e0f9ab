create schema rating;

-- 应评: a service that may be rated, once: a case that was applied for online, or a visit at a window.
create table rating.occasion (
    region_code text not null,
    id uuid not null,
    kind text not null,
    subject text not null,
    holder_id uuid not null,
    department_code text not null,
    item_code text not null,
    name_zh text not null,
    name_en text,
    served_at timestamptz not null,
    until_at timestamptz not null,
    constraint occasion_pk primary key (region_code, id),
    constraint occasion_subject_uq unique (region_code, kind, subject),
    constraint occasion_kind_ck check (kind in ('CASE', 'VISIT'))
);

create index occasion_holder_ix on rating.occasion (region_code, holder_id, served_at, id);
create index occasion_served_ix on rating.occasion (region_code, served_at);

-- 评价: one for each occasion, by its key. A late one is marked, and no row is ever changed.
create table rating.rating (
    region_code text not null,
    occasion_id uuid not null,
    level smallint not null,
    tags text[] not null,
    text_sealed bytea,
    channel text not null,
    late boolean not null,
    at timestamptz not null,
    constraint rating_pk primary key (region_code, occasion_id),
    constraint rating_occasion_fk foreign key (region_code, occasion_id)
        references rating.occasion (region_code, id),
    constraint rating_level_ck check (level between 1 and 5)
);

create index rating_at_ix on rating.rating (region_code, at, occasion_id);
