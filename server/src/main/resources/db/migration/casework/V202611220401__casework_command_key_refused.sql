-- Whether somebody was told the same on the same case a short while ago.
create index command_key_refused_ix on casework.command_key (region_code, actor_id, case_id, asked_at)
    where refusal is not null;
