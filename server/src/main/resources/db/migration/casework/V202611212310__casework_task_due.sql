-- What is late in a region, by its date, whoever must do it.
create index task_due_ix on casework.task (region_code, due_on, case_id, key);
