package org.yimen.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.yimen.crypto.Sm3;

/**
 * What an entry says: lines, in a case behind the hash of the event before.
 *
 * @param name as {@link LogEntry#toString()}
 * @param text its lines
 * @param order groups the entries of one case; the entry itself elsewhere
 */
record EntryText(String name, String text, String order, long seq) implements Comparable<EntryText> {

    private static final Pattern CASE =
            Pattern.compile("\\d{2,12}\\n[0-9a-f-]{36}\\n\\d{1,18}\\n[^\\n]+(\\n[^\\n]*){5}");

    static EntryText of(byte[] entry) {
        String whole = new String(entry, UTF_8);
        List<String> lines = whole.lines().toList();
        if (lines.size() == 6 && lines.getFirst().equals(AuditLeaves.NAME)) {
            return new EntryText("audit " + lines.get(1) + "/" + lines.get(2), whole, whole, 0);
        }
        if (CASE.matcher(whole).matches()) {
            return ofCase(whole);
        }
        String behind =
                entry.length > Sm3.BYTES ? new String(Arrays.copyOfRange(entry, Sm3.BYTES, entry.length), UTF_8) : "";
        return CASE.matcher(behind).matches() ? ofCase(behind) : new EntryText("unreadable entry", "", "", 0);
    }

    private static EntryText ofCase(String text) {
        String[] lines = text.split("\n", 4);
        return new EntryText(
                "case " + lines[0] + "/" + lines[1] + "/" + lines[2],
                text,
                lines[0] + "/" + lines[1],
                Long.parseLong(lines[2]));
    }

    /** The digest of the content: the last line. */
    String digest() {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    @Override
    public int compareTo(EntryText other) {
        return Comparator.comparing(EntryText::order)
                .thenComparingLong(EntryText::seq)
                .compare(this, other);
    }
}
