create schema organisation;

-- National: a GB/T 2260 code is given once, and every cell holds the same list.
create table organisation.region (
    code text not null,
    name_zh text not null,
    name_en text,
    parent_code text,
    from_on date not null,
    until_on date,
    constraint region_pk primary key (code),
    constraint region_parent_fk foreign key (parent_code) references organisation.region (code),
    constraint region_code_is_gbt_2260 check (code ~ '^[1-9][0-9]{5}$'),
    constraint region_days_in_order check (until_on is null or until_on >= from_on)
);

-- The tree region, department, site, window. One table, so that a record can belong to a node of any kind.
create table organisation.unit (
    region_code text not null,
    code text not null,
    kind text not null,
    parent_code text,
    name_zh text not null,
    name_en text,
    short_zh text,
    short_en text,
    credit_code text,
    phone text,
    address_zh text,
    address_en text,
    hours_zh text,
    hours_en text,
    constraint unit_pk primary key (region_code, code),
    constraint unit_region_fk foreign key (region_code) references organisation.region (code),
    constraint unit_parent_fk foreign key (region_code, parent_code) references organisation.unit (region_code, code),
    constraint unit_credit_code_uq unique (region_code, credit_code),
    constraint unit_is_one_of_its_kind check (
        case kind
            when 'REGION' then parent_code is null and code = region_code
            when 'DEPARTMENT' then parent_code = region_code and short_zh is not null and credit_code is not null
                                   and phone is not null and address_zh is not null
            when 'SITE' then parent_code is not null and phone is not null and address_zh is not null
                             and hours_zh is not null
            when 'WINDOW' then parent_code is not null
            else false
        end)
);

create table organisation.post (
    region_code text not null,
    department_code text not null,
    role text not null,
    name_zh text not null,
    name_en text,
    unit_code text not null,
    constraint post_pk primary key (region_code, department_code, role),
    constraint post_department_fk foreign key (region_code, department_code)
        references organisation.unit (region_code, code),
    constraint post_unit_fk foreign key (region_code, unit_code) references organisation.unit (region_code, code)
);

create table organisation.staff (
    region_code text not null,
    id uuid not null,
    login text not null,
    name text not null,
    employee_number text not null,
    left_on date,
    constraint staff_pk primary key (region_code, id),
    constraint staff_login_uq unique (region_code, login),
    constraint staff_employee_number_uq unique (region_code, employee_number)
);

create table organisation.posting (
    region_code text not null,
    department_code text not null,
    role text not null,
    staff_id uuid not null,
    stand_in boolean not null,
    from_on date not null,
    until_on date,
    constraint posting_pk primary key (region_code, department_code, role, staff_id, from_on),
    constraint posting_post_fk foreign key (region_code, department_code, role)
        references organisation.post (region_code, department_code, role),
    constraint posting_staff_fk foreign key (region_code, staff_id) references organisation.staff (region_code, id),
    constraint posting_days_in_order check (until_on is null or until_on >= from_on)
);

create table organisation.letter (
    region_code text not null,
    number text not null,
    department_code text not null,
    holder_id uuid not null,
    items text[] not null,
    rights text[] not null,
    from_on date not null,
    until_on date not null,
    signatories text[] not null,
    commission_basis text,
    parent_number text,
    granted_at timestamptz not null,
    granted_by text not null,
    withdrawn_at timestamptz,
    withdrawn_by text,
    withdrawn_because text,
    constraint letter_pk primary key (region_code, number),
    constraint letter_department_fk foreign key (region_code, department_code)
        references organisation.unit (region_code, code),
    constraint letter_holder_fk foreign key (region_code, holder_id) references organisation.staff (region_code, id),
    constraint letter_parent_fk foreign key (region_code, parent_number)
        references organisation.letter (region_code, number),
    constraint letter_allows_something check (
        cardinality(items) > 0 and cardinality(rights) > 0 and cardinality(signatories) > 0 and until_on >= from_on),
    constraint letter_rights_known check (
        rights <@ array['ACCEPT', 'DECIDE', 'URGE', 'CONTROL', 'EXTEND', 'ISSUE']),
    constraint letter_withdrawn_as_a_whole check (
        num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_because) in (0, 3))
);

create function organisation.refuse_removal() returns trigger
    language plpgsql
as $$
begin
    raise exception 'organisation.% is a register: nothing is removed from it', tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

create trigger letter_stays
    before delete or truncate on organisation.letter
    for each statement execute function organisation.refuse_removal();

-- Technical, one row per database: the number of the last change, which nodes ask for to know whether their picture in
-- memory still holds. Its row lock puts changes in the order of their commits.
create table organisation.revision (
    single boolean not null default true,
    number bigint not null,
    constraint revision_pk primary key (single),
    constraint revision_is_one_row check (single)
);

insert into organisation.revision (number)
values (0);

create function organisation.changed() returns trigger
    language plpgsql
as $$
begin
    update organisation.revision set number = number + 1;
    return null;
end
$$;

-- In the database, so that a change by hand is seen as well.
create trigger region_changed after insert or update or delete or truncate on organisation.region
    for each statement execute function organisation.changed();
create trigger unit_changed after insert or update or delete or truncate on organisation.unit
    for each statement execute function organisation.changed();
create trigger post_changed after insert or update or delete or truncate on organisation.post
    for each statement execute function organisation.changed();
create trigger staff_changed after insert or update or delete or truncate on organisation.staff
    for each statement execute function organisation.changed();
create trigger posting_changed after insert or update or delete or truncate on organisation.posting
    for each statement execute function organisation.changed();
create trigger letter_changed after insert or update on organisation.letter
    for each statement execute function organisation.changed();
