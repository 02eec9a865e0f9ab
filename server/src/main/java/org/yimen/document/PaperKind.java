package org.yimen.document;

import java.util.List;
import java.util.Locale;

/** The formal papers. Each fixes the seal that it bears, so that nobody can choose a wrong one. */
public enum PaperKind {
    /** 受理通知书. 行政许可法 art. 32, last paragraph: in writing, dated, with the special seal. */
    ACCEPTANCE("受理通知书", SealKind.ACCEPTANCE, "Accepted"),
    /** 受理通知书 of whom silence accepted (art. 32(4)): nobody decided it, so the system writes it when the day is over. */
    DEEMED_ACCEPTANCE("受理通知书（逾期视为受理）", SealKind.ACCEPTANCE, "Accepted"),
    /** 补正通知书 (art. 32(4)). */
    DEFECT_NOTICE("补正通知书", SealKind.ACCEPTANCE, "DefectsNoticed"),
    /** 提请补充材料通知书: of a case that silence accepted; it stops no clock. */
    MATERIAL_REQUEST("提请补充材料通知书", SealKind.ACCEPTANCE, "MaterialsAsked"),
    /** 不予受理决定书 (art. 32, last paragraph). */
    NON_ACCEPTANCE("不予受理决定书", SealKind.ACCEPTANCE, "Declined"),
    /** 特别程序告知书 (art. 45); another one where the stated days do not do. */
    STEP_NOTICE("特别程序告知书", SealKind.ACCEPTANCE, "StepStarted StepProlonged"),
    /** 特别程序结束告知书: the other end of the same time. */
    STEP_END("特别程序结束告知书", SealKind.ACCEPTANCE, "StepFinished"),
    /** 利害关系人权利告知书 (arts. 36, 47): to a third party, whose interest the matter directly concerns. */
    PARTY_RIGHTS("利害关系人权利告知书", SealKind.ACCEPTANCE, "Accepted"),
    /** 延长审批期限告知书. Art. 42: the head of the office extends, so it bears the office's seal. */
    EXTENSION_NOTICE("延长审批期限告知书", SealKind.OFFICE, "Extended"),
    /** 准予决定书 (art. 38(1)). */
    GRANT("准予决定书", SealKind.OFFICE, "Granted"),
    /** 不予决定书 (art. 38(2)). */
    REFUSAL("不予决定书", SealKind.OFFICE, "Refused"),
    /** 终止办理告知书: the case ends without a decision, for a ground of art. 70. */
    TERMINATION("终止办理告知书", SealKind.OFFICE, "Terminated"),
    /** 复议、诉讼结果办理告知书: what a reviewing organ or a court said of a decision, and how the case goes on. */
    SET_ASIDE("复议、诉讼结果办理告知书", SealKind.OFFICE, "SetAside"),
    /** 更正通知书: what is wrong in another paper or in a certificate, and how it reads. */
    CORRECTION("更正通知书", SealKind.OFFICE, "Corrected"),
    /** 证照. Art. 39: the licence bears the seal of the office. */
    LICENCE("证照", SealKind.OFFICE, "Granted"),
    /** 收件凭证. */
    RECEIPT("收件凭证", SealKind.ACCEPTANCE, "Submitted"),
    /** 缴费凭证: follows a payment, and nothing is owed before acceptance. */
    FEE_RECEIPT("缴费凭证", SealKind.ACCEPTANCE, "Accepted"),
    /** 处理告知书: the holder is told and heard before his licence is suspended or ended (行政许可法 art. 7, 行政处罚法 art. 44). */
    MEASURE_NOTICE("处理告知书", SealKind.OFFICE, "Granted"),
    /** 处理决定书. */
    MEASURE("处理决定书", SealKind.OFFICE, "Granted"),
    /** 用印页: seals a file that another system of the department wrote in a case that is decided, and encloses it. */
    SEALED_FILE("用印页", SealKind.OFFICE, "Granted Refused");

    private final String chinese;
    private final SealKind seal;
    private final String events;

    PaperKind(String chinese, SealKind seal, String events) {
        this.chinese = chinese;
        this.seal = seal;
        this.events = events;
    }

    /** What the paper is called in general; a paper's own title may say more. */
    public String chinese() {
        return chinese;
    }

    public SealKind seal() {
        return seal;
    }

    /** What must be recorded in the journal of its case before the paper is sealed; one of these does. */
    List<String> events() {
        return List.of(events.split(" ", -1));
    }

    /** A certificate and a sealed file follow their decision, a receipt its receipt, a measure the grant, a telling the acceptance; every other paper is the very act that it tells of. */
    boolean isTheAct() {
        return switch (this) {
            case LICENCE, RECEIPT, FEE_RECEIPT, MEASURE_NOTICE, MEASURE, PARTY_RIGHTS, SEALED_FILE -> false;
            default -> true;
        };
    }

    /** Written by the system itself, because nobody decides anything by it: a machine says what a machine has counted. */
    boolean isAutomatic() {
        return this == FEE_RECEIPT || this == DEEMED_ACCEPTANCE;
    }

    /** The message key of its name. */
    public String key() {
        return "document.kind." + code().replace('_', '-');
    }

    /** As the database spells it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PaperKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
