-- 留言: what applicant and office write to each other on a case. A text is no notice: nothing in the law follows from it.
create table notify.remark (
    region_code text not null,
    id uuid not null,
    case_id uuid not null,
    number text not null,
    item_zh text not null,
    item_en text,
    department_code text not null,
    holder_id uuid not null,
    person_id uuid not null,
    author_id uuid not null,
    post text not null,
    from_office boolean not null,
    key text not null,
    text_sealed bytea not null,
    at timestamptz not null,
    due_on date,
    answered_at timestamptz,
    reminded_at timestamptz,
    seen_at timestamptz,
    constraint remark_pk primary key (region_code, id),
    constraint remark_key_uq unique (region_code, author_id, key)
);

create index remark_case_ix on notify.remark (region_code, case_id, at, id);
create index remark_waiting_ix on notify.remark (region_code, department_code, due_on, id)
    where not from_office and answered_at is null;

-- 咨询: a question about an item. Who is asked first owns it until a named colleague has confirmed that he takes it; there
-- is no row without an owner.
create table notify.enquiry (
    region_code text not null,
    id uuid not null,
    key text not null,
    person_id uuid not null,
    item_code text not null,
    item_zh text not null,
    item_en text,
    department_code text not null,
    channel text not null,
    question_sealed bytea not null,
    asked_at timestamptz not null,
    due_on date not null,
    owner_id uuid not null,
    first_owner_id uuid not null,
    receiver_id uuid,
    handed_at timestamptz,
    handovers integer not null default 0,
    answer_sealed bytea,
    answered_at timestamptz,
    answered_by uuid,
    faq_question text,
    faq_answer text,
    published_at timestamptz,
    published_by uuid,
    constraint enquiry_pk primary key (region_code, id),
    constraint enquiry_key_uq unique (region_code, person_id, key),
    constraint enquiry_answer_ck check ((answer_sealed is null) = (answered_at is null)),
    constraint enquiry_faq_ck check ((faq_question is null) = (published_at is null))
);

create index enquiry_person_ix on notify.enquiry (region_code, person_id, asked_at);
create index enquiry_owner_ix on notify.enquiry (region_code, owner_id, due_on, id) where answered_at is null;
create index enquiry_receiver_ix on notify.enquiry (region_code, receiver_id) where receiver_id is not null;
create index enquiry_department_ix on notify.enquiry (region_code, department_code, due_on, id)
    where answered_at is null;
create index enquiry_faq_ix on notify.enquiry (region_code, item_code, published_at) where published_at is not null;
