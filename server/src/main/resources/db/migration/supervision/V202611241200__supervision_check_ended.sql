-- What ended with its licence is neither confirmed nor checked any more.
alter table supervision.planned_check add column ended_on date;
alter table supervision.planned_check drop constraint planned_check_state;
alter table supervision.planned_check add constraint planned_check_state
    check (state in ('open', 'passed', 'mending', 'failed', 'ended'));
alter table supervision.planned_check drop constraint planned_check_done;
alter table supervision.planned_check add constraint planned_check_done
    check (state in ('open', 'ended') or num_nulls(checked_on, checked_by, checked_with, finding) = 0);
alter table supervision.planned_check add constraint planned_check_ended
    check ((state = 'ended') = (ended_on is not null));

alter table supervision.handover add column ended_on date;
alter table supervision.handover add constraint handover_ended check (ended_on is null or acknowledged_at is null);
