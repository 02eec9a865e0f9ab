package org.yimen.platform;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Comma-separated values that a spreadsheet opens as text and computes nothing of. */
public final class Csv {

    /** A spreadsheet would take the rest of the field for a formula; some take the wide signs as well. */
    private static final String BEGINS = "=+-@\t\r\n＝＋－＠";

    private static final Pattern NUMBER = Pattern.compile("-\\d+(\\.\\d+)?");

    private Csv() {}

    /** @param lines the head among them */
    public static String of(List<List<String>> lines) {
        return lines.stream().map(Csv::line).collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    public static String line(List<String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(","));
    }

    /** Always quoted; what a spreadsheet would compute is led by an apostrophe, so that it stays text. */
    public static String field(String text) {
        boolean computes = !text.isEmpty()
                && BEGINS.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return "\"" + (computes ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
