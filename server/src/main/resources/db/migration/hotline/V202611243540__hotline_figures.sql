-- What figures ask of an order beside where it stands: where it is, when somebody first had it, which clocks were missed,
-- how often somebody above was told.
alter table hotline.work_order
    add column area       text,
    add column taken_on   date,
    add column late       text[]  not null default '{}',
    add column supervised integer not null default 0;

-- Of orders that came before the columns only what stands in the row is known; none is called late for want of it.
update hotline.work_order
   set taken_on = (opened_at at time zone 'Asia/Shanghai')::date
 where unit is not null;

create index work_order_area_ix on hotline.work_order (region_code, area, topic) where area is not null;

-- 回访: each word of a reporter on an answer, the last of which counts. Nobody changes one.
create table hotline.visit_back (
    region_code text        not null,
    order_id    uuid        not null,
    version     bigint      not null,
    at          timestamptz not null,
    outcome     text        not null,
    contacted   boolean,
    solved      boolean,
    asked_by    uuid,
    constraint visit_back_pk primary key (region_code, order_id, version),
    constraint visit_back_order_fk foreign key (region_code, order_id)
        references hotline.work_order (region_code, id),
    constraint visit_back_outcome check (outcome in ('SATISFIED', 'ACCEPTABLE', 'UNSATISFIED', 'UNREACHED'))
);

create function hotline.visit_back_stays() returns trigger language plpgsql as $$
begin
    raise exception 'what a reporter said of an answer stays';
end $$;

create trigger visit_back_stays before update or delete on hotline.visit_back
    for each row execute function hotline.visit_back_stays();
