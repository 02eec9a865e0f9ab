-- 换发: in the place of which licence this one stands. What was replaced before this migration says so only in its reason.
alter table licence.licence add column replaces uuid;
alter table licence.licence add constraint licence_replaces_fk foreign key (region_code, replaces)
    references licence.licence (region_code, id);
create unique index licence_replaces on licence.licence (region_code, replaces) where replaces is not null;
