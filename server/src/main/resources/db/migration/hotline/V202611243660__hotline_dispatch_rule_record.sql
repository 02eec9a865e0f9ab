-- 会商纪要: who sat together for a rule, and how many working days they gave the unit; null where the type's limit held.
alter table hotline.dispatch_rule
    add column participants text[] not null default '{}',
    add column days         integer,
    add constraint dispatch_rule_days check (days > 0);
