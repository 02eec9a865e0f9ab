-- Later notices state more days (行政许可法 art. 45); what the first one stated stays beside them.
alter table procedure.run
    add column more_days    integer not null default 0,
    add column stated_until date,
    add constraint run_more_days check (more_days >= 0 and (more_days = 0) = (stated_until is null));
