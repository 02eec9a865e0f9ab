-- 针对投诉跟进教育 (M-STF-17): a cluster of upheld complaints on one cause or person gives a task with a date, and the same count over
-- an equal time before and after. Filled in once, step by step, and never removed.
create table supervision.training (
    region_code text not null,
    id uuid not null,
    department_code text not null,
    kind text,
    person_id uuid,
    days int not null,
    opened_on date not null,
    due_on date not null,
    count_before int not null,
    done_on date,
    done_by uuid,
    done_note text,
    count_after int,
    checked_on date,
    constraint training_pk primary key (region_code, id),
    constraint training_subject check (num_nulls(kind, person_id) = 1),
    constraint training_done check (num_nulls(done_on, done_by, done_note) in (0, 3)),
    constraint training_checked
        check (num_nulls(count_after, checked_on) in (0, 2) and (checked_on is null or checked_on > done_on + days))
);

create unique index training_open on supervision.training
    (region_code, department_code, coalesce(kind, person_id::text)) where done_on is null;
create index training_recent on supervision.training (region_code, opened_on desc, id);

create function supervision.training_stays() returns trigger language plpgsql as $$
declare
    later constant text[] := array['done_on', 'done_by', 'done_note', 'count_after', 'checked_on'];
    checked constant text[] := array['count_after', 'checked_on'];
begin
    if tg_op <> 'UPDATE'
       or (to_jsonb(old) - later) <> (to_jsonb(new) - later)
       or (old.done_on is not null and (to_jsonb(old) - checked) <> (to_jsonb(new) - checked))
       or old.checked_on is not null then
        raise exception 'What a training was for and came to stays as it is';
    end if;
    return new;
end;
$$;

create trigger training_unchanged before update on supervision.training
    for each row execute function supervision.training_stays();
create trigger training_kept before delete or truncate on supervision.training
    for each statement execute function supervision.training_stays();
