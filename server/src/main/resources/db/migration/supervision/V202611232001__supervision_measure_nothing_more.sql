-- 陈述申辩: the holder speaks as often as he likes until his days are over, or until he says that he has nothing more.
alter table supervision.measure
    add column nothing_more boolean not null default false;
