-- Relays read the journal in the order of this index, below the oldest transaction that is still running.
create index case_event_feed_ix on casework.case_event (region_code, written_by, case_id, seq);

-- What an officer or a machine has handed in, youngest first: ids of cases grow with time.
create index case_event_opened_by_ix on casework.case_event (region_code, actor_id, case_id) where seq = 1;
