-- What a machine meant by a key: whoever sends something else under it is refused, and nothing is said twice.
create table exchange.request_key (
    region_code text not null,
    client_id text not null,
    key text not null,
    digest text not null,
    made_at timestamptz not null,
    constraint request_key_pk primary key (region_code, client_id, key),
    constraint request_key_machine_fk foreign key (region_code, client_id)
        references identity.machine (region_code, client_id)
);
