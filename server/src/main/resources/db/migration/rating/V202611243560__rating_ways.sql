-- How a rating came: digests under our key, by which two can be compared and none can be read; who took it down for a caller.
alter table rating.rating
    add column device bytea,
    add column session bytea,
    add column phone bytea,
    add column entered_by uuid,
    add constraint rating_entered_of_caller check ((entered_by is not null) = (channel = 'hotline'));

create index occasion_item_ix on rating.occasion (region_code, item_code, served_at) where item_code <> '';

-- 工作人员本人号码: what staff has stated as its own, as a digest only.
create table rating.own_number (
    region_code text        not null,
    staff_id    uuid        not null,
    phone       bytea       not null,
    entered_by  uuid        not null,
    at          timestamptz not null,
    constraint own_number_pk primary key (region_code, staff_id, phone)
);

-- 自评疑点: what looks as if staff had rated itself. Two of supervision decide, and what they strike is kept and counted apart.
create table rating.sign (
    region_code text        not null,
    id          uuid        not null,
    look        text        not null,
    counter     text        not null,
    day         date        not null,
    found_at    timestamptz not null,
    strikes     boolean,
    reason      text,
    proposed_by uuid,
    proposed_at timestamptz,
    decided_by  uuid,
    decided_at  timestamptz,
    constraint sign_pk primary key (region_code, id),
    constraint sign_once_uk unique (region_code, look, counter, day),
    constraint sign_proposal_ck check ((proposed_by is null) = (strikes is null)
        and (proposed_by is null) = (reason is null) and (proposed_by is null) = (proposed_at is null)),
    constraint sign_decision_ck check ((decided_by is null) = (decided_at is null)
        and (decided_by is null or (proposed_by is not null and decided_by <> proposed_by)))
);

create index sign_found_ix on rating.sign (region_code, found_at, id);

create table rating.sign_rating (
    region_code text not null,
    sign_id     uuid not null,
    occasion_id uuid not null,
    constraint sign_rating_pk primary key (region_code, sign_id, occasion_id),
    constraint sign_rating_sign_fk foreign key (region_code, sign_id) references rating.sign (region_code, id),
    constraint sign_rating_rating_fk foreign key (region_code, occasion_id)
        references rating.rating (region_code, occasion_id)
);

-- 剔除: the rating stays as it is and is counted apart.
create table rating.struck (
    region_code text        not null,
    occasion_id uuid        not null,
    sign_id     uuid        not null,
    at          timestamptz not null,
    constraint struck_pk primary key (region_code, occasion_id),
    constraint struck_rating_fk foreign key (region_code, occasion_id)
        references rating.rating (region_code, occasion_id),
    constraint struck_sign_fk foreign key (region_code, sign_id) references rating.sign (region_code, id)
);
