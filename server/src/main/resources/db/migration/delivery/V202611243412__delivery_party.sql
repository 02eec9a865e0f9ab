-- 利害关系人: a third party takes what is written to himself.
alter table delivery.handover drop constraint handover_relation_ck;
alter table delivery.handover add constraint handover_relation_ck
    check (relation in ('holder', 'representative', 'agent', 'household', 'mail-room', 'party'));
