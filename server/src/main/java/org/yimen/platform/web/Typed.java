package org.yimen.platform.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;

/** What somebody typed into a form, read field by field; a field that cannot be read says so itself. */
public record Typed(MultiValueMap<String, String> fields) {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    /** A field that is missing or cannot be read. */
    public static final class Flaw extends RuleBroken {
        private final String field;

        Flaw(String code, String field) {
            super(code);
            this.field = field;
        }

        public String field() {
            return field;
        }
    }

    /** A field that was read and is not good, in words of the page's own. */
    public static Flaw flaw(String code, String field) {
        return new Flaw(code, field);
    }

    /** The stripped text; empty where nothing was typed. */
    public String text(String name) {
        String typed = fields.getFirst(name);
        return typed == null ? "" : typed.strip();
    }

    public String needed(String name) {
        String typed = text(name);
        if (typed.isEmpty()) {
            throw new Flaw("platform.sheet.missing", name);
        }
        return typed;
    }

    public Optional<String> maybe(String name) {
        return Optional.of(text(name)).filter(typed -> !typed.isEmpty());
    }

    public LocalDate date(String name) {
        return day(name, needed(name));
    }

    public Optional<LocalDate> maybeDate(String name) {
        return maybe(name).map(typed -> day(name, typed));
    }

    /**
     * A day that somebody typed into a form: the one place that bounds them. A year that nobody plans in is a slip, and what
     * reckons with days needs room before and after.
     *
     * @throws DateTimeParseException where it is none, or before 1900 or after 2199
     */
    public static LocalDate day(String typed) {
        LocalDate day = CityTime.parseDay(typed);
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new DateTimeParseException("Not a year that anybody plans in", typed, 0);
        }
        return day;
    }

    /** The same of three boxes; nothing where they make no such day. */
    public static Optional<LocalDate> day(String year, String month, String day) {
        try {
            LocalDate typed = LocalDate.of(number(year), number(month), number(day));
            return Optional.of(day(typed.toString()));
        } catch (DateTimeException | NumberFormatException spoiled) {
            return Optional.empty();
        }
    }

    private static int number(String typed) {
        return Integer.parseInt(typed.strip());
    }

    private static LocalDate day(String name, String typed) {
        try {
            return day(typed);
        } catch (DateTimeParseException spoiled) {
            throw new Flaw("platform.sheet.date", name);
        }
    }

    public UUID id(String name) {
        try {
            return UUID.fromString(needed(name));
        } catch (IllegalArgumentException spoiled) {
            throw new Flaw("platform.sheet.missing", name);
        }
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(typed -> !typed.isEmpty())
                .toList();
    }

    public List<String> neededAll(String name) {
        List<String> typed = all(name);
        if (typed.isEmpty()) {
            throw new Flaw("platform.sheet.missing", name);
        }
        return typed;
    }

    /** One of an enum's constants by its name. */
    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        try {
            return Enum.valueOf(type, needed(name));
        } catch (IllegalArgumentException spoiled) {
            throw new Flaw("platform.sheet.missing", name);
        }
    }

    /** Those of an enum's constants that were ticked. */
    public <E extends Enum<E>> Set<E> constants(String name, Class<E> type) {
        try {
            return all(name).stream().map(each -> Enum.valueOf(type, each)).collect(Collectors.toSet());
        } catch (IllegalArgumentException spoiled) {
            throw new Flaw("platform.sheet.missing", name);
        }
    }

    /** The field that a refusal is shown at: its own, or the one that stands for the whole form. */
    public static String fieldOf(RuleBroken refusal, String otherwise) {
        return refusal instanceof Flaw flaw ? flaw.field() : otherwise;
    }
}
