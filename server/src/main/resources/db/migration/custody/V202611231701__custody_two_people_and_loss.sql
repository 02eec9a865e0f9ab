-- 双人销毁: until that day its owner can fetch what somebody wants to destroy. 遗失: what is lost stays somebody's until it is
-- found or made good. Who must act hears once of a hand-over that is late.
alter table custody.original
    add column plight text,
    add column fetch_until_on date,
    add column late_told_at timestamptz,
    add constraint original_plight_known check (plight in ('DOOMED', 'LOST')),
    add constraint original_doomed_to_a_day check ((coalesce(plight, '') = 'DOOMED') = (fetch_until_on is not null)),
    add constraint original_plight_is_of_what_is_here
        check (plight is null or num_nonnulls(closed_how, to_place) = 0),
    drop constraint original_closed_known,
    add constraint original_closed_known
        check (closed_how in ('GIVEN_BACK', 'ARCHIVED', 'DESTROYED', 'LOSS_SETTLED'));

create index original_lost_ix on custody.original (region_code, since) where plight is not null;
