create schema exchange;

-- Who wants to hear of what happens to cases, and how far he has heard it. The journal of casework is the outbox: a
-- subscription is a place in it and what came of the last tries, so nothing is written twice and nothing can be lost here.
create table exchange.subscription (
    region_code text not null,
    id uuid not null,
    client_id text not null,
    key text not null,
    url text not null,
    types text[] not null,
    secret_sealed bytea not null,
    made_at timestamptz not null,
    heard text not null,
    delivered bigint not null default 0,
    delivered_at timestamptz,
    failures integer not null default 0,
    failing_since_at timestamptz,
    answer text,
    next_at timestamptz not null,
    leased_until_at timestamptz,
    stopped boolean not null default false,
    constraint subscription_pk primary key (region_code, id),
    constraint subscription_key_uq unique (region_code, client_id, key),
    constraint subscription_machine_fk foreign key (region_code, client_id)
        references identity.machine (region_code, client_id)
);

create index subscription_next_ix on exchange.subscription (region_code, next_at) where not stopped;
