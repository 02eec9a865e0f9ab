package org.yimen.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.audit.AuditEntry;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Words;

/**
 * Entries of the audit log in words.
 *
 * @param kinds those that can be chosen
 * @param kind the chosen one, or empty
 * @param day only what was on that day, or null
 * @param next where the next page begins, or null on the last
 */
public record AuditEntriesPage(
        ConsoleFrame frame,
        List<String> kinds,
        String kind,
        @Nullable LocalDate day,
        List<AuditEntry> entries,
        EntryWords said,
        @Nullable String next,
        boolean first) {

    private static final String HREF = "/console/audit/entries";

    public AuditEntriesPage {
        kinds = List.copyOf(kinds);
        entries = List.copyOf(entries);
    }

    public List<Option> choices(Words words) {
        return Option.orNone(
                words.say("console.audit-entries.all"),
                kinds.stream()
                        .map(each -> Option.of(each, EntryWords.kind(each, words)))
                        .sorted(Comparator.comparing(Option::text)));
    }

    public @Nullable String nextHref() {
        return next == null ? null : HREF + "?" + chosen() + "after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    public @Nullable String firstHref() {
        return first ? null : HREF + "?" + chosen();
    }

    private String chosen() {
        return (kind.isEmpty() ? "" : "kind=" + kind + "&") + (day == null ? "" : "day=" + day + "&");
    }
}
