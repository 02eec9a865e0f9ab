create schema if not exists knowledge;

-- 知识条目: what a department's officer wrote and another one let stand. One row is one version; a version is never changed.
create table knowledge.article (
    region_code  text        not null,
    id           uuid        not null,
    version      integer     not null,
    request_key  text        not null,
    department   text        not null,
    title_zh     text        not null,
    title_en     text,
    body_zh      text        not null,
    body_en      text,
    -- Where it is from: the guide of an item, or an instrument and its article.
    source_item  text,
    source_text  text,
    valid_until  date        not null,
    question_id  uuid,
    state        text        not null,
    written_by   uuid        not null,
    written_at   timestamptz not null,
    decided_by   uuid,
    decided_at   timestamptz,
    reason       text        not null,
    constraint article_pk primary key (region_code, id, version),
    constraint article_key_uq unique (region_code, written_by, request_key),
    constraint article_source_ck check ((source_item is null) <> (source_text is null)),
    constraint article_state_ck check (state in ('PROPOSED', 'APPROVED', 'RETURNED', 'REPLACED', 'WITHDRAWN')),
    -- 一人写、另一人审.
    constraint article_four_eyes_ck check (state = 'PROPOSED' or (decided_by is not null and decided_by <> written_by))
);

create unique index article_approved_uq on knowledge.article (region_code, id) where state = 'APPROVED';
create unique index article_proposed_uq on knowledge.article (region_code, id) where state = 'PROPOSED';
create index article_decided_ix on knowledge.article (region_code, decided_at);

-- What was asked and whether the knowledge had the answer. People say everything in a question, so it is sealed.
create table knowledge.question (
    region_code     text        not null,
    id              uuid        not null,
    request_key     text        not null,
    channel         text        not null,
    question_sealed bytea       not null,
    answer_sealed   bytea,
    sources         text[]      not null,
    department      text,
    asked_at        timestamptz not null,
    asked_by        uuid        not null,
    due_on          date,
    state           text        not null,
    article_id      uuid,
    closed_at       timestamptz,
    closed_by       uuid,
    reason          text        not null,
    constraint question_pk primary key (region_code, id),
    constraint question_key_uq unique (region_code, asked_by, request_key),
    constraint question_state_ck check (state in ('ANSWERED', 'OPEN', 'WRITTEN', 'DISMISSED')),
    -- No answer without where it is from; what had none is somebody's task with a day.
    constraint question_answered_ck check (state <> 'ANSWERED' or (cardinality(sources) > 0 and answer_sealed is not null)),
    constraint question_task_ck check (state = 'ANSWERED' or (department is not null and due_on is not null)),
    constraint question_closed_ck check ((state in ('WRITTEN', 'DISMISSED')) = (closed_at is not null))
);

create index question_open_ix on knowledge.question (region_code, department, due_on, id) where state = 'OPEN';
create index question_asked_ix on knowledge.question (region_code, asked_at);
