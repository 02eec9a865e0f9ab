-- 利害关系人权利告知书 (arts. 36, 47) and 终止办理告知书.
alter table document.paper drop constraint paper_kind;
alter table document.paper add constraint paper_kind check (kind in (
    'acceptance', 'deemed_acceptance', 'defect_notice', 'material_request', 'non_acceptance', 'step_notice', 'step_end',
    'party_rights', 'extension_notice', 'grant', 'refusal', 'termination', 'licence', 'receipt', 'fee_receipt',
    'measure_notice', 'measure'));
