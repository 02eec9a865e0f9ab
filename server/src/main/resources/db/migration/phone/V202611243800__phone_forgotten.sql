-- 删除期满的号码和通话编号 (个人信息保护法 art. 19: no longer than is necessary); the call itself stays to be counted.
alter table phone.call add column forgotten_at timestamptz;

alter table phone.call
    add constraint call_forgotten_ck check (forgotten_at is null or (number_sealed is null and person_id is null));

create index call_to_forget_ix on phone.call (region_code, ended_at) where forgotten_at is null;
