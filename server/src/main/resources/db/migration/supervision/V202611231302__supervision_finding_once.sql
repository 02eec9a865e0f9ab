-- Each department numbers its papers by itself.
alter table supervision.finding drop constraint finding_once;
alter table supervision.finding add constraint finding_once
    unique (region_code, source, department_code, reference);
