-- 听取陈述申辩: after the holder was heard the licence may stay.
alter table application.follow_up drop constraint follow_up_state;
alter table application.follow_up add constraint follow_up_state
    check (state in ('open', 'kept', 'mending', 'false', 'rescinded', 'spared'));
