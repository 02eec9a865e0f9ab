-- 首问负责 of what was asked aloud or by phone: of somebody whom nobody knows his name and the number to call back are kept, sealed.
alter table notify.enquiry
    alter column person_id drop not null,
    add column caller_sealed bytea,
    add constraint enquiry_asker_ck check ((person_id is null) = (caller_sealed is not null));

create unique index enquiry_taken_down_uq on notify.enquiry (region_code, first_owner_id, key) where person_id is null;
