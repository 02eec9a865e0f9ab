-- 不得再次申请 (行政许可法 arts. 78, 79): for how long somebody may not apply again for what he asked for falsely or got by fraud.
create table application.ban (
    region_code text not null,
    case_id uuid not null,
    article integer not null,
    holder_id uuid not null,
    item_code text not null,
    licence_type text not null,
    department_code text not null,
    from_on date not null,
    until_on date not null,
    lifted_at timestamptz,
    lifted_by uuid,
    reason text,
    constraint ban_pk primary key (region_code, case_id, article),
    constraint ban_dossier_fk foreign key (region_code, case_id) references application.dossier (region_code, id),
    constraint ban_article check (article in (78, 79)),
    constraint ban_days check (until_on > from_on),
    constraint ban_lifted check (num_nonnulls(lifted_at, lifted_by, reason) in (0, 3))
);

create index ban_by_holder on application.ban (region_code, holder_id, licence_type, until_on) where lifted_at is null;
create index ban_by_day on application.ban (region_code, from_on desc, case_id desc);
