-- 县区、街道乡镇、村居 below the region of the installation: nodes of its tree, by their national codes. A post may be held for
-- one of them alone (ADR 56).
alter table organisation.unit
    drop constraint unit_is_one_of_its_kind,
    add constraint unit_is_one_of_its_kind check (
        case kind
            when 'REGION' then parent_code is null and code = region_code
            when 'AREA' then parent_code is not null and code ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'
                             and (parent_code = region_code or starts_with(code, parent_code))
            when 'DEPARTMENT' then parent_code = region_code and short_zh is not null and credit_code is not null
                                   and phone is not null and address_zh is not null
            when 'SITE' then parent_code is not null and phone is not null and address_zh is not null
                             and hours_zh is not null
            when 'WINDOW' then parent_code is not null
            else false
        end);

alter table organisation.posting
    add column area_code text,
    add constraint posting_area_fk foreign key (region_code, area_code) references organisation.unit (region_code, code);
