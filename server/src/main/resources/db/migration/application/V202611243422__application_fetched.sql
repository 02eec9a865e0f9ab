-- 数据共享: what a source said when it was asked for a material of a draft that its applicant was handing in. Handing in is his
-- consent; what a source did not give he brings himself.
create table application.fetched (
    region_code text not null,
    dossier_id uuid not null,
    material_code text not null,
    answer text not null,
    issuer_zh text not null,
    issuer_en text,
    reference text,
    consented_at timestamptz not null,
    answered_at timestamptz not null,
    constraint fetched_pk primary key (region_code, dossier_id, material_code),
    constraint fetched_dossier_fk foreign key (region_code, dossier_id)
        references application.dossier (region_code, id) on delete cascade,
    constraint fetched_answer_known check (answer in ('FOUND', 'NONE', 'SILENT')),
    constraint fetched_referenced check ((answer = 'FOUND') = (reference is not null))
);

alter table application.waiver drop constraint waiver_source_known;
alter table application.waiver
    add constraint waiver_source_known check (source in ('LICENCE', 'REGISTER', 'OFFICE', 'SHARED'));
