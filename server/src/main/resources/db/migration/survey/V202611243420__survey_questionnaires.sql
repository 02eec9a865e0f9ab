create schema survey;

-- What somebody has typed into a questionnaire and not handed in. The mark is a keyed digest of who it is.
create table survey.draft (
    region_code text not null,
    id uuid not null,
    survey text not null,
    mark bytea not null,
    answers_sealed bytea not null,
    saved_at timestamptz not null,
    constraint draft_pk primary key (region_code, id),
    constraint draft_mark_uq unique (region_code, survey, mark)
);

create index draft_saved_ix on survey.draft (region_code, saved_at);

-- That somebody has answered: neither when, nor what.
create table survey.taken (
    region_code text not null,
    survey text not null,
    mark bytea not null,
    constraint taken_pk primary key (region_code, survey, mark)
);

-- What was answered, by a number of chance and with the day only; nothing here says who.
create table survey.response (
    region_code text not null,
    id uuid not null,
    survey text not null,
    given_on date not null,
    answers_sealed bytea not null,
    constraint response_pk primary key (region_code, id)
);

create index response_survey_ix on survey.response (region_code, survey, id);
