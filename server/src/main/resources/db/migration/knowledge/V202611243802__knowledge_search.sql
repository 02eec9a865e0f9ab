-- 检索次数: how often people looked for an answer by themselves and found one, by day and channel; neither who nor what.
create table knowledge.search (
    region_code text   not null,
    on_day      date   not null,
    channel     text   not null,
    searches    bigint not null,
    hits        bigint not null,
    constraint search_pk primary key (region_code, on_day, channel),
    constraint search_hits_ck check (hits between 0 and searches)
);
