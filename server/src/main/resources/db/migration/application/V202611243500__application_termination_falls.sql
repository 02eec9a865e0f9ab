-- 回避: what somebody proposed who keeps out of the case since makes room for what another one proposes.
alter table application.termination add column fallen_at timestamptz;
alter table application.termination add constraint termination_fallen check (fallen_at is null or decided_at is null);

drop index application.termination_open;
create unique index termination_open on application.termination (region_code, case_id)
    where decided_at is null and fallen_at is null;
