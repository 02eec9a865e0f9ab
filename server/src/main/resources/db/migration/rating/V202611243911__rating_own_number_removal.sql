-- 本人号码: what counts goes out as it came in, by two.
alter table rating.own_number
    add column removal_by uuid,
    add column removal_at timestamptz,
    add constraint own_number_removal_ck check ((removal_by is null) = (removal_at is null));
