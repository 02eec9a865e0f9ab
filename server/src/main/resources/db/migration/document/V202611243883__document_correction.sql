-- 更正通知书: what is wrong in another paper, and how it reads.
alter table document.paper drop constraint paper_kind;
alter table document.paper add constraint paper_kind check (kind in (
    'acceptance', 'deemed_acceptance', 'defect_notice', 'material_request', 'non_acceptance', 'step_notice', 'step_end',
    'party_rights', 'extension_notice', 'grant', 'refusal', 'termination', 'set_aside', 'correction', 'licence', 'receipt',
    'fee_receipt', 'measure_notice', 'measure', 'sealed_file'));
