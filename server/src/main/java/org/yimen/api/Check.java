package org.yimen.api;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yimen.api.BadInput.Flaw;
import org.yimen.casework.CaseFeed.Cursor;
import org.yimen.form.Answers;
import org.yimen.form.Form;
import org.yimen.form.Question;
import org.yimen.identifier.CaseNumber;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Typed;

/** Reads the fields of one request, right or wrong, and refuses them all at once. */
final class Check {

    static final int LONGEST_TEXT = 2000;
    static final int LONGEST_CODE = 64;
    static final int MOST_OF_A_PAGE = 100;
    static final int PAGE = 20;

    private static final int MOST_VALUES = 50;
    private static final int LONGEST_VALUE = 4000;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1," + FormKey.LONGEST + "}");
    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    private final List<Flaw> flaws = new ArrayList<>();

    void flaw(String field, String code, Object... arguments) {
        flaws.add(new Flaw(field, code, List.of(arguments)));
    }

    /** Ends the check: passes, or throws with all that was wrong. */
    void done() {
        if (!flaws.isEmpty()) {
            throw new BadInput(flaws);
        }
    }

    /** A sentence or more, written by somebody. */
    String text(String field, @Nullable String value) {
        String text = value == null ? "" : value.strip();
        if (text.isEmpty()) {
            flaw(field, "api.field.missing");
        } else if (text.length() > LONGEST_TEXT) {
            flaw(field, "api.field.too-long", LONGEST_TEXT);
        } else if (!isPlain(text)) {
            flaw(field, "api.field.characters");
        }
        return text;
    }

    /** A code of ours: letters, digits and dashes. */
    String code(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            flaw(field, "api.field.missing");
            return "";
        }
        if (!CODE.matcher(value).matches()) {
            flaw(field, "api.field.code");
            return "";
        }
        return value;
    }

    /** A day to come; the rules say which. */
    LocalDate day(String field, @Nullable String value) {
        try {
            return Typed.day(value == null ? "" : value);
        } catch (DateTimeParseException _) {
            flaw(field, value == null ? "api.field.missing" : "api.field.day");
            return LocalDate.EPOCH;
        }
    }

    String oneOf(String field, @Nullable String value, List<String> offered) {
        if (value == null || !offered.contains(value)) {
            flaw(field, value == null ? "api.field.missing" : "api.field.one-of", String.join(", ", offered));
            return offered.getFirst();
        }
        return value;
    }

    <T> List<T> list(String field, @Nullable List<@Nullable T> values, int most) {
        var list = new ArrayList<T>();
        for (T each : values == null ? List.<@Nullable T>of() : values) {
            if (each == null) {
                flaw(field, "api.field.null");
            } else {
                list.add(each);
            }
        }
        if (list.size() > most) {
            flaw(field, "api.field.too-many", most);
            return List.of();
        }
        return List.copyOf(list);
    }

    /** The text as it came, or nothing where it is no base64. */
    String base64(String field, @Nullable String value) {
        String text = value == null ? "" : value;
        try {
            var _ = Base64.getDecoder().decode(text);
            return text;
        } catch (IllegalArgumentException _) {
            flaw(field, "api.field.base64");
            return "";
        }
    }

    /** Answers of a form by the codes of its questions, each bounded; whether they are right the form says. */
    Map<String, List<String>> answers(@Nullable Map<String, @Nullable List<@Nullable String>> given) {
        var answers = new HashMap<String, List<String>>();
        if (given == null) {
            return answers;
        }
        if (given.size() > Answers.MOST) {
            flaw("answers", "api.field.too-many", Answers.MOST);
            return answers;
        }
        for (Map.Entry<String, @Nullable List<@Nullable String>> each : given.entrySet()) {
            String code = each.getKey();
            @Nullable List<@Nullable String> values = each.getValue();
            String field = "answers." + (code.length() > LONGEST_CODE ? "…" : code);
            List<String> said = list(field, values, MOST_VALUES);
            if (said.stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
                flaw(field, "api.field.too-long", LONGEST_VALUE);
            } else if (!said.stream().allMatch(Check::isPlain)) {
                flaw(field, "api.field.characters");
            }
            answers.put(code(field, code), said);
        }
        return answers;
    }

    /** Refuses answers to what the form does not ask. */
    static void mustBeAsked(Set<String> codes, Form form) {
        Set<String> known = form.questions().stream().map(Question::code).collect(Collectors.toSet());
        List<Flaw> unknown = codes.stream()
                .filter(code -> !known.contains(code))
                .sorted()
                .map(code -> new Flaw("answers." + code, "api.field.no-question", List.of()))
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadInput(unknown);
        }
    }

    int limit(@Nullable Integer asked) {
        if (asked == null) {
            return PAGE;
        }
        if (asked < 1 || asked > MOST_OF_A_PAGE) {
            flaw("limit", "api.field.limit", MOST_OF_A_PAGE);
            return PAGE;
        }
        return asked;
    }

    Cursor cursor(@Nullable String after) {
        Optional<Cursor> cursor = after == null ? Optional.of(Cursor.START) : Cursor.parse(after);
        if (cursor.isEmpty()) {
            flaw("after", "api.field.cursor");
        }
        return cursor.orElse(Cursor.START);
    }

    /** The key under which a request happens once, however often it arrives. */
    String key(@Nullable String header) {
        if (header == null) {
            flaw("Idempotency-Key", "api.key.missing");
            return "";
        }
        if (!KEY.matcher(header).matches()) {
            flaw("Idempotency-Key", "api.key.wrong");
            return "";
        }
        return header;
    }

    /** The version that the caller saw, if he says. */
    @Nullable
    Long seen(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return null;
        }
        var version = VERSION.matcher(ifMatch.strip());
        if (version.matches()) {
            return Long.valueOf(version.group(1));
        }
        flaw("If-Match", "api.version.wrong");
        return null;
    }

    Optional<CaseNumber> number(String field, @Nullable String value) {
        Optional<CaseNumber> number = value == null || value.length() > LONGEST_CODE || !isPlain(value)
                ? Optional.empty()
                : CaseNumber.parse(value);
        if (number.isEmpty()) {
            flaw(field, value == null ? "api.field.missing" : "api.field.number");
        }
        return number;
    }

    /** Without characters that no text has and no database takes: controls but tab and line feed, halves of surrogates. */
    static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(sign -> (Character.isISOControl(sign) && sign != '\n' && sign != '\t' && sign != '\r')
                        || (sign >= Character.MIN_SURROGATE && sign <= Character.MAX_SURROGATE));
    }
}
