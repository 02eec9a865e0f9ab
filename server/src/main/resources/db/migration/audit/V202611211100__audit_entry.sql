create schema audit;

create table audit.entry (
    region_code text not null,
    id uuid not null,
    at timestamptz not null,
    actor text not null,
    kind text not null,
    subject text not null,
    detail jsonb not null,
    constraint entry_pk primary key (region_code, id),
    constraint entry_detail_is_object check (jsonb_typeof(detail) = 'object')
);

create index entry_recent on audit.entry (region_code, at desc, id desc);
create index entry_recent_of_kind on audit.entry (region_code, kind, at desc, id desc);

-- The log only grows. This stops mistakes and the application itself; whoever owns the table can still drop the trigger,
-- which is why the owner of a real installation is not the role that the application signs in with.
create function audit.refuse_change() returns trigger
    language plpgsql
as $$
begin
    raise exception 'audit.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger entry_stays
    before update or delete or truncate on audit.entry
    for each statement execute function audit.refuse_change();
