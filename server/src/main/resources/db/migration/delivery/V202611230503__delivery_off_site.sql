-- 受理、发证均在政务服务中心完成: what the director allows to happen elsewhere, why and until when.
create table delivery.off_site (
    region_code text not null,
    id uuid not null,
    item_code text not null,
    reason text not null,
    approved_by uuid not null,
    approved_at timestamptz not null,
    until_on date not null,
    ended_at timestamptz,
    ended_by uuid,
    constraint off_site_pk primary key (region_code, id),
    constraint off_site_ended_ck check ((ended_at is null) = (ended_by is null))
);

create unique index off_site_open_uq on delivery.off_site (region_code, item_code) where ended_at is null;
