-- 提请补充材料通知书, and the 受理通知书 that is made where silence accepted: both of art. 32(4).
alter table document.paper drop constraint paper_kind;
alter table document.paper add constraint paper_kind check (kind in (
    'acceptance', 'deemed_acceptance', 'defect_notice', 'material_request', 'non_acceptance', 'step_notice', 'step_end',
    'extension_notice', 'grant', 'refusal', 'licence', 'receipt', 'fee_receipt', 'measure_notice', 'measure'));
