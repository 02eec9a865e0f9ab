-- 窗口代填: what a clerk began for somebody. Hers by the typed number alone until its owner opens it himself.
create table application.window_draft (
    region_code text not null,
    draft_id uuid not null,
    clerk_id uuid not null,
    vouched boolean not null,
    begun_at timestamptz not null,
    taken_over_at timestamptz,
    constraint window_draft_pk primary key (region_code, draft_id)
);

-- What was begun before this table was there.
insert into application.window_draft (region_code, draft_id, clerk_id, vouched, begun_at)
select region_code, case_id, clerk_id, false, opened_at
  from application.window_entry
 where way = 'TYPED' and accepted_at is null;
