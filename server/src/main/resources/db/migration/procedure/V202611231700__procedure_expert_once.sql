-- Nobody is in the pool twice. The number itself lies sealed; rows from before are told apart when the next one is entered.
alter table procedure.expert
    add column number_index bytea,
    add constraint expert_number_uq unique (region_code, number_index);
