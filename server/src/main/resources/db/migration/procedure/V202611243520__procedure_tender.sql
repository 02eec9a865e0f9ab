-- 招标、拍卖的结果 (行政许可法 art. 53): one report ranks those who took part; who stands among the places is granted, whoever
-- was received first. Later reports of a case take the place of earlier ones; none is changed.
create table procedure.tender (
    region_code text not null,
    id uuid not null,
    -- Two of one moment have an order, too.
    seq bigint generated always as identity,
    item_code text not null,
    step text not null,
    department text not null,
    procedure text not null,
    number text not null,
    held_by text not null,
    held_on date not null,
    places integer not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    constraint tender_pk primary key (region_code, id),
    constraint tender_number unique (region_code, item_code, number),
    constraint tender_procedure check (procedure in ('tender', 'auction')),
    constraint tender_places check (places > 0)
);

-- rank 0: took no part, or was ruled out.
create table procedure.tender_rank (
    region_code text not null,
    tender_id uuid not null,
    case_id uuid not null,
    rank integer not null,
    offer text not null,
    constraint tender_rank_pk primary key (region_code, tender_id, case_id),
    constraint tender_rank_tender_fk foreign key (region_code, tender_id) references procedure.tender (region_code, id),
    constraint tender_rank_rank check (rank >= 0)
);

create unique index tender_rank_once on procedure.tender_rank (region_code, tender_id, rank) where rank > 0;
create index tender_rank_case on procedure.tender_rank (region_code, case_id);
