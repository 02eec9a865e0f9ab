create schema crypto;

-- How far the latest pass of re-sealing is in each table with sealed columns. Of the installation, so without a region_code.
create table crypto.resealed (
    table_name text not null,
    column_key text not null,
    index_key text not null,
    after_region text not null,
    after_id uuid not null,
    changed bigint not null,
    finished_at timestamptz,
    constraint resealed_pk primary key (table_name)
);
