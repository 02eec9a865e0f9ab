-- 复议、诉讼结果办理告知书: what was said of a decision, and how its case goes on.
alter table document.paper drop constraint paper_kind;
alter table document.paper add constraint paper_kind check (kind in (
    'acceptance', 'deemed_acceptance', 'defect_notice', 'material_request', 'non_acceptance', 'step_notice', 'step_end',
    'party_rights', 'extension_notice', 'grant', 'refusal', 'termination', 'set_aside', 'licence', 'receipt', 'fee_receipt',
    'measure_notice', 'measure', 'sealed_file'));
