-- 注销 of a licence that is still valid (行政许可法 art. 70(2), (3), (5), (6)): proposed by one with what proves it, confirmed by another.
-- Never removed, and decided once.
create table supervision.striking_off (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    licence_id uuid not null,
    ground text not null,
    reason text not null,
    basis text not null,
    file_name text not null,
    media_type text not null,
    sm3 text not null,
    blob_id text not null,
    proposed_by uuid not null,
    proposed_at timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,
    confirmed boolean,
    note text,
    paper_id uuid,
    constraint striking_off_pk primary key (region_code, id),
    constraint striking_off_ground check (ground in ('DEAD_OR_INCAPABLE', 'DISSOLVED', 'FORCE_MAJEURE', 'OTHER_LAW')),
    constraint striking_off_basis check ((ground = 'OTHER_LAW') = (basis <> '')),
    constraint striking_off_decided check (num_nulls(decided_by, decided_at, confirmed, note) in (0, 4)),
    constraint striking_off_paper check ((paper_id is not null) = coalesce(confirmed, false)),
    constraint striking_off_two check (decided_by <> proposed_by)
);

create unique index striking_off_open on supervision.striking_off (region_code, licence_id) where decided_at is null;
create index striking_off_of_licence on supervision.striking_off (region_code, licence_id);
create index striking_off_blob on supervision.striking_off (blob_id);

create function supervision.striking_off_stays() returns trigger language plpgsql as $$
declare
    later constant text[] := array['decided_by', 'decided_at', 'confirmed', 'note', 'paper_id'];
begin
    if tg_op <> 'UPDATE' or old.decided_at is not null or (to_jsonb(old) - later) <> (to_jsonb(new) - later) then
        raise exception 'What was proposed and decided about a licence stays as it is';
    end if;
    return new;
end;
$$;

create trigger striking_off_unchanged before update on supervision.striking_off
    for each row execute function supervision.striking_off_stays();
create trigger striking_off_kept before delete or truncate on supervision.striking_off
    for each statement execute function supervision.striking_off_stays();
