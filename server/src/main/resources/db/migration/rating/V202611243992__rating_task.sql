-- 限期: what only supervision can do about ratings waits with a day: to publish what was mended for somebody without a name, and to
-- look at a sign that staff rated itself. What waited before has none.
create table rating.task (
    region_code text not null,
    kind        text not null,
    subject_id  uuid not null,
    order_id    uuid not null,
    done_on     date,
    constraint task_pk primary key (region_code, kind, subject_id),
    constraint task_order_uk unique (region_code, order_id),
    constraint task_kind check (kind in ('words', 'sign'))
);
