-- Files that left a draft. What none of the holder's dossiers needs an hour later is deleted for good.
create table application.file_given_up (
    region_code text not null,
    holder_id uuid not null,
    blob_id text not null,
    given_up_at timestamptz not null,
    constraint file_given_up_pk primary key (region_code, holder_id, blob_id)
);

create index file_given_up_by_time on application.file_given_up (region_code, given_up_at);

-- The dossiers of one holder, in the order in which they are looked through.
create index dossier_holder_ix on application.dossier (region_code, holder_id, id);
