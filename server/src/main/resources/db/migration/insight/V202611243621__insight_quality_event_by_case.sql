-- The events of one case: facts can be dropped and read again, and each that goes is asked for the events that name it.
create index quality_event_by_case_ix on insight.quality_event (region_code, case_id);
