-- 邮政回执: a notice goes as a letter and not as one of the parcels of a case (round 0); its slip says who signed and when.
alter table delivery.handover add column slip text;
alter table delivery.handover add constraint handover_slip_ck check (slip is null or (way = 'mail' and round = 0));
