-- 变更、延续、补证、注销: the licence that an application is about, chosen when it is begun.
create table application.concern (
    region_code text not null,
    case_id     uuid not null,
    licence_id  uuid not null,
    constraint concern_pk primary key (region_code, case_id),
    constraint concern_dossier_fk foreign key (region_code, case_id)
        references application.dossier (region_code, id) on delete cascade
);

create index concern_by_licence on application.concern (region_code, licence_id);
