-- The calls of one number: whoever clears old numbers away is asked for them at each, and read every call of the region.
create index call_by_ticket_ix on hall.call (region_code, ticket_id);
