-- 七件: in which class a case stands. Nothing is known here alone: everything is read again from the beginning.
alter table insight.case_fact add column class_code text not null default '';

delete from insight.reading;
