-- 一号申请, 一次认证替代多次填表: by what an application was begun, and how much of it nobody had to type.
create table application.beginning (
    region_code text not null,
    case_id uuid not null,
    person_id uuid not null,
    item_code text not null,
    channel text not null,
    key_kind text not null,
    how text not null,
    handed_in_at timestamptz not null,
    asked integer not null,
    known integer not null,
    kept integer not null,
    constraint beginning_pk primary key (region_code, case_id),
    constraint beginning_dossier_fk foreign key (region_code, case_id) references application.dossier (region_code, id),
    constraint beginning_key_known check (key_kind in ('CITIZEN_ID', 'CREDIT_CODE')),
    constraint beginning_how_known check (how in ('SIGNED_IN', 'TYPED', 'CARD', 'CODE')),
    constraint beginning_counts_in_order check (kept between 0 and known and known <= asked)
);

create index beginning_by_time on application.beginning (region_code, handed_in_at desc, case_id desc);
