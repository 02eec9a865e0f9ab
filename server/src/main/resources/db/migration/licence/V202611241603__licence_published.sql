-- 准予决定公开: what was granted, by item, the youngest first.
create index licence_by_day on licence.licence (region_code, issued_on desc, id desc);
