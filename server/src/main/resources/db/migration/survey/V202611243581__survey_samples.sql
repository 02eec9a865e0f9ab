-- 抽样: who was asked, about what he had been served with. It says neither that he answered nor what.
create table survey.sampled (
    region_code text not null,
    survey text not null,
    person_id uuid not null,
    department_code text not null,
    item_code text not null,
    drawn_on date not null,
    drawn_by uuid not null,
    form_key text not null,
    constraint sampled_pk primary key (region_code, survey, person_id)
);

create index sampled_form_ix on survey.sampled (region_code, survey, form_key);

-- About whom and what somebody answered; null where anybody might answer.
alter table survey.response add column department_code text;
alter table survey.response add column item_code text;
alter table survey.response add constraint response_about_ck check (num_nulls(department_code, item_code) in (0, 2));
