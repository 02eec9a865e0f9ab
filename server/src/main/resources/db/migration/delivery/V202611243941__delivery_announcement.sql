-- 公告送达: a paper that reaches him in no other way is announced, and counts as served when its days are over.
alter table delivery.handover drop constraint handover_way_ck;
alter table delivery.handover add constraint handover_way_ck
    check (way in ('window', 'terminal', 'mail', 'online', 'announcement'));
alter table delivery.handover drop constraint handover_proof_ck;
alter table delivery.handover add constraint handover_proof_ck
    check (proof in ('card', 'seen', 'account', 'courier', 'said', 'message', 'announced'));
alter table delivery.handover add constraint handover_announced_ck
    check ((way = 'announcement') = (proof = 'announced'));

-- Of whom it speaks is not kept here: the page takes the masked name from the case.
create table delivery.announcement (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    paper text not null,
    paper_number text not null,
    title text not null,
    reason text not null,
    by_hand_on date not null,
    by_mail_on date not null,
    online_on date,
    announced_on date not null,
    until_on date not null,
    announced_by uuid not null,
    announced_at timestamptz not null,
    ended text,
    ended_at timestamptz,
    ended_by uuid,
    ended_because text,
    constraint announcement_pk primary key (region_code, id),
    constraint announcement_days_ck check (until_on > announced_on),
    constraint announcement_ended_ck check (ended in ('served', 'taken-down', 'void')),
    constraint announcement_ended_at_ck check ((ended is null) = (ended_at is null)),
    constraint announcement_taken_down_ck
        check ((ended is not distinct from 'taken-down') = (num_nulls(ended_by, ended_because) = 0))
);

create unique index announcement_open_uq on delivery.announcement (region_code, case_id, paper, paper_number)
    where ended is null;
create index announcement_running on delivery.announcement (region_code, until_on, id) where ended is null;
