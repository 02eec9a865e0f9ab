-- 材料共享复用: what a holder has handed in, so that nobody asks him for it again. The file itself stays in its dossier.
create table application.holding (
    region_code text not null,
    dossier_id uuid not null,
    file_id uuid not null,
    holder_id uuid not null,
    material_code text not null,
    given_at timestamptz not null,
    faulty_at timestamptz,
    compared_by uuid,
    compared_at timestamptz,
    valid_until date,
    constraint holding_pk primary key (region_code, dossier_id, file_id),
    constraint holding_dossier_fk foreign key (region_code, dossier_id) references application.dossier (region_code, id),
    constraint holding_compared_whole check (num_nulls(compared_by, compared_at) in (0, 2)),
    constraint holding_valid_when_compared check (valid_until is null or compared_at is not null)
);

create index holding_by_holder on application.holding (region_code, holder_id, material_code, given_at desc)
    where faulty_at is null;

-- 免交: what an applicant did not bring because it is held here or shared, and that he agreed to that by handing in.
create table application.waiver (
    region_code text not null,
    case_id uuid not null,
    material_code text not null,
    source text not null,
    licence_id uuid,
    consented_at timestamptz not null,
    constraint waiver_pk primary key (region_code, case_id, material_code),
    constraint waiver_dossier_fk foreign key (region_code, case_id) references application.dossier (region_code, id),
    constraint waiver_source_known check (source in ('LICENCE', 'REGISTER', 'OFFICE')),
    constraint waiver_licence_named check ((source = 'LICENCE') = (licence_id is not null))
);

-- 重复要材料: a notice of defects named what is held already.
create table application.asked_again (
    region_code text not null,
    case_id uuid not null,
    material_code text not null,
    asked_at timestamptz not null,
    asked_by uuid not null,
    constraint asked_again_pk primary key (region_code, case_id, material_code),
    constraint asked_again_dossier_fk foreign key (region_code, case_id)
        references application.dossier (region_code, id)
);

create index asked_again_by_time on application.asked_again (region_code, asked_at desc);

-- What a case owes to what was held: files taken over, materials not brought, answers got from registers, by their source.
alter table application.beginning
    add column uploaded integer not null default 0,
    add column reused integer not null default 0,
    add column waived integer not null default 0,
    add column data_calls integer not null default 0,
    add column sources jsonb not null default '{}',
    add constraint beginning_saved_counted check (
        uploaded >= 0 and reused >= 0 and waived >= 0 and data_calls between 0 and waived);
