-- 限期 (M-GOV-10): the order that gives a stage of an inquiry its day and climbs when it passes; done when the stage is.
create table supervision.inquiry_task (
    region_code text not null,
    inquiry_id uuid not null,
    stage text not null,
    order_id uuid not null,
    done_on date,
    constraint inquiry_task_pk primary key (region_code, inquiry_id, stage),
    constraint inquiry_task_stage check (stage in ('decide', 'settle', 'outcome')),
    constraint inquiry_task_order unique (region_code, order_id),
    constraint inquiry_task_of foreign key (region_code, inquiry_id) references supervision.inquiry (region_code, id),
    constraint inquiry_task_order_fk foreign key (region_code, order_id) references hotline.work_order (region_code, id)
);

-- The same for a training (M-STF-17), whose order is verified by who raised it. Those opened before have none.
alter table supervision.training add column order_id uuid;
alter table supervision.training add constraint training_order unique (region_code, order_id);
alter table supervision.training add constraint training_order_fk
    foreign key (region_code, order_id) references hotline.work_order (region_code, id);

create or replace function supervision.training_stays() returns trigger language plpgsql as $$
declare
    later constant text[] := array['done_on', 'done_by', 'done_note', 'count_after', 'checked_on', 'order_id'];
    checked constant text[] := array['count_after', 'checked_on'];
begin
    if tg_op <> 'UPDATE'
       or (to_jsonb(old) - later) <> (to_jsonb(new) - later)
       or (old.order_id is not null and old.order_id is distinct from new.order_id)
       or (old.done_on is not null and (to_jsonb(old) - checked) <> (to_jsonb(new) - checked))
       or old.checked_on is not null then
        raise exception 'What a training was for and came to stays as it is';
    end if;
    return new;
end;
$$;
