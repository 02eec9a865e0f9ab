-- 舆情到时未公开回应 (M-STD-11): the task by which somebody is told, and who is above him after him.
alter table intake.opinion add column task_id uuid;
alter table intake.opinion add constraint opinion_task unique (region_code, task_id);
alter table intake.opinion add constraint opinion_task_fk
    foreign key (region_code, task_id) references hotline.work_order (region_code, id);

create index opinion_due_ix on intake.opinion (region_code, respond_by) where published_at is null and task_id is null;
