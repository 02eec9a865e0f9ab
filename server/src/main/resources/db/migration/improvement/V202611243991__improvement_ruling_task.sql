-- 待认定 (M-CAT-11): the task by which a suspicion waits for its ruling, with a day. What was suspected before has none.
alter table improvement.occasion
    add column task_id uuid,
    add constraint occasion_task check (task_id is null or kind = 'DISGUISED'),
    add constraint occasion_task_once unique (region_code, task_id);
