-- 更正须经第二人确认: a report about a case of which one counts already is only proposed until another officer confirms it.
alter table procedure.tender
    add column state text not null default 'counts',
    add column decided_by uuid,
    add column decided_at timestamptz,
    add constraint tender_state check (state in ('counts', 'proposed', 'declined')),
    add constraint tender_decided check (
        (decided_by is null) = (decided_at is null)
        and (state <> 'proposed' or decided_by is null)
        and (state <> 'declined' or decided_by is not null)
        and (state <> 'counts' or decided_by is null or decided_by <> recorded_by));

-- What was declined may come again under its number.
alter table procedure.tender drop constraint tender_number;
create unique index tender_number on procedure.tender (region_code, item_code, number) where state <> 'declined';
