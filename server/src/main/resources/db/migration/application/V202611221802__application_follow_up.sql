-- 事后核查: what was granted on a commitment (告知承诺) is checked within the item's own term.
create table application.follow_up (
    region_code text not null,
    case_id uuid not null,
    holder_id uuid not null,
    department text not null,
    licence_id uuid not null,
    due_on date not null,
    state text not null default 'open',
    checked_on date,
    checked_by uuid,
    checked_with uuid,
    finding text,
    rescinded_on date,
    constraint follow_up_pk primary key (region_code, case_id),
    constraint follow_up_dossier_fk foreign key (region_code, case_id) references application.dossier (region_code, id),
    constraint follow_up_state check (state in ('open', 'kept', 'mending', 'false', 'rescinded')),
    constraint follow_up_checked check (
        state = 'open' or num_nulls(checked_on, checked_by, checked_with, finding) = 0),
    constraint follow_up_by_two check (checked_by is distinct from checked_with or checked_by is null)
);

create index follow_up_due on application.follow_up (region_code, department, due_on)
    where state in ('open', 'mending', 'false');

-- A false commitment stands beside promises that were not kept.
alter table application.broken_promise add column kind text not null default 'gap'
    constraint broken_promise_kind check (kind in ('gap', 'commitment'));
