-- How many questions somebody of the staff took down today.
create index enquiry_taken_ix on notify.enquiry (region_code, first_owner_id, asked_at) where channel <> 'web';
