-- Who opens a file that somebody handed in leaves a line that he can read: it may be his card.
alter table identity.access drop constraint access_kind_known;
alter table identity.access add constraint access_kind_known check (kind in ('LOOKED_UP', 'UNMASKED', 'CARD_READ',
    'CODE_SHOWN', 'REUSED', 'EXPORTED', 'MARKED', 'PROGRESS_ASKED', 'OPENED'));
