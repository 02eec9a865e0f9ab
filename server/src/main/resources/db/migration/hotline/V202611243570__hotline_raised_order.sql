-- 交办: what an officer raises. Null all of it where somebody reported the order or a rating opened it.
alter table hotline.work_order
    add column raised_post text,
    add column subject     text,
    add column source_kind text,
    add column source_ref  text,
    add column source_name text,
    add column in_charge   text,
    -- The day of the answer, as it was set; due_on is what is due next.
    add column answer_on   date,
    -- 已阅: the first time the unit confirmed having read it.
    add column read_at     timestamptz,
    add column read_by     uuid,
    add constraint work_order_raised check (
        (raised_post is null and subject is null and source_kind is null and source_ref is null and source_name is null
         and in_charge is null and answer_on is null and read_at is null and read_by is null)
        or (raised_post is not null and subject is not null and source_kind is not null and source_ref is not null
            and source_name is not null and in_charge is not null and answer_on is not null
            and (read_at is null) = (read_by is null)));

create index work_order_raised_ix on hotline.work_order (region_code, opened_at desc, id desc)
 where raised_post is not null;
create index work_order_source_ix on hotline.work_order (region_code, source_kind, source_ref)
 where raised_post is not null;
