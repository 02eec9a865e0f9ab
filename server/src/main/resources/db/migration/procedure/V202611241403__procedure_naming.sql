-- 五日内指派 (行政许可法 art. 55(2)): from acceptance two or more are to be named for each inspection, test or quarantine.
create table procedure.naming (
    region_code text not null,
    case_id uuid not null,
    step text not null,
    department text not null,
    accepted_on date not null,
    certain boolean not null,
    named_on date,
    closed_on date,
    late_told_on date,
    constraint naming_pk primary key (region_code, case_id, step)
);

create index naming_open on procedure.naming (region_code, accepted_on)
 where certain and named_on is null and closed_on is null;
