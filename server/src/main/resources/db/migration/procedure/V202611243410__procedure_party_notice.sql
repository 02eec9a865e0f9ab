-- 利害关系人权利告知书 (arts. 36, 47): by which paper a third party is told, since when he is, and by which number he finds it when
-- he signs in. His days run from the service.
alter table procedure.entitled
    add column number_index bytea,
    add column paper_id uuid,
    add column paper_number text,
    add column served_on date,
    add constraint entitled_paper check ((paper_id is null) = (paper_number is null)),
    add constraint entitled_party_only check (party or num_nonnulls(number_index, paper_id) = 0),
    add constraint entitled_served check (served_on is null or paper_id is not null);

create index entitled_by_number on procedure.entitled (region_code, number_index) where number_index is not null;
