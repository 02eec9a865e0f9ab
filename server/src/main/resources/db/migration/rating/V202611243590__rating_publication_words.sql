-- 公开: nobody writes words for a rating that has none, so it goes out without.
alter table rating.publication drop constraint publication_text_ck;
alter table rating.publication add constraint publication_text_ck check (length(text) <= 1000);
