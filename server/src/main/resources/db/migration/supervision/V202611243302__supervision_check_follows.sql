-- A check that is still to be made follows what it is about: the case of the licence that stands in the place of the former one.
alter table supervision.planned_check add column licence_case_id uuid;
update supervision.planned_check set licence_case_id = case_id;
alter table supervision.planned_check alter column licence_case_id set not null;
create index planned_check_of_licence on supervision.planned_check (region_code, licence_case_id);
