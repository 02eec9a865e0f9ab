-- What the log commits to of an entry: a salted digest, so that what names a person can go and the log stays verifiable.
-- Entries from before the log have no salt; their digest is worked out when they are read.
alter table audit.entry
    add column salt bytea not null default '\x',
    add column digest bytea,
    -- The log reads from the oldest running transaction on, by this.
    add column written_by xid8 not null default pg_current_xact_id();

create index entry_written_by on audit.entry (written_by, region_code, id);

-- One log for the whole database, whatever regions it holds: so these tables have no region.
create table audit.log (
    one           boolean not null default true,
    origin        text    not null,
    key_id        text    not null,
    -- Whoever sequences holds an epoch; who takes over raises it, and then the other's writes find no row.
    epoch         bigint  not null,
    holder        text    not null,
    -- Goes up whenever the sources were read to their end, so that another node sees that the holder is alive.
    turn          bigint  not null,
    size          bigint  not null,
    head          text    not null,
    cosigned      text    not null,
    witness_key   text    not null,
    -- What the witness said when it refused, or nothing.
    refusal       text    not null,
    constraint log_pk primary key (one),
    constraint log_is_one check (one)
);

create table audit.log_cursor (
    source     text not null,
    written_by xid8 not null,
    constraint log_cursor_pk primary key (source)
);

create table audit.log_leaf (
    index  bigint not null,
    source text   not null,
    key    text   not null,
    entry  bytea  not null,
    constraint log_leaf_pk primary key (index),
    constraint log_leaf_source_uk unique (source, key)
);

-- 256 hashes make a tile; the last of each level grows until it is full.
create table audit.log_tile (
    level  smallint not null,
    number bigint   not null,
    hashes bytea    not null,
    constraint log_tile_pk primary key (level, number),
    constraint log_tile_is_whole check (octet_length(hashes) % 32 = 0 and octet_length(hashes) between 32 and 8192)
);

-- The first signed head of every size.
create table audit.log_head (
    size bigint not null,
    note text   not null,
    constraint log_head_pk primary key (size)
);

create trigger log_leaf_stays
    before update or delete or truncate on audit.log_leaf
    for each statement execute function audit.refuse_change();

create trigger log_head_stays
    before update or delete or truncate on audit.log_head
    for each statement execute function audit.refuse_change();
