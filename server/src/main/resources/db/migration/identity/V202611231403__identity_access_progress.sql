-- Who asks how far a case is, by its number and the tail of the applicant's, leaves a line that the applicant can read.
alter table identity.access drop constraint access_kind_known;
alter table identity.access add constraint access_kind_known check (kind in ('LOOKED_UP', 'UNMASKED', 'CARD_READ',
    'CODE_SHOWN', 'REUSED', 'EXPORTED', 'MARKED', 'PROGRESS_ASKED'));
