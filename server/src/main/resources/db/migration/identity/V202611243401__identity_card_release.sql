-- 解除拦停: a chief ends the stop that a wrong card made, with his reason; the row stands after those that it ends.
alter table identity.card_check add column reason text;

alter table identity.card_check drop constraint card_check_outcome_known;
alter table identity.card_check
    add constraint card_check_outcome_known check (outcome in ('MATCHED', 'OTHER_PERSON', 'EXPIRED', 'RELEASED')),
    add constraint card_check_release_says_why check (
        (outcome = 'RELEASED') = (reason is not null) and (outcome <> 'RELEASED' or staff_id is not null));
