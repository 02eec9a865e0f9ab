-- 物料流转: paper originals under a bar code. Somebody answers for each at every moment; what it is, and what was said
-- about it, may name people and is sealed.
create schema custody;

create table custody.original (
    region_code text not null,
    id uuid not null,
    number text not null,
    case_id uuid not null,
    case_number text not null,
    holder uuid not null,
    material text,
    what_sealed bytea not null,
    sheets integer not null,
    taken_by uuid not null,
    taken_at timestamptz not null,
    request_key uuid not null,
    line integer not null,
    place text not null,
    custodian_id uuid not null,
    to_place text,
    closed_how text,
    since timestamptz not null,
    case_ended_at timestamptz,
    moves integer not null,
    constraint original_pk primary key (region_code, id),
    constraint original_number_uq unique (region_code, number),
    constraint original_key_uq unique (region_code, taken_by, request_key, line),
    constraint original_has_sheets check (sheets between 1 and 999),
    constraint original_closed_is_nowhere_else check (closed_how is null or to_place is null),
    constraint original_closed_known check (closed_how in ('GIVEN_BACK', 'ARCHIVED', 'DESTROYED'))
);

create index original_case_ix on custody.original (region_code, case_id, taken_at);
create index original_custodian_ix on custody.original (region_code, custodian_id, since) where closed_how is null;
create index original_place_ix on custody.original (region_code, place, since) where closed_how is null;
create index original_coming_ix on custody.original (region_code, to_place, since) where to_place is not null;
create index original_unconfirmed_ix on custody.original (region_code, since) where to_place is not null;
create index original_ended_ix on custody.original (region_code, case_ended_at)
    where case_ended_at is not null and closed_how is null;

-- Each move, by whom and where, under the key of the click that did it.
create table custody.move (
    region_code text not null,
    id uuid not null,
    original_id uuid not null,
    number integer not null,
    kind text not null,
    by_id uuid not null,
    at timestamptz not null,
    place text not null,
    to_place text,
    detail_sealed bytea not null,
    request_key uuid not null,
    constraint move_pk primary key (region_code, id),
    constraint move_original_fk foreign key (region_code, original_id) references custody.original (region_code, id),
    constraint move_number_uq unique (region_code, original_id, number),
    constraint move_once_uq unique (region_code, original_id, by_id, request_key),
    constraint move_sent_somewhere check ((kind = 'HANDED_ON') = (to_place is not null))
);

create function custody.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The history of originals is append-only';
end
$$;

-- A rotation of keys seals the details anew; nothing else of a line changes.
create trigger move_append_only
    before update of region_code, id, original_id, number, kind, by_id, at, place, to_place, request_key
        or delete or truncate on custody.move
    for each statement execute function custody.refuse_change();
