package org.yimen.form;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yimen.form.Question.Kind;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;

/** Checks answers the same way on every channel. Pure; no text that a person can type makes it throw. */
public final class FormCheck {

    /** The bound on every answer, whatever a form says or forgets to say. */
    public static final int LONGEST = 4000;

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_NUMBER = 18;

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,4})?");
    private static final Pattern MONEY = Pattern.compile("-?\\d{1,12}(\\.\\d{1,2})?");
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
    private static final Pattern COMPACT_DATE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern COUNTRY_CODE = Pattern.compile("^(?:\\+86|0086)+");
    private static final Pattern PHONE = Pattern.compile("1[3-9]\\d{9}|0\\d{9,11}|400\\d{7}");
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

    private FormCheck() {}

    /** The questions that these answers lead to, in order; a question behind an unasked question is not asked either. */
    public static List<Question> asked(Form form, Answers answers) {
        var asked = new ArrayList<Question>();
        Set<String> codes = new HashSet<>();
        for (Question question : form.questions()) {
            var condition = question.onlyIf();
            if (condition == null || (codes.contains(condition.question()) && answers.meet(condition))) {
                asked.add(question);
                codes.add(question.code());
            }
        }
        return List.copyOf(asked);
    }

    /** All that is wrong with these answers, in the order of the form; answers to unasked questions do not matter. */
    public static List<Finding> check(Form form, Answers answers) {
        return asked(form, answers).stream()
                .flatMap(question -> check(question, answers.all(question.code())).stream())
                .toList();
    }

    /** These answers as they are kept: only what was asked, each in its normal form. */
    public static Answers normalise(Form form, Answers answers) {
        var kept = Answers.none();
        for (Question question : asked(form, answers)) {
            kept = kept.with(
                    question.code(),
                    answers.all(question.code()).stream()
                            .map(raw -> normalise(question, raw))
                            .toList());
        }
        return kept;
    }

    public static Optional<Finding> check(Question question, List<String> given) {
        if (question.kind() != Kind.CHOICES) {
            return given.size() > 1
                    ? Optional.of(Finding.of(question, "form.answer.one"))
                    : check(question, given.isEmpty() ? "" : given.getFirst());
        }
        if (given.isEmpty()) {
            return check(question, "");
        }
        return given.size() > question.choices().size()
                ? Optional.of(Finding.of(question, "form.choice.unknown"))
                : given.stream().flatMap(each -> check(question, each).stream()).findFirst();
    }

    /** What is wrong with one answer, if anything is. */
    public static Optional<Finding> check(Question question, String raw) {
        if (raw.length() > 2 * LONGEST) {
            return Optional.of(Finding.of(question, "form.text.long", maxLength(question)));
        }
        String answer = normalise(question, raw);
        if (answer.isEmpty()) {
            return question.required() ? Optional.of(Finding.of(question, missing(question))) : Optional.empty();
        }
        if (answer.codePointCount(0, answer.length()) > maxLength(question)) {
            return Optional.of(Finding.of(question, "form.text.long", maxLength(question)));
        }
        return Optional.ofNullable(wrong(question, answer));
    }

    private static @Nullable Finding wrong(Question question, String answer) {
        return switch (question.kind()) {
            case TEXT, LONG_TEXT -> null;
            case NUMBER -> number(question, answer, NUMBER, "form.number.wrong");
            case MONEY -> number(question, answer, MONEY, "form.money.wrong");
            case DATE -> date(answer).isPresent() ? null : Finding.of(question, "form.date.wrong");
            case CHOICE, CHOICES ->
                question.choices().stream().anyMatch(choice -> choice.code().equals(answer))
                        ? null
                        : Finding.of(question, "form.choice.unknown");
            case PHONE -> PHONE.matcher(answer).matches() ? null : Finding.of(question, "form.phone.wrong");
            case CITIZEN_ID ->
                CitizenId.parse(answer).isPresent() ? null : Finding.of(question, "form.citizen-id.wrong");
            case CREDIT_CODE ->
                CreditCode.parse(answer).isPresent() ? null : Finding.of(question, "form.credit-code.wrong");
        };
    }

    private static @Nullable Finding number(Question question, String answer, Pattern shape, String key) {
        if (!shape.matcher(answer).matches()) {
            return Finding.of(question, key);
        }
        var value = new BigDecimal(answer);
        BigDecimal least = question.least();
        BigDecimal most = question.most();
        if (least != null && value.compareTo(least) < 0) {
            return Finding.of(question, "form.number.small", least.toPlainString());
        }
        if (most != null && value.compareTo(most) > 0) {
            return Finding.of(question, "form.number.large", most.toPlainString());
        }
        return null;
    }

    private static String missing(Question question) {
        return switch (question.kind()) {
            case CHOICE -> "form.choice.missing";
            case CHOICES -> "form.choices.missing";
            case TEXT, LONG_TEXT, NUMBER, MONEY, DATE, PHONE, CITIZEN_ID, CREDIT_CODE -> "form.answer.missing";
        };
    }

    /** How many characters an answer may have: what the form says, within the bound of its kind. */
    public static int maxLength(Question question) {
        int bound = switch (question.kind()) {
            case TEXT -> LONGEST_TEXT;
            case LONG_TEXT -> LONGEST;
            case NUMBER, MONEY -> LONGEST_NUMBER;
            case DATE, CITIZEN_ID, CREDIT_CODE, PHONE -> LONGEST_NUMBER + 2;
            case CHOICE, CHOICES -> LONGEST_TEXT;
        };
        return question.maxLength() > 0 ? Math.min(question.maxLength(), bound) : bound;
    }

    /** The answer as it is kept and compared; saying it twice changes nothing. */
    public static String normalise(Question question, String raw) {
        String half = halfWidth(raw);
        return switch (question.kind()) {
            case TEXT -> collapse(half);
            case LONG_TEXT -> lines(half);
            case NUMBER, MONEY -> without(half, ",，¥￥");
            case DATE -> iso(without(half, ""));
            case PHONE -> COUNTRY_CODE.matcher(without(half, "-－–—()（）")).replaceFirst("");
            case CITIZEN_ID, CREDIT_CODE -> without(half, "").toUpperCase(Locale.ROOT);
            case CHOICE, CHOICES -> half.strip();
        };
    }

    /** The real date that a normalised answer names. */
    static Optional<LocalDate> date(String answer) {
        try {
            LocalDate day = LocalDate.parse(answer, ISO);
            return day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY) ? Optional.empty() : Optional.of(day);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
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

    private static String twoDigits(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    /** Digits, letters and the signs of numbers and dates; 「（）」 of a Chinese company name stay as they are. */
    private static String halfWidth(String raw) {
        var text = new StringBuilder(raw.length());
        raw.codePoints().map(FormCheck::halfWidth).forEach(text::appendCodePoint);
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
