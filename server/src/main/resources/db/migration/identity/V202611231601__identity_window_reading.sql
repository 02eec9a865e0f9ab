-- 读卡: that a clerk read somebody's card or his own code. Each reading is good for one printed code, and for some minutes
-- only; national, as what it proved.
create table identity.window_reading (
    id uuid not null,
    person_id uuid not null,
    staff_id uuid not null,
    verification_id uuid not null,
    read_at timestamptz not null,
    printed_at timestamptz,
    constraint window_reading_pk primary key (id),
    constraint window_reading_verification_fk foreign key (verification_id) references identity.verification (id)
);

create index window_reading_fresh on identity.window_reading (staff_id, person_id, read_at desc);

-- The clerk who printed it; null where its person made it himself.
alter table identity.visit_code add column printed_by uuid;
