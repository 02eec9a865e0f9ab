-- 缴费凭证: written by the system itself once an order is paid.
alter table document.paper drop constraint paper_kind;
alter table document.paper add constraint paper_kind check (kind in (
    'acceptance', 'defect_notice', 'non_acceptance', 'step_notice', 'extension_notice',
    'grant', 'refusal', 'licence', 'receipt', 'fee_receipt'));
