-- 处理告知书, 处理决定书: what is said to a holder whose licence is to be suspended or ended.
alter table document.paper drop constraint paper_kind;
alter table document.paper add constraint paper_kind check (kind in (
    'acceptance', 'defect_notice', 'non_acceptance', 'step_notice', 'step_end', 'extension_notice',
    'grant', 'refusal', 'licence', 'receipt', 'fee_receipt', 'measure_notice', 'measure'));
