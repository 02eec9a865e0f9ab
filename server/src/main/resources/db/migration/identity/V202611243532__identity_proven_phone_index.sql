-- 来电弹屏 asks whose proven phone it is that rings.
create index proven_phone_index_ix on identity.proven_phone (phone_index);
