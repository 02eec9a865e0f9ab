-- What is first stands before everything else in every list: rank 0, all the rest 1. The label narrows lists.
alter table casework.task add column rank smallint not null default 1;
alter table casework.task add constraint task_rank_known check (rank in (0, 1));
alter table casework.case_file add column label text not null default '';

drop index casework.task_post_ix;
create index task_post_ix on casework.task (region_code, post, rank, due_on, case_id, key);
create index task_first_ix on casework.task (region_code, due_on, case_id, key) where rank = 0;

-- How many came in since a day, by department.
create index case_file_opened_ix on casework.case_file (region_code, opened_at);
