-- 印章登记簿: who keeps a seal. A seal without a custodian signs nothing.
alter table document.seal
    add column custodian_id uuid,
    add column entered_by   text,
    add column entered_at   timestamptz,
    add column revoked_by   text;

-- 用印记录: for which case, by whom and from which post; null where the use is older than this register.
alter table document.seal_use
    add column case_number text,
    add column actor_id    uuid,
    add column actor_post  text;

create index seal_register on document.seal (region_code, department_code, kind, valid_from desc, id);
