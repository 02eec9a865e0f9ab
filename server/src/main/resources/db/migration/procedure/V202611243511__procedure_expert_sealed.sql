-- An expert's name is sealed like every personal column. Rows from before keep theirs in the open until the next start has
-- sealed them (OldExperts); a name stands in one of the two columns, never in both.
alter table procedure.expert
    add column name_sealed bytea,
    alter column name drop not null,
    add constraint expert_name_once check (num_nonnulls(name, name_sealed) = 1);
