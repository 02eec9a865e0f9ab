package org.yimen.application;

import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseRuleBroken;

/** 理由: what an officer says for what he does; supervision reads it outside of the case too, where nobody's number belongs. */
final class Reason {

    private Reason() {}

    /** @throws CaseRuleBroken {@code application.reason.missing} or {@code .personal-number} */
    static void required(String text) {
        if (text.isBlank()) {
            throw new CaseRuleBroken("application.reason.missing");
        }
        if (AuditLog.holdsPersonalNumber(text)) {
            throw new CaseRuleBroken("application.reason.personal-number");
        }
    }

    /**
     * The same of what comes from a form, without blanks around it.
     *
     * @param longest signs; more is no reason either
     */
    static String said(String text, int longest) {
        String said = text.strip();
        if (said.length() > longest) {
            throw new CaseRuleBroken("application.reason.missing");
        }
        required(said);
        return said;
    }
}
