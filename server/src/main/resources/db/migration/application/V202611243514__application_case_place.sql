-- 承办区划: the county, street or village to which a case belongs; one without a row belongs to the region as a whole (ADR 56).
create table application.case_place (
    region_code text not null,
    case_id uuid not null,
    area_code text not null,
    placed_at timestamptz not null,
    placed_by uuid not null,
    constraint case_place_pk primary key (region_code, case_id)
);
