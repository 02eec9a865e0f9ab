-- 变相审批 (M-CAT-11): what the public reported becomes a suspicion; one of each order.
alter table improvement.occasion add column order_id uuid;
alter table improvement.occasion add constraint occasion_order check (order_id is null or kind = 'DISGUISED');
alter table improvement.occasion add constraint occasion_order_once unique (region_code, order_id);
