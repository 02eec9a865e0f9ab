-- 违诺追究 (M-INT-20): a promised date was missed. Opened once by time itself, explained by the responsible department, found upon
-- by supervision; what is said is said once, and nothing of it is ever removed.
create table supervision.accountability (
    region_code text not null,
    case_id uuid not null,
    number text not null,
    department_code text not null,
    person_id uuid,
    due_on date not null,
    days int not null,
    opened_on date not null,
    explain_by date not null,
    explanation text,
    explained_by uuid,
    explained_on date,
    upheld boolean,
    reason text,
    found_by uuid,
    found_on date,
    constraint accountability_pk primary key (region_code, case_id),
    constraint accountability_days check (days > 0 and opened_on > due_on),
    constraint accountability_explained check (num_nulls(explanation, explained_by, explained_on) in (0, 3)),
    constraint accountability_found check (num_nulls(upheld, reason, found_by, found_on) in (0, 4)),
    constraint accountability_two check (found_by <> explained_by and found_by <> person_id)
);

create index accountability_open on supervision.accountability (region_code, due_on, case_id) where found_on is null;
create index accountability_recent on supervision.accountability (region_code, opened_on desc, case_id);

create function supervision.accountability_stays() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' then
        raise exception 'What a missed promise led to is kept';
    end if;
    if (to_jsonb(old) - 'days' - 'explanation' - 'explained_by' - 'explained_on' - 'upheld' - 'reason' - 'found_by'
            - 'found_on')
        <> (to_jsonb(new) - 'days' - 'explanation' - 'explained_by' - 'explained_on' - 'upheld' - 'reason' - 'found_by'
            - 'found_on')
       or new.days < old.days
       or (old.explanation is not null and old.explanation is distinct from new.explanation)
       or (old.found_on is not null and to_jsonb(old) <> to_jsonb(new)) then
        raise exception 'What was said of a missed promise stays as it is';
    end if;
    return new;
end;
$$;

create trigger accountability_unchanged before update on supervision.accountability
    for each row execute function supervision.accountability_stays();
create trigger accountability_kept before delete or truncate on supervision.accountability
    for each statement execute function supervision.accountability_stays();
