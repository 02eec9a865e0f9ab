package org.yimen.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yimen.platform.Text;
import org.yimen.time.TimeLimit;

/** How values are spelt in the catalogue's files. Each reader throws an {@link IllegalArgumentException} that says how. */
public final class Spelling {

    private static final Pattern LIMIT = Pattern.compile("(\\d{1,3}) (working|natural) days?");
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final Pattern RATE = Pattern.compile("(more|\\d{1,6}) = (\\d{1,9})");

    private Spelling() {}

    /** {@code 中文 | English}; without a bar there is no English. */
    public static Text text(String word) {
        String[] parts = word.split("\\s+\\|\\s+", -1);
        if (parts.length > 2 || Arrays.stream(parts).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a text is written '中文 | English', with one bar");
        }
        return new Text(parts[0].strip(), parts.length == 2 ? parts[1].strip() : null);
    }

    public static TimeLimit limit(String word) {
        if (word.equals("same day")) {
            return TimeLimit.sameDay();
        }
        Matcher matcher = LIMIT.matcher(word);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "'" + word + "' is no limit; write '20 working days', '30 natural days' or 'same day'");
        }
        int days = Integer.parseInt(matcher.group(1));
        return matcher.group(2).equals("working") ? TimeLimit.workingDays(days) : TimeLimit.naturalDays(days);
    }

    public static boolean truth(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + word + "' is neither true nor false");
        };
    }

    public static int count(String word) {
        if (!word.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("'" + word + "' is no whole number");
        }
        return Integer.parseInt(word);
    }

    static BigDecimal number(String word) {
        if (!word.matches("-?\\d{1,12}(\\.\\d{1,4})?")) {
            throw new IllegalArgumentException("'" + word + "' is no number");
        }
        return new BigDecimal(word);
    }

    public static LocalDate date(String word) {
        if (!word.matches("\\d{4}-\\d{2}-\\d{2}")) {
            throw new IllegalArgumentException("'" + word + "' is no date; write 2026-11-21");
        }
        return LocalDate.parse(word);
    }

    public static String code(String word) {
        if (!CODE.matcher(word).matches() || word.length() > 60) {
            throw new IllegalArgumentException("'" + word + "' is no code; write it in kebab-case");
        }
        return word;
    }

    /** {@code 10 = 500}: each unit up to the tenth costs 500 fen; {@code more = 300}: each one after that. */
    static FeeLine.Rate rate(String word) {
        Matcher matcher = RATE.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + word + "' is no rate; write '10 = 500' or 'more = 300', in fen");
        }
        String upTo = matcher.group(1);
        return new FeeLine.Rate(upTo.equals("more") ? null : count(upTo), Long.parseLong(matcher.group(2)));
    }

    /** An enum constant in kebab-case: {@code site-survey}. */
    public static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        return word -> constants.stream()
                .filter(each -> kebab(each).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is none of "
                        + constants.stream().map(Spelling::kebab).collect(Collectors.joining(", "))));
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
