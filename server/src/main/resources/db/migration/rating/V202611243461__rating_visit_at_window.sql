-- 一次一评: a visit is rated at the window where it ended, also by somebody who took a number without his card.
alter table rating.occasion
    alter column holder_id drop not null,
    add column window_code text,
    add constraint occasion_holder_of_case check (kind = 'VISIT' or holder_id is not null),
    add constraint occasion_window_of_visit check (kind = 'VISIT' or window_code is null);

create index occasion_window_ix on rating.occasion (region_code, window_code, served_at) where window_code is not null;
