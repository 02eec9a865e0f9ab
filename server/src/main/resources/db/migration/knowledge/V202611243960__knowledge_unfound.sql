-- 未答问题: that somebody looked for words in vain, as fingerprints under a key: neither the words nor who it was can be read
-- from them. Deleted after the days within which people are counted.
create table knowledge.unfound (
    region_code text  not null,
    words_index bytea not null,
    who_index   bytea not null,
    on_day      date  not null,
    constraint unfound_pk primary key (region_code, words_index, who_index)
);

create index unfound_day_ix on knowledge.unfound (region_code, on_day);
create index unfound_who_ix on knowledge.unfound (region_code, who_index, on_day);

-- 知识待办 that opened by itself, because several people found nothing; and a question like one that is open already, which is no
-- second task. Of questions from before, nobody knows whether two are the same.
alter table knowledge.question
    add column words_index bytea,
    add column by_itself   boolean not null default false,
    drop constraint question_state_ck,
    add constraint question_state_ck check (state in ('ANSWERED', 'OPEN', 'WRITTEN', 'DISMISSED', 'REPEATED'));

create unique index question_words_uq on knowledge.question (region_code, words_index) where state = 'OPEN';
create index question_words_ix on knowledge.question (region_code, words_index, closed_at);
create index question_by_itself_ix on knowledge.question (region_code, asked_at) where by_itself;

-- How often words were due for a task when the tasks of that day were used up.
alter table knowledge.search add column held bigint not null default 0;
