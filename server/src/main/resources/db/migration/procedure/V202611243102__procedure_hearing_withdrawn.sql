-- 撤回听证申请: who asked for a hearing no longer wants it, and the days run on as if he had waived it.
alter table procedure.entitled drop constraint entitled_choice;
alter table procedure.entitled add constraint entitled_choice check (choice in ('requested', 'waived', 'withdrawn'));

-- 延期: why another day was set; everybody is told it with the new day.
alter table procedure.hearing add column postponed_because text;

-- 申请主持人回避 (行政许可法 art. 48(1)(3)): asked for with a reason, decided by the head of the department. The reason is sealed.
create table procedure.chair_request (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    chair uuid not null,
    entitled_id uuid not null,
    reason bytea not null,
    asked_on date not null,
    upheld boolean,
    because text,
    decided_by uuid,
    decided_on date,
    constraint chair_request_pk primary key (region_code, id),
    constraint chair_request_once unique (region_code, case_id, chair, entitled_id),
    constraint chair_request_entitled_fk foreign key (region_code, entitled_id)
        references procedure.entitled (region_code, id),
    constraint chair_request_decided check (num_nulls(upheld, because, decided_by, decided_on) in (0, 4))
);
