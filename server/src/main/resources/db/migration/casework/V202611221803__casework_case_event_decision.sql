-- What was decided in a time, for the figures of each criterion and each who decides; few of all events are decisions.
create index case_event_decision_ix on casework.case_event (region_code, at)
    where type in ('Granted', 'Refused');
