package org.yimen.evaluation;

import org.yimen.audit.AuditLog;

/** What people write about a look: not empty, not too long, nobody's number in it. */
final class Said {

    private Said() {}

    static String line(String typed, int longest) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > longest) {
            throw new EvaluationRefused("evaluation.text", longest);
        }
        if (AuditLog.holdsPersonalNumber(text)) {
            throw new EvaluationRefused("evaluation.text.number");
        }
        return text;
    }
}
