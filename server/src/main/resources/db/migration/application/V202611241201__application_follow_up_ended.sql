-- A check of a promise ends with the licence that rested on it.
alter table application.follow_up add column ended_on date;
alter table application.follow_up drop constraint follow_up_state;
alter table application.follow_up add constraint follow_up_state
    check (state in ('open', 'kept', 'mending', 'false', 'rescinded', 'spared', 'ended'));
alter table application.follow_up drop constraint follow_up_checked;
alter table application.follow_up add constraint follow_up_checked check (
    state in ('open', 'ended') or num_nulls(checked_on, checked_by, checked_with, finding) = 0);
