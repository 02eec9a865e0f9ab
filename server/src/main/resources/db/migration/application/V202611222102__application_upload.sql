-- Files on their way: pieces of an upload, until it is whole or given up. A cut connection goes on where it was.
create table application.upload (
    region_code text not null,
    id uuid not null,
    dossier_id uuid not null,
    material_code text not null,
    mark text not null,
    name bytea not null,
    size_bytes bigint not null,
    received_bytes bigint not null default 0,
    touched_at timestamptz not null,
    done_at timestamptz,
    constraint upload_pk primary key (region_code, id),
    constraint upload_once unique (region_code, dossier_id, material_code, mark),
    constraint upload_dossier_fk foreign key (region_code, dossier_id)
        references application.dossier (region_code, id) on delete cascade,
    constraint upload_within check (received_bytes between 0 and size_bytes)
);

create index upload_by_time on application.upload (region_code, touched_at);

create table application.upload_piece (
    region_code text not null,
    id uuid not null,
    upload_id uuid not null,
    from_byte bigint not null,
    content bytea not null,
    constraint upload_piece_pk primary key (region_code, id),
    constraint upload_piece_once unique (region_code, upload_id, from_byte),
    constraint upload_piece_upload_fk foreign key (region_code, upload_id)
        references application.upload (region_code, id) on delete cascade
);
