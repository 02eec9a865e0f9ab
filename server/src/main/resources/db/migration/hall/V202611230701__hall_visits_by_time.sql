-- Numbers of a day, for the visits of any days, and visits by their end, for who counts trips.
create index ticket_by_day_ix on hall.ticket (region_code, day_on);
create index call_by_end_ix on hall.call (region_code, ended_at) where outcome = 'DONE';
create index call_case_by_call_ix on hall.call_case (region_code, call_id);
