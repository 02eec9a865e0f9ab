package org.yimen.time;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The records of a CSV text (RFC 4180), each with its own spelling, so that it can be written back as it came. */
final class CsvRecords implements Iterator<CsvRecords.Row> {

    /**
     * @param raw the record as written, without the end of its line
     * @param end the end of its line as written; empty at the end of the text
     * @param closed false where a quotation mark was opened and never closed
     */
    record Row(String raw, String end, List<String> fields, boolean closed) {
        Row {
            fields = List.copyOf(fields);
        }

        boolean isBlank() {
            return raw.isBlank();
        }
    }

    private final String text;
    private int at;

    CsvRecords(String text) {
        this.text = text;
    }

    @Override
    public boolean hasNext() {
        return at < text.length();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = read(true);
        // An open quotation mark would swallow every line after it: then the line alone is bad, not the rest of the
        // file.
        return row.closed() ? row : read(false);
    }

    /** Reads from {@link #at}; moves on only past a good record or, without {@code acrossLines}, past the line. */
    private Row read(boolean acrossLines) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        boolean fresh = true;
        int i = at;
        for (; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean lineEnds = each == '\n' || each == '\r';
            if (lineEnds && (!quoted || !acrossLines)) {
                break;
            }
            if (quoted) {
                if (each != '"') {
                    field.append(each);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (each == '"' && fresh) {
                quoted = true;
                fresh = false;
            } else if (each == ',') {
                fields.add(field.toString());
                field.setLength(0);
                fresh = true;
            } else {
                field.append(each);
                fresh = false;
            }
        }
        fields.add(field.toString());
        int lineEnd = i;
        if (text.startsWith("\r\n", i)) {
            i += 2;
        } else if (i < text.length()) {
            i++;
        }
        var row = new Row(text.substring(at, lineEnd), text.substring(lineEnd, i), fields, !quoted);
        if (!quoted || !acrossLines) {
            at = i;
        }
        return row;
    }

    /** {@code value} as a field. */
    static String field(String value) {
        boolean plain = value.chars().noneMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
