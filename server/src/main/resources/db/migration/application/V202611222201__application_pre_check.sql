-- 预审: what applicants asked the window to look at before they submit. No case, no clock: the draft stays the applicant's.
create table application.pre_check (
    region_code     text        not null,
    draft_id        uuid        not null,
    number          integer     not null,
    asked_at        timestamptz not null,
    dossier_version bigint      not null,
    taken_back_at   timestamptz,
    answered_at     timestamptz,
    answered_by     uuid,
    passed          boolean,
    -- Digest of what was looked at: what was changed since has not passed.
    digest          text,
    looked          text[]      not null default '{}',
    defects         jsonb       not null default '[]',
    constraint pre_check_pk primary key (region_code, draft_id, number),
    constraint pre_check_draft_fk foreign key (region_code, draft_id)
        references application.dossier (region_code, id) on delete cascade,
    constraint pre_check_answer_ck check (
        (answered_at is null) = (answered_by is null)
        and (answered_at is null) = (passed is null)
        and (answered_at is null) = (digest is null)
        and (answered_at is null or taken_back_at is null))
);

-- One at a time, and the list of the window.
create unique index pre_check_open_uq on application.pre_check (region_code, draft_id)
    where answered_at is null and taken_back_at is null;
create index pre_check_open_ix on application.pre_check (region_code, asked_at, draft_id)
    where answered_at is null and taken_back_at is null;

-- 录入用时: from the moment when a clerk opened what he takes in to its acceptance, and by which way he opened it.
create table application.window_entry (
    region_code text        not null,
    case_id     uuid        not null,
    way         text        not null,
    clerk_id    uuid        not null,
    opened_at   timestamptz not null,
    accepted_at timestamptz,
    constraint window_entry_pk primary key (region_code, case_id),
    constraint window_entry_way_ck check (way in ('QR', 'CALLED', 'FOUND', 'TYPED'))
);

create index window_entry_accepted_ix on application.window_entry (region_code, accepted_at desc, case_id)
    where accepted_at is not null;

-- 线上提交、线下审批: what the system of the line decided on a case, keyed back at the window.
create table application.line_result (
    region_code text        not null,
    case_id     uuid        not null,
    line_number text        not null,
    granted     boolean     not null,
    decided_on  date        not null,
    keyed_by    uuid        not null,
    keyed_at    timestamptz not null,
    constraint line_result_pk primary key (region_code, case_id),
    constraint line_result_number_uq unique (region_code, line_number)
);
