-- 追责 (M-TIM-15, M-STF-19): the record of a missed promise also holds what an inquiry upheld: who, the leader beside him (一岗双责),
-- the sanction and the points of the month. Where an appeal succeeds it is revoked, once, and stays readable.
alter table supervision.accountability
    add column ground text not null default 'promise',
    add column sanction text,
    add column points int,
    add column leader_id uuid,
    add column leader_points int,
    add column revoked_on date,
    add column revoked_by uuid,
    add column revoked_reason text,
    alter column due_on drop not null,
    alter column days drop not null,
    add constraint accountability_ground check (case ground
        when 'promise' then num_nulls(due_on, days) = 0
        when 'conduct' then num_nulls(due_on, days) = 2 and upheld and num_nulls(sanction, points) = 0
        else false end),
    add constraint accountability_points check (points between 0 and 12 and leader_points between 0 and 12),
    add constraint accountability_revoked
        check (num_nulls(revoked_on, revoked_by, revoked_reason) in (0, 3) and (revoked_on is null or found_on is not null)),
    add constraint accountability_revoker check (revoked_by <> found_by and revoked_by <> person_id);

create index accountability_month on supervision.accountability (region_code, found_on) where upheld;

create or replace function supervision.accountability_stays() returns trigger language plpgsql as $$
declare
    said constant text[] := array['days', 'explanation', 'explained_by', 'explained_on', 'upheld', 'reason', 'found_by',
        'found_on', 'sanction', 'points', 'leader_id', 'leader_points', 'revoked_on', 'revoked_by', 'revoked_reason'];
    revoked constant text[] := array['revoked_on', 'revoked_by', 'revoked_reason'];
begin
    if tg_op <> 'UPDATE' then
        raise exception 'What a missed promise led to is kept';
    end if;
    if (to_jsonb(old) - said) <> (to_jsonb(new) - said)
       or new.days < old.days
       or (old.explanation is not null and old.explanation is distinct from new.explanation)
       or (old.found_on is not null and (to_jsonb(old) - revoked) <> (to_jsonb(new) - revoked))
       or (old.revoked_on is not null and to_jsonb(old) <> to_jsonb(new)) then
        raise exception 'What was said of a missed promise stays as it is';
    end if;
    return new;
end;
$$;
