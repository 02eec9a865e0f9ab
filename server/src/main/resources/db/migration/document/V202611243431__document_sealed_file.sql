-- 用印页: the seal on a file that another system wrote in a decided case.
alter table document.paper drop constraint paper_kind;
alter table document.paper add constraint paper_kind check (kind in (
    'acceptance', 'deemed_acceptance', 'defect_notice', 'material_request', 'non_acceptance', 'step_notice', 'step_end',
    'party_rights', 'extension_notice', 'grant', 'refusal', 'termination', 'licence', 'receipt', 'fee_receipt', 'measure_notice', 'measure',
    'sealed_file'));
