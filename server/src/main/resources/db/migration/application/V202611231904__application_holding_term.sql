-- 材料有效期: also what nobody compared with its original may bear the day until which it is good.
alter table application.holding drop constraint holding_valid_when_compared;
