-- 结果运用 (M-EVA-13): which item version or which order it was, so that a change can be looked up. Those said before have none.
alter table evaluation.finding add column change_ref text;
alter table evaluation.finding add constraint finding_change_ref_ck
    check (change_ref is null or changed in ('STANDARD', 'PROCESS', 'TASK'));

create index outing_unreleased_ix on evaluation.outing (region_code, reported_at)
    where reported_at is not null and released_at is null;

create or replace function evaluation.report_stays() returns trigger language plpgsql as $$
declare
    use constant text[] := array['order_id', 'changed', 'change_text', 'change_ref', 'changed_by', 'changed_on'];
begin
    if tg_op <> 'UPDATE' then
        raise exception 'What was looked at from outside is kept';
    end if;
    if tg_table_name = 'outing' then
        if old.reported_at is not null
           and (to_jsonb(old) - 'released_by' - 'released_at') <> (to_jsonb(new) - 'released_by' - 'released_at') then
            raise exception 'A report stays as it was made';
        end if;
        if old.released_at is not null and to_jsonb(old) <> to_jsonb(new) then
            raise exception 'A report that was released stays as it is';
        end if;
    elsif (to_jsonb(old) - use) <> (to_jsonb(new) - use)
          or (old.order_id is not null and old.order_id is distinct from new.order_id)
          or (old.changed is not null and to_jsonb(old) <> to_jsonb(new)) then
        raise exception 'A finding stays as it was made';
    end if;
    return new;
end;
$$;
