-- 利害关系人权利告知书 (arts. 36, 47): by which paper a third party was told, and by which number he finds it when he signs in.
alter table procedure.entitled
    add column number_index bytea,
    add column paper_id uuid,
    add column paper_number text,
    add constraint entitled_paper check ((paper_id is null) = (paper_number is null)),
    add constraint entitled_party_only check (party or num_nonnulls(number_index, paper_id) = 0);

create index entitled_by_number on procedure.entitled (region_code, number_index) where number_index is not null;
