create schema insight;

-- 办件事实: what counts of one case, written anew whenever its journal or its visits say more. It can be dropped and read
-- again from the beginning: nothing is known here alone.
create table insight.case_fact (
    region_code text not null,
    case_id uuid not null,
    item_code text not null,
    item_version integer not null,
    item_type text not null,
    department_code text not null,
    instant boolean not null,
    channel text not null,
    online boolean not null,
    handed_in_on date not null,
    accepted_on date,
    decided_on date,
    ended_on date,
    ended_as text,
    used_days integer,
    promised_days integer,
    statutory_days integer,
    promised_on date,
    notices integer not null,
    trips integer not null,
    doors integer not null,
    windows integer not null,
    promised_trips integer not null,
    spared integer not null,
    sources integer not null,
    asked integer not null,
    kept integer not null,
    constraint case_fact_pk primary key (region_code, case_id),
    constraint case_fact_end_known check (ended_as in ('GRANTED', 'REFUSED', 'DECLINED', 'WITHDRAWN', 'TERMINATED')),
    constraint case_fact_end_whole check ((ended_on is null) = (ended_as is null)),
    constraint case_fact_decision_ends check (decided_on is null or decided_on = ended_on),
    constraint case_fact_days_of_decision check ((decided_on is null) = (used_days is null))
);

-- Each figure is of the cases of some days, by what happened on them.
create index case_fact_handed_in_ix on insight.case_fact (region_code, handed_in_on, case_id);
create index case_fact_accepted_ix on insight.case_fact (region_code, accepted_on, case_id) where accepted_on is not null;
create index case_fact_decided_ix on insight.case_fact (region_code, decided_on, case_id) where decided_on is not null;
create index case_fact_ended_ix on insight.case_fact (region_code, ended_on, case_id) where ended_on is not null;
-- 即办件过夜: few, and looked for every minute.
create index case_fact_overnight_ix on insight.case_fact (region_code, accepted_on)
    where instant and accepted_on is not null and (ended_on is null or ended_on > accepted_on);

-- How far the journal and the visits have been read.
create table insight.reading (
    region_code text not null,
    heard text not null,
    visits_at timestamptz not null,
    read_at timestamptz not null,
    constraint reading_pk primary key (region_code)
);

-- 质量事件: what should not have happened to a case, once for each kind.
create table insight.quality_event (
    region_code text not null,
    kind text not null,
    case_id uuid not null,
    department_code text not null,
    raised_on date not null,
    promised integer not null,
    found integer not null,
    constraint quality_event_pk primary key (region_code, kind, case_id),
    constraint quality_event_kind_known check (kind in ('MORE_TRIPS', 'MORE_PLACES', 'OVERNIGHT')),
    constraint quality_event_case_fk foreign key (region_code, case_id)
        references insight.case_fact (region_code, case_id)
);

create index quality_event_by_day_ix on insight.quality_event (region_code, raised_on, case_id, kind);

-- 改革前跑动次数: how often one had to come for an item before, as the director states it, and where he has it from.
create table insight.before_trips (
    region_code text not null,
    item_code text not null,
    trips integer not null,
    source text not null,
    stated_by uuid not null,
    stated_at timestamptz not null,
    constraint before_trips_pk primary key (region_code, item_code),
    constraint before_trips_sane check (trips between 0 and 99)
);
