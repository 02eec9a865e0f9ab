-- 一号申请, counted when it is begun: a draft that is given up stays begun. No key to the dossier, which may be gone; nothing
-- of its content, not even the item.
create table application.begun (
    region_code text not null,
    dossier_id uuid not null,
    holder_id uuid not null,
    person_id uuid not null,
    key_kind text not null,
    how text not null,
    begun_at timestamptz not null,
    constraint begun_pk primary key (region_code, dossier_id),
    constraint begun_key_known check (key_kind in ('CITIZEN_ID', 'CREDIT_CODE')),
    constraint begun_how_known check (how in ('SIGNED_IN', 'TYPED', 'CARD', 'CODE'))
);

create index begun_by_time on application.begun (region_code, begun_at);

-- Of before only what was handed in is known; the draft's id holds the millisecond in which it was made (UUIDv7).
insert into application.begun (region_code, dossier_id, holder_id, person_id, key_kind, how, begun_at)
select b.region_code, b.case_id, d.holder_id, b.person_id, b.key_kind, b.how,
       case when substr(b.case_id::text, 15, 1) = '7'
            then to_timestamp(('x' || substr(replace(b.case_id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0)
            else b.handed_in_at
       end
  from application.beginning b
       join application.dossier d on d.region_code = b.region_code and d.id = b.case_id;
