-- 效能调查与问题线索 (M-HOT-10, M-GOV-10): what two investigators did, what they found and what another decided. Whatever is written
-- down stays: nothing is removed and no word is changed; only what is sealed may be sealed anew, and its digest shows whether it
-- is the same.
create table supervision.inquiry (
    region_code text not null,
    id uuid not null,
    number text not null,
    kind text not null,
    origin text not null,
    order_id uuid,
    case_id uuid,
    department_code text not null,
    person_id uuid,
    kept_out text[] not null,
    received_on date not null,
    opened_by uuid not null,
    opened_at timestamptz not null,
    content bytea not null,
    content_sm3 text not null,
    constraint inquiry_pk primary key (region_code, id),
    constraint inquiry_number unique (region_code, number),
    constraint inquiry_order unique (region_code, order_id),
    constraint inquiry_origin check ((origin = 'order') = (order_id is not null) and origin in ('order', 'clue')),
    constraint inquiry_kept_out check (department_code = any(kept_out))
);

create index inquiry_of_department on supervision.inquiry (region_code, department_code, kind, received_on);
create index inquiry_recent on supervision.inquiry (region_code, opened_at desc, id);

create table supervision.inquiry_investigator (
    region_code text not null,
    inquiry_id uuid not null,
    staff_id uuid not null,
    constraint inquiry_investigator_pk primary key (region_code, inquiry_id, staff_id),
    constraint inquiry_investigator_of foreign key (region_code, inquiry_id) references supervision.inquiry (region_code, id)
);

create table supervision.inquiry_entry (
    region_code text not null,
    id uuid not null,
    inquiry_id uuid not null,
    seq int not null,
    kind text not null,
    by_id uuid not null,
    at timestamptz not null,
    content bytea not null,
    content_sm3 text not null,
    file_name text,
    media_type text,
    blob_id text,
    file_sm3 text,
    constraint inquiry_entry_pk primary key (region_code, id),
    constraint inquiry_entry_seq unique (region_code, inquiry_id, seq),
    constraint inquiry_entry_of foreign key (region_code, inquiry_id) references supervision.inquiry (region_code, id),
    constraint inquiry_entry_kind check (kind in ('Note', 'Attached', 'Found', 'Seconded', 'SentBack', 'Decided', 'Transferred',
        'Outcome', 'Appealed', 'AppealDecided', 'Published')),
    constraint inquiry_entry_file check (num_nulls(file_name, media_type, blob_id, file_sm3) = case kind when 'Attached' then 0 else 4 end)
);

create unique index inquiry_entry_once on supervision.inquiry_entry (region_code, inquiry_id, kind)
    where kind in ('Decided', 'Transferred', 'Outcome', 'Appealed', 'AppealDecided', 'Published');
create index inquiry_entry_blob on supervision.inquiry_entry (blob_id) where blob_id is not null;

-- Who looked, each time.
create table supervision.inquiry_reading (
    region_code text not null,
    inquiry_id uuid not null,
    staff_id uuid not null,
    at timestamptz not null,
    constraint inquiry_reading_of foreign key (region_code, inquiry_id) references supervision.inquiry (region_code, id)
);

create index inquiry_reading_recent on supervision.inquiry_reading (region_code, inquiry_id, at desc);

-- 通报: what everybody may read, with the name cut short.
create table supervision.public_notice (
    region_code text not null,
    inquiry_id uuid not null,
    number text not null,
    kind text not null,
    origin text not null,
    department_code text not null,
    name text,
    finding text,
    sanction text,
    text text not null,
    published_on date not null,
    published_by uuid not null,
    constraint public_notice_pk primary key (region_code, inquiry_id),
    constraint public_notice_of foreign key (region_code, inquiry_id) references supervision.inquiry (region_code, id)
);

create index public_notice_recent on supervision.public_notice (region_code, published_on desc, inquiry_id);

create function supervision.inquiry_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and (to_jsonb(old) ? 'content_sm3')
       and (to_jsonb(old) - 'content') = (to_jsonb(new) - 'content') then
        return new;
    end if;
    raise exception 'What an inquiry wrote down stays as it is';
end;
$$;

create trigger inquiry_unchanged before update on supervision.inquiry
    for each row execute function supervision.inquiry_stays();
create trigger inquiry_kept before delete or truncate on supervision.inquiry
    for each statement execute function supervision.inquiry_stays();
create trigger inquiry_investigator_kept before update or delete or truncate on supervision.inquiry_investigator
    for each statement execute function supervision.inquiry_stays();
create trigger inquiry_entry_unchanged before update on supervision.inquiry_entry
    for each row execute function supervision.inquiry_stays();
create trigger inquiry_entry_kept before delete or truncate on supervision.inquiry_entry
    for each statement execute function supervision.inquiry_stays();
create trigger inquiry_reading_kept before update or delete or truncate on supervision.inquiry_reading
    for each statement execute function supervision.inquiry_stays();
create trigger public_notice_kept before update or delete or truncate on supervision.public_notice
    for each statement execute function supervision.inquiry_stays();
