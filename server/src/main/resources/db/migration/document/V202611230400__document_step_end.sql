-- 特别程序结束告知书: the paper that ends what a notice began.
alter table document.paper drop constraint paper_kind;
alter table document.paper add constraint paper_kind check (kind in (
    'acceptance', 'defect_notice', 'non_acceptance', 'step_notice', 'step_end', 'extension_notice',
    'grant', 'refusal', 'licence', 'receipt', 'fee_receipt'));
