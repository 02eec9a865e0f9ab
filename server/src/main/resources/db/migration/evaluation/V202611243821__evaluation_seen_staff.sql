-- 社会监督员评价工作人员 (M-EVA-16): whom the look was at; known to his department by the release, as all of it.
alter table evaluation.outing add column seen_staff_id uuid;
create index outing_seen_ix on evaluation.outing (region_code, done_on) where seen_staff_id is not null;
