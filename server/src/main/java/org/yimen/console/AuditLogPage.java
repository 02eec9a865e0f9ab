package org.yimen.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.audit.Finding;
import org.yimen.audit.TransparencyLog.Line;
import org.yimen.audit.TransparencyLog.Status;
import org.yimen.audit.TransparencyLog.Verification;
import org.yimen.platform.ui.SummaryRow;
import org.yimen.platform.web.Words;

/**
 * The state of the log and its newest entries.
 *
 * @param words only entries whose name holds this
 * @param next where the next page begins, or null on the last
 */
public record AuditLogPage(
        ConsoleFrame frame,
        @Nullable Status status,
        @Nullable Verification verification,
        String words,
        List<Line> lines,
        @Nullable Long next,
        boolean first) {

    public AuditLogPage {
        lines = List.copyOf(lines);
    }

    /** True where everything is as it should be. */
    public boolean sound() {
        return status != null && status.keepsUp() && status.trouble().isEmpty();
    }

    public List<SummaryRow> rows(Words say) {
        var rows = new ArrayList<SummaryRow>();
        if (status == null) {
            return rows;
        }
        row(rows, "size", say.say("console.audit-log.entries", status.size(), status.cosignedSize()), say);
        if (status.headAt() != null) {
            row(rows, "head", say.dateTime(status.headAt()), say);
        }
        row(rows, "root", status.root(), say);
        row(
                rows,
                "witness",
                say.say(status.witnessBuiltIn() ? "console.audit-log.built-in" : "console.audit-log.outer"),
                say);
        row(
                rows,
                "witness-says",
                status.trouble().isEmpty() ? say.say("console.audit-log.signs") : status.trouble(),
                say);
        row(rows, "lag", say.say("console.audit-log.seconds", status.behind().toMillis() / 1000.0), say);
        row(rows, "refusals", Long.toString(status.refusals()), say);
        row(rows, "holder", status.holder(), say);
        row(rows, "origin", status.origin(), say);
        row(rows, "log-key", status.logKey(), say);
        row(rows, "witness-key", status.witnessKey(), say);
        return rows;
    }

    private static void row(List<SummaryRow> rows, String what, String value, Words say) {
        rows.add(SummaryRow.of(say.say("console.audit-log.row-" + what), value));
    }

    public String said(Finding finding, Words say) {
        String name = finding.name().isEmpty() ? say.say("audit.finding.unknown") : finding.name();
        return say.say(
                finding.messageKey(),
                finding.index() < 0 ? "–" : Long.toString(finding.index()),
                name,
                finding.detail().isEmpty() ? "" : "(" + finding.detail() + ")");
    }

    public @Nullable String nextHref() {
        return next == null ? null : "/console/audit/log?before=" + next + query("&");
    }

    public @Nullable String firstHref() {
        return first ? null : "/console/audit/log" + query("?");
    }

    private String query(String before) {
        return words.isEmpty() ? "" : before + "words=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
