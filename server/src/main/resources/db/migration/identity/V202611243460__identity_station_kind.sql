-- 四端: in whose place a machine stands, a hall, a bank or a telecom shop; or it is the evaluator of one window.
alter table identity.station
    add column kind text not null default 'HALL',
    add column window_code text,
    add constraint station_kind_ck check (kind in ('HALL', 'BANK', 'TELECOM', 'EVALUATOR')),
    add constraint station_window_of_evaluator check ((kind = 'EVALUATOR') = (window_code is not null));
