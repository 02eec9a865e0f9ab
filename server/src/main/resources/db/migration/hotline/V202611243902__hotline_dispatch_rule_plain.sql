-- 会商纪要: who sat together and how many days they gave stands in the journal of the order that the rule names; here nobody
-- read it.
alter table hotline.dispatch_rule
    drop column participants,
    drop column days;
