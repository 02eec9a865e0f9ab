-- 信用修复申请的答复期限 (M-INT-12): the order that gives the answer its day and climbs when that passes; done when it is answered.
create table supervision.restoration_task (
    region_code text not null,
    restoration_id uuid not null,
    order_id uuid not null,
    done_on date,
    constraint restoration_task_pk primary key (region_code, restoration_id),
    constraint restoration_task_order unique (region_code, order_id),
    constraint restoration_task_order_fk foreign key (region_code, order_id) references hotline.work_order (region_code, id)
);
