-- Everybody who acted on a case keeps out of what becomes of a bad rating of it.
alter table rating.occasion
    add column handlers uuid[] not null default '{}';

-- Calls that nobody answered: neither contact nor visit.
alter table rating.rectification
    add column in_vain integer not null default 0;

-- 本人号码: counts once a second one has typed the same, and only for what this member of staff served.
alter table rating.own_number
    add column confirmed_by uuid,
    add column confirmed_at timestamptz,
    add constraint own_number_two_ck check (confirmed_by is null or confirmed_by <> entered_by),
    add constraint own_number_confirmation_ck check ((confirmed_by is null) = (confirmed_at is null));
