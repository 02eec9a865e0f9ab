-- 暂扣: a licence that may not be used for a time; 换发: one in whose place another certificate stands.
alter table licence.licence drop constraint licence_state;
alter table licence.licence add constraint licence_state check (
    state in ('valid', 'rescinded', 'withdrawn', 'revoked', 'replaced', 'cancelled'));
alter table licence.licence add column suspended_on date;
alter table licence.licence add column suspended_until date;
alter table licence.licence add column suspension_reason text;
alter table licence.licence add constraint licence_suspension check (
    (suspended_on is null) = (suspension_reason is null)
    and (suspended_until is null or suspended_until >= suspended_on));
