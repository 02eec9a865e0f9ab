create schema operations;

-- How many lines of the key folder's journal are in the log of record.
create table operations.key_journal (
    region_code text not null,
    lines bigint not null,
    constraint key_journal_pk primary key (region_code)
);
