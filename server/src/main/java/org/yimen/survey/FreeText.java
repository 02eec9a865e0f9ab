package org.yimen.survey;

import java.util.ArrayList;
import java.util.List;
import org.yimen.audit.AuditLog;
import org.yimen.form.Field;
import org.yimen.form.Finding;
import org.yimen.form.FormReading;
import org.yimen.form.Question;
import org.yimen.form.Said;
import org.yimen.platform.web.Words;

/** What people write in their own words: no citizen or mobile number comes in with it, and none that came in before is shown. */
final class FreeText {

    private FreeText() {}

    /** The same reading, with a finding for each text that holds such a number. */
    static FormReading checked(Draft draft, FormReading reading) {
        var all = new ArrayList<>(reading.findings());
        reading.asked().stream()
                .filter(question -> isWritten(question.field()))
                .filter(question -> holdsNumber(draft.answers().all(question.code())))
                .forEach(question -> all.add(Finding.of(question.code(), "survey.text-number")));
        return new FormReading(reading.asked(), reading.values(), all);
    }

    /** As staff read it. */
    static String shown(Question question, List<String> given, Words words) {
        String said = Said.masked(question, given, words);
        return isWritten(question.field()) && AuditLog.holdsPersonalNumber(said)
                ? words.say("survey.text-hidden")
                : said;
    }

    private static boolean holdsNumber(List<String> given) {
        return given.stream().anyMatch(AuditLog::holdsPersonalNumber);
    }

    /** Where a question asks for a number, its own field checks and masks it. */
    private static boolean isWritten(Field field) {
        return switch (field) {
            case Field.Line _, Field.Lines _, Field.Address _ -> true;
            case Field.Table table ->
                table.columns().stream().map(Question::field).allMatch(FreeText::isNoNumber);
            default -> false;
        };
    }

    private static boolean isNoNumber(Field field) {
        return !(field instanceof Field.CitizenNumber || field instanceof Field.Phone);
    }
}
