-- The holder's name is sealed like every personal column. Rows from before keep theirs in the open until the next start has
-- sealed them (OldHolders); a name stands in one of the two columns, never in both.
alter table licence.licence
    add column holder_sealed bytea,
    alter column holder_name drop not null,
    add constraint licence_holder_once check (num_nonnulls(holder_name, holder_sealed) = 1);

create index licence_holder_open on licence.licence (region_code, id) where holder_name is not null;
