-- A body that was ordered to examine something looks at what the applicant handed in: he reads which one.
alter table identity.access drop constraint access_kind_known;
alter table identity.access add constraint access_kind_known check (kind in ('LOOKED_UP', 'UNMASKED', 'CARD_READ',
    'CODE_SHOWN', 'REUSED', 'EXPORTED', 'MARKED', 'PROGRESS_ASKED', 'OPENED', 'PAPERS_REUSED', 'THIRD_PARTY'));
