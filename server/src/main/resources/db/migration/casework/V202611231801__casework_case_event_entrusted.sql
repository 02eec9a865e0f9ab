-- Whose case it is: found from him, for his list; few of all events name somebody.
create index case_event_entrusted_ix on casework.case_event (region_code, (payload ->> 'to'))
    where type = 'Entrusted';
