-- 阅读: when whom a paper is for opened it here, the first time. It serves nothing; it shows that he has it.
create table delivery.reading (
    region_code text not null,
    paper_id uuid not null,
    holder_id uuid not null,
    case_id uuid not null,
    person_id uuid not null,
    read_at timestamptz not null,
    constraint reading_pk primary key (region_code, paper_id, holder_id)
);

create index reading_of_case on delivery.reading (region_code, case_id);
