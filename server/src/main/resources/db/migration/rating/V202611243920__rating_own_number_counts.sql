-- 本人号码: the proven number of somebody else stands there and finds nothing, so that no answer says whose it is.
alter table rating.own_number
    add column counts boolean not null default true;
