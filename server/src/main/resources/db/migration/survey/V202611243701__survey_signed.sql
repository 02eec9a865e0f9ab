-- Whoever is signed in is one person; whoever is not is a browser, of which one person has as many as he likes.
alter table survey.response
    add column signed boolean not null default false;

-- How many came unsigned from one network on one day: the mark is a keyed digest, and is gone the day after.
create table survey.from_network (
    region_code text    not null,
    survey      text    not null,
    mark        bytea   not null,
    day         date    not null,
    answers     integer not null,
    constraint from_network_pk primary key (region_code, survey, mark)
);

create index from_network_day_ix on survey.from_network (region_code, day);
