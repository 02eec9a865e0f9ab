package org.yimen.form;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What people type, brought into the form in which it is kept and compared; doing it twice changes nothing. */
final class Normal {

    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
    private static final Pattern COMPACT_DATE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern DATES = Pattern.compile("(.+?)(?:/(?=\\d{4})|至|到|~|～)(.+)");
    private static final Pattern COUNTRY_CODE = Pattern.compile("^(?:\\+86|0086)+");

    private Normal() {}

    static String of(Field field, String raw) {
        return switch (field) {
            case Field.Line _, Field.Address _ -> collapse(halfWidth(raw));
            case Field.Lines _ -> lines(halfWidth(raw));
            case Field.Whole _, Field.Decimal _, Field.Money _ -> without(halfWidth(raw), ",，¥￥");
            case Field.Day _ -> iso(without(halfWidth(raw), ""));
            case Field.Period _ -> isoPeriod(without(halfWidth(raw), ""));
            case Field.Phone _ ->
                COUNTRY_CODE.matcher(without(halfWidth(raw), "-－–—()（）")).replaceFirst("");
            case Field.CitizenNumber _, Field.CreditNumber _ ->
                without(halfWidth(raw), "").toUpperCase(Locale.ROOT);
            case Field.One _, Field.Many _ -> halfWidth(raw).strip();
            case Field.YesNo _, Field.Region _, Field.File _, Field.Licence _ ->
                without(halfWidth(raw), "").toLowerCase(Locale.ROOT);
            case Field.Table(var columns, var _, var _, var _) -> row(columns, raw);
        };
    }

    private static String row(List<Question> columns, String raw) {
        Map<String, String> cells = Rows.cells(columns, raw);
        if (cells.isEmpty()) {
            // No row at all: it is said to whoever sent it, as he sent it.
            return raw.strip();
        }
        return Rows.text(columns.stream()
                .filter(column -> cells.containsKey(column.code()))
                .collect(Collectors.toMap(
                        Question::code, column -> of(column.field(), cells.getOrDefault(column.code(), "")))));
    }

    /** 2026年11月1日, 2026/11/1, 2026.11.1 and 20261101 are what people write for 2026-11-01. */
    private static String iso(String text) {
        for (Pattern shape : List.of(DATE, COMPACT_DATE)) {
            Matcher matcher = shape.matcher(text);
            if (matcher.matches()) {
                return matcher.group(1) + "-" + twoDigits(matcher.group(2)) + "-" + twoDigits(matcher.group(3));
            }
        }
        return text;
    }

    private static String isoPeriod(String text) {
        Matcher matcher = DATES.matcher(text);
        return matcher.matches() ? iso(matcher.group(1)) + "/" + iso(matcher.group(2)) : text;
    }

    private static String twoDigits(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    /** Digits, letters and the signs of numbers and dates; 「（）」 of a Chinese company name stay as they are. */
    private static String halfWidth(String raw) {
        var text = new StringBuilder(raw.length());
        raw.codePoints().map(Normal::halfWidth).forEach(text::appendCodePoint);
        return text.toString();
    }

    private static int halfWidth(int codePoint) {
        boolean digitOrLetter = (codePoint >= '０' && codePoint <= '９')
                || (codePoint >= 'Ａ' && codePoint <= 'Ｚ')
                || (codePoint >= 'ａ' && codePoint <= 'ｚ');
        boolean sign = codePoint == '．' || codePoint == '＋' || codePoint == '／' || codePoint == '－';
        return digitOrLetter || sign ? codePoint - ('０' - '0') : codePoint;
    }

    /** Without spaces, invisible characters and {@code signs}. */
    private static String without(String text, String signs) {
        var kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(each -> !isSpace(each) && !isInvisible(each) && signs.indexOf(each) < 0)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String collapse(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints().filter(each -> isSpace(each) || !isInvisible(each)).forEach(each -> {
            if (!isSpace(each)) {
                kept.appendCodePoint(each);
            } else if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ') {
                kept.append(' ');
            }
        });
        return kept.toString().strip();
    }

    private static String lines(String text) {
        var kept = new StringBuilder(text.length());
        for (String line : text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            kept.append(collapse(line)).append('\n');
        }
        return kept.toString().strip();
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    /** Zero-width characters and control characters come along when a text is copied out of a chat. */
    private static boolean isInvisible(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.FORMAT || type == Character.CONTROL || type == Character.SURROGATE;
    }
}
