-- The key of the form that began a draft: sent twice, it begins one. Drafts of before keep null.
alter table application.dossier add column begun_by uuid;

create unique index dossier_begun_uk on application.dossier (region_code, holder_id, begun_by);
