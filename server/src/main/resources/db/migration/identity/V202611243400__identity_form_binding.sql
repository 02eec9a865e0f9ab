-- 防重复提交: with which content the key of a form was first taken, for 30 days. The digest is of everything that was sent
-- but the proof of who sent it, with the key in it. Regional, as what forms do.
create table identity.form_binding (
    region_code text not null,
    account text not null,
    path text not null,
    key text not null,
    digest text not null,
    made_at timestamptz not null,
    constraint form_binding_pk primary key (region_code, account, path, key)
);

create index form_binding_made_ix on identity.form_binding (region_code, made_at);
