-- 回避: everybody who acted on what an order is about, not the accused alone; lists ask it as commands do.
alter table hotline.work_order
    add column kept_out uuid[] not null default '{}';

update hotline.work_order w
   set kept_out = array(
           select distinct person
             from (select w.accused_person as person
                    union all
                   select cast(handler #>> '{}' as uuid)
                     from jsonb_path_query(c.state, '$.matter.accused.handlers[*]') handler) everybody
            where person is not null)
  from casework.case_file c
 where c.region_code = w.region_code and c.id = w.id and c.state -> 'matter' ->> 'accused' is not null;

-- Whoever opens a page of the desk is asked of which open orders he keeps out.
create index work_order_kept_out_ix on hotline.work_order using gin (kept_out);
drop index hotline.work_order_accused_person_ix;
