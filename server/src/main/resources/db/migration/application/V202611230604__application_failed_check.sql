-- A check after the decision that failed stands on the record beside promises that were not kept.
alter table application.broken_promise drop constraint broken_promise_kind;
alter table application.broken_promise add constraint broken_promise_kind check (kind in ('gap', 'commitment', 'check'));
