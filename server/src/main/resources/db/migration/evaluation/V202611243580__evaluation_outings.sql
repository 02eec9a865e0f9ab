create schema evaluation;

-- 聘任: who from outside looks at how services are given, of what, from which day until which, both included.
create table evaluation.appointment (
    region_code text not null,
    id uuid not null,
    kind text not null,
    holder_id uuid not null,
    capacity text not null,
    departments text[] not null,
    from_on date not null,
    until_on date not null,
    appointed_by uuid not null,
    appointed_at timestamptz not null,
    ended_on date,
    ended_because text,
    ended_by uuid,
    constraint appointment_pk primary key (region_code, id),
    constraint appointment_kind_ck check (kind in ('BODY', 'SUPERVISOR', 'INVITED')),
    constraint appointment_days_ck check (until_on >= from_on),
    constraint appointment_ended_ck check (num_nulls(ended_on, ended_because, ended_by) in (0, 3))
);

create index appointment_holder_ix on evaluation.appointment (region_code, holder_id, until_on);

-- 体验、暗访、走流程、视察: one look at one department, by one from outside or by a leader, along a script.
create table evaluation.outing (
    region_code text not null,
    id uuid not null,
    kind text not null,
    title text not null,
    department_code text not null,
    item_code text,
    window_code text,
    script text[] not null,
    appointment_id uuid,
    staff_id uuid,
    planned_on date not null,
    planned_by uuid not null,
    planned_at timestamptz not null,
    done_on date,
    marks jsonb,
    score numeric(4, 1),
    words text,
    reported_by uuid,
    reported_at timestamptz,
    released_by uuid,
    released_at timestamptz,
    constraint outing_pk primary key (region_code, id),
    constraint outing_kind_ck check (kind in ('MYSTERY', 'WALK', 'EXPERIENCE', 'INSPECTION', 'SUPERVISION', 'USABILITY')),
    constraint outing_who_ck check (num_nulls(appointment_id, staff_id) = 1),
    constraint outing_walk_ck check (kind <> 'WALK' or staff_id is not null),
    constraint outing_score_ck check (score between 0 and 100),
    constraint outing_reported_ck check (num_nulls(done_on, marks, words, reported_by, reported_at) in (0, 5)),
    constraint outing_released_ck check (
        num_nulls(released_by, released_at) in (0, 2) and (released_at is null or reported_at is not null)),
    constraint outing_two_ck check (released_by <> reported_by)
);

create index outing_department_ix on evaluation.outing (region_code, department_code, planned_on desc);
create index outing_planned_ix on evaluation.outing (region_code, planned_on desc, id);
create index outing_appointment_ix on evaluation.outing (region_code, appointment_id) where appointment_id is not null;

-- What somebody found there. It becomes an order when it is released, and stays open until it has changed something.
create table evaluation.finding (
    region_code text not null,
    id uuid not null,
    outing_id uuid not null,
    seq int not null,
    text text not null,
    order_id uuid,
    changed text,
    change_text text,
    changed_by uuid,
    changed_on date,
    constraint finding_pk primary key (region_code, id),
    constraint finding_seq_uq unique (region_code, outing_id, seq),
    constraint finding_outing_fk foreign key (region_code, outing_id) references evaluation.outing (region_code, id),
    constraint finding_changed_kind_ck check (changed in ('STANDARD', 'PROCESS', 'TASK', 'NOTHING')),
    constraint finding_changed_ck check (num_nulls(changed, change_text, changed_by, changed_on) in (0, 4))
);

create index finding_open_ix on evaluation.finding (region_code, outing_id) where changed is null;

create table evaluation.picture (
    region_code text not null,
    outing_id uuid not null,
    number int not null,
    media_type text not null,
    size int not null,
    sm3 text not null,
    blob_id text not null,
    taken_by uuid not null,
    taken_at timestamptz not null,
    constraint picture_pk primary key (region_code, outing_id, number),
    constraint picture_once_uq unique (region_code, outing_id, sm3),
    constraint picture_outing_fk foreign key (region_code, outing_id) references evaluation.outing (region_code, id)
);

create index picture_blob_ix on evaluation.picture (blob_id);

-- What was reported is nobody's to change, least of all theirs whom it is about.
create function evaluation.report_stays() returns trigger language plpgsql as $$
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
    elsif (to_jsonb(old) - 'order_id' - 'changed' - 'change_text' - 'changed_by' - 'changed_on')
            <> (to_jsonb(new) - 'order_id' - 'changed' - 'change_text' - 'changed_by' - 'changed_on')
          or (old.order_id is not null and old.order_id is distinct from new.order_id)
          or (old.changed is not null and to_jsonb(old) <> to_jsonb(new)) then
        raise exception 'A finding stays as it was made';
    end if;
    return new;
end;
$$;

create trigger outing_stays before update on evaluation.outing
    for each row execute function evaluation.report_stays();
create trigger outing_kept before delete or truncate on evaluation.outing
    for each statement execute function evaluation.report_stays();
create trigger finding_stays before update on evaluation.finding
    for each row execute function evaluation.report_stays();
create trigger finding_kept before delete or truncate on evaluation.finding
    for each statement execute function evaluation.report_stays();
