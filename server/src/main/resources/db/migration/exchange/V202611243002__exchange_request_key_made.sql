-- Keys are forgotten by their age (RequestKeyPurge).
create index request_key_made on exchange.request_key (region_code, made_at);
