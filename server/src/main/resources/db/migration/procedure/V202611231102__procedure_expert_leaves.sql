-- 出库: an expert leaves the pool from a day on, for a reason; who comes back has neither. The audit log keeps what was.
alter table procedure.expert
    add left_because text,
    add left_by uuid,
    add constraint expert_left_as_a_whole check (num_nonnulls(left_at, left_because, left_by) in (0, 3));

-- Until the day comes he is drawn like anybody, so that the condition of the index no longer fits.
drop index procedure.expert_of_field;

create index expert_of_field on procedure.expert (region_code, field, id);
