-- 行政许可法 art. 42(2): what the government ordered to be handled jointly its own head extends.
alter table organisation.letter drop constraint letter_rights_known;
alter table organisation.letter add constraint letter_rights_known check (
    rights <@ array['ACCEPT', 'DECIDE', 'URGE', 'CONTROL', 'EXTEND', 'EXTEND_JOINT', 'ISSUE', 'ENTER']
    and (department_code = 'ZF' or not 'EXTEND_JOINT' = any (rights)));
