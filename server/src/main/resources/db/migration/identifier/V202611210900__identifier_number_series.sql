create schema if not exists identifier;

create table identifier.number_series (
    region_code text   not null,
    series      text   not null,
    next_value  bigint not null,
    constraint number_series_pk primary key (region_code, series),
    constraint number_series_starts_at_one check (next_value > 1)
);

comment on table identifier.number_series is 'Running numbers, drawn in a transaction of their own: gaps yes, doubles never';
