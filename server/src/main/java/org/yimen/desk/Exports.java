package org.yimen.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.yimen.audit.AuditLog;
import org.yimen.audit.TransparencyLog;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Officer;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.web.SentFile;

/**
 * 导出: the one way in which a file leaves the desk to be kept. Lines of cases or people go only to who proves once more that it
 * is he, and once the log vouches for the line that says so; totals are written down.
 */
@Component
final class Exports {

    /** What has a line for each case or person; the log takes every kind that ends so for grave. */
    enum Lines {
        ANSWERS("survey.answers-exported"),
        ASSESSMENT("supervision.assessment-exported"),
        CASES("insight.exported"),
        LEDGER("hotline.ledger-exported"),
        MINUTES("improvement.minutes-exported");

        private final String kind;

        Lines(String kind) {
            this.kind = kind;
        }

        String kind() {
            return kind;
        }
    }

    /** What holds numbers without anybody. */
    enum Totals {
        FIGURES("insight.totals-taken"),
        RATES("rating.rates-taken");

        private final String kind;

        Totals(String kind) {
            this.kind = kind;
        }
    }

    /**
     * What leaves.
     *
     * @param detail for the log: how many lines, of when
     */
    record Content(String name, MediaType type, String text, Map<String, String> detail) {
        Content {
            detail = Map.copyOf(detail);
        }

        /** For spreadsheets, which take it for UTF-8 by the mark before it. */
        static Content csv(String name, String text, Map<String, String> detail) {
            return new Content(name, new MediaType("text", "csv", UTF_8), "\uFEFF" + text, detail);
        }
    }

    private final StepUp stepUp;
    private final AuditLog audit;
    private final TransparencyLog log;

    Exports(StepUp stepUp, AuditLog audit, TransparencyLog log) {
        this.stepUp = stepUp;
        this.audit = audit;
        this.log = log;
    }

    /**
     * Lines of cases or people, to be asked for by POST.
     *
     * @param content made only once it is clear who asks
     * @throws org.yimen.audit.LogBehind while the log does not vouch for it; nothing leaves then
     */
    ResponseEntity<byte[]> lines(
            HttpServletRequest request, Officer officer, Lines of, String subject, Supplier<Content> content) {
        stepUp.demand(request);
        Content taken = content.get();
        note(officer, of.kind, subject, taken);
        log.demand(officer.region(), List.of(of.kind), subject);
        return saved(taken);
    }

    ResponseEntity<byte[]> totals(Officer officer, Totals of, String subject, Content content) {
        note(officer, of.kind, subject, content);
        return saved(content);
    }

    /** The form that asks for lines. */
    static Sheet.Form form(String title, String action) {
        return new Sheet.Form(title, "desk.export.lead", action, List.of(), "desk.export.go", false);
    }

    private void note(Officer officer, String kind, String subject, Content taken) {
        audit.record(officer.region(), officer.id().toString(), kind, subject, taken.detail());
    }

    private static ResponseEntity<byte[]> saved(Content taken) {
        return SentFile.saved(taken.text().getBytes(UTF_8), taken.type(), taken.name());
    }
}
