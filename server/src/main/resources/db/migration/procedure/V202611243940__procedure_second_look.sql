-- 复查: after rectification a survey is looked at again. The first look is round 0, every further one has its own row, with its own
-- appointment, photos and finding.
alter table procedure.survey add column round int not null default 0;
alter table procedure.survey add constraint survey_round check (round >= 0);
alter table procedure.survey drop constraint survey_once;
alter table procedure.survey add constraint survey_once unique (region_code, case_id, step, round);

-- 整改: what the applicant may put right that a look found unmet, and by when. What is to be mended and what he
-- says are sealed; said_entered where an officer wrote down what he had told him.
create table procedure.mending (
    region_code text not null,
    survey_id uuid not null,
    case_id uuid not null,
    step text not null,
    department text not null,
    round int not null,
    what bytea not null,
    until_on date not null,
    reason text,
    given_by uuid not null,
    given_at timestamptz not null,
    said bytea,
    said_by uuid,
    said_at timestamptz,
    said_entered boolean not null default false,
    file_name text,
    media_type text,
    sm3 text,
    blob_id text,
    told_on date,
    constraint mending_pk primary key (region_code, survey_id),
    constraint mending_survey_fk foreign key (region_code, survey_id) references procedure.survey (region_code, id),
    constraint mending_once unique (region_code, case_id, step, round),
    constraint mending_round check (round >= 1),
    constraint mending_said check (num_nulls(said, said_by, said_at) in (0, 3)),
    constraint mending_file check (num_nulls(file_name, media_type, sm3, blob_id) in (0, 4)),
    constraint mending_file_said check (blob_id is null or said_at is not null),
    constraint mending_entered check (not said_entered or said_at is not null)
);

create index mending_open on procedure.mending (region_code, until_on) where said_at is null and told_on is null;
create index mending_blob on procedure.mending (blob_id) where blob_id is not null;
