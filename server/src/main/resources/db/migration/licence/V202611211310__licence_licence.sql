create schema if not exists licence;

-- 证照: issued licences; that one has expired follows from valid_until and is not stored
create table licence.licence (
    region_code       text        not null,
    id                uuid        not null,
    identifier        text        not null,
    licence_type      text        not null,
    number            text        not null,
    holder_name       text        not null,
    -- HMAC-SM3 of the citizen number or credit code: found by it, never read from it
    holder_index      bytea       not null,
    holder_masked     text        not null,
    item_code         text        not null,
    case_id           uuid        not null,
    issuer_department text        not null,
    issuer_name       text        not null,
    issued_on         date        not null,
    valid_from        date        not null,
    valid_until       date,
    state             text        not null,
    state_on          date,
    state_reason      text,
    paper_id          uuid        not null,
    -- of the whole file: from a file that somebody shows to its row
    sm3               bytea       not null,
    facts             jsonb       not null,
    verification_code text        not null,
    constraint licence_pk primary key (region_code, id),
    constraint licence_identifier_unique unique (region_code, identifier),
    constraint licence_code_unique unique (region_code, verification_code),
    constraint licence_sm3_unique unique (region_code, sm3),
    constraint licence_paper_fk foreign key (region_code, paper_id) references document.paper (region_code, id),
    constraint licence_validity check (valid_until is null or valid_until >= valid_from),
    -- 行政许可法 arts. 69 (撤销), 8 (撤回), 70 (注销); 吊销 is a penalty: four ends with four bases
    constraint licence_state check (state in ('valid', 'rescinded', 'withdrawn', 'revoked', 'cancelled')),
    constraint licence_state_known check ((state = 'valid') = (state_on is null) and (state_on is null) = (state_reason is null))
);

create index licence_of_holder on licence.licence (region_code, holder_index, issued_on);
create index licence_of_case on licence.licence (region_code, case_id);
-- The code is what a stranger types; it says nothing of the region.
create index licence_by_code on licence.licence (verification_code);

-- How a licence ended, each step: 注销 follows 撤销, 撤回 or 吊销
create table licence.ending (
    region_code text        not null,
    licence_id  uuid        not null,
    state       text        not null,
    ended_on    date        not null,
    reason      text        not null,
    recorded_at timestamptz not null,
    constraint ending_pk primary key (region_code, licence_id, state),
    constraint ending_licence_fk foreign key (region_code, licence_id) references licence.licence (region_code, id)
);
