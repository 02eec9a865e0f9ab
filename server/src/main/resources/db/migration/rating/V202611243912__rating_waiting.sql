-- What was mended for somebody without a name and waits to be published, the only answer that he gets.
alter table rating.rectification
    add column published boolean not null default false;

update rating.rectification c
   set published = true
  from rating.publication p
 where p.region_code = c.region_code and p.occasion_id = c.occasion_id;

create index rectification_unnamed_ix on rating.rectification (region_code, ended_on, occasion_id)
    where ended_on is not null and not named and not published;
