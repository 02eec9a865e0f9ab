-- 代录的答复: the member of staff who entered what somebody who was told of his right answered; null where he chose himself.
alter table procedure.entitled
    add column chosen_by uuid,
    add constraint entitled_chosen_by check (chosen_by is null or choice is not null);
