create schema if not exists hotline;

-- What lists, searches and figures ask of an order; the case row is the truth, and the same transaction writes both.
create table hotline.work_order (
    region_code         text        not null,
    id                  uuid        not null,
    number              text        not null,
    type                text        not null,
    type_version        integer     not null,
    topic               text        not null,
    status              text        not null,
    unit                text,
    units               text[]      not null,
    accused_department  text,
    accused_person      uuid,
    about_case_id       uuid,
    holder_id           uuid        not null,
    anonymous           boolean     not null,
    urgent              boolean     not null,
    channel             text        not null,
    registered_by       uuid,
    opened_at           timestamptz not null,
    due_on              date,
    replied_on          date,
    in_time             boolean,
    closed_on           date,
    ending              text,
    verdict             text,
    returns             integer     not null,
    reopenings          integer     not null,
    merged_into         uuid,
    -- What was said: SM4-GCM, as casework.case_file.applicant_sealed holds who said it.
    content_sealed      bytea       not null,
    constraint work_order_pk primary key (region_code, id),
    constraint work_order_number_uk unique (region_code, number),
    constraint work_order_case_fk foreign key (region_code, id) references casework.case_file (region_code, id),
    constraint work_order_ended check ((closed_on is null) = (ending is null))
);

create index work_order_holder_ix on hotline.work_order (region_code, holder_id, opened_at desc);
create index work_order_opened_ix on hotline.work_order (region_code, opened_at desc, id desc);
create index work_order_status_ix on hotline.work_order (region_code, status, due_on, id);
create index work_order_case_ix on hotline.work_order (region_code, about_case_id) where about_case_id is not null;
create index work_order_merged_ix on hotline.work_order (region_code, merged_into) where merged_into is not null;

-- 会商的结论: whose duty a topic is from now on. The order's journal says who decided it and why.
create table hotline.dispatch_rule (
    region_code text not null,
    topic       text not null,
    unit        text not null,
    order_id    uuid not null,
    decided_on  date not null,
    constraint dispatch_rule_pk primary key (region_code, topic),
    constraint dispatch_rule_order_fk foreign key (region_code, order_id)
        references hotline.work_order (region_code, id)
);
