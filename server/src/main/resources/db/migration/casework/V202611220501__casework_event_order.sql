-- The log reads new events from the oldest running transaction on.
create index case_event_written_by_ix on casework.case_event (written_by, region_code, case_id, seq);
