-- What other modules may ask of the journal: the number of the case, if one of these things is recorded in it, and null
-- otherwise. With just_now it must have been recorded by the transaction that asks.
create function casework.number_if_recorded(region text, file uuid, types text[], just_now boolean) returns text
    language sql stable
as $$
    select f.number
      from casework.case_file f
     where f.region_code = region and f.id = file
       and exists (
         select 1
           from casework.case_event e
          where e.region_code = f.region_code and e.case_id = f.id and e.type = any(types)
            and (not just_now or e.written_by = pg_current_xact_id()))
$$;
