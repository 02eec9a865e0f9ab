create schema catalogue;

create table catalogue.item_version (
    region_code  text        not null,
    code         text        not null,
    number       integer     not null,
    status       text        not null,
    effective_on date        not null,
    digest       text        not null,
    content      text        not null,
    published_at timestamptz,
    published_by text,
    constraint item_version_pk primary key (region_code, code, number),
    constraint item_version_number_positive check (number > 0),
    constraint item_version_digest_sm3 check (digest ~ '^[0-9a-f]{64}$'),
    constraint item_version_status check (
        case status
            when 'draft' then published_at is null and published_by is null
            when 'published' then published_at is not null and published_by is not null
            else false
        end)
);

comment on table catalogue.item_version is '实施清单: every version that was ever public stays, so that a case can be read as it was accepted';

-- A published version never changes, whoever writes to the table.
create function catalogue.keep_published() returns trigger language plpgsql as $$
begin
    if old.status = 'published' then
        raise exception 'version % of % is published and cannot change', old.number, old.code;
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;

create trigger item_version_keep_published
    before update or delete on catalogue.item_version
    for each row execute function catalogue.keep_published();
