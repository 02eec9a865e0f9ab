-- Central configuration: what administrators changed while Yimen runs. What is not here has the value of the node's own
-- configuration. One list for all nodes and regions of the installation.
create table platform.setting (
    key text not null,
    value text not null,
    changed_at timestamptz not null,
    changed_by text not null,
    constraint setting_pk primary key (key),
    constraint setting_value_is_short check (length(value) <= 500)
);
