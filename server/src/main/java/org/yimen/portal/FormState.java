package org.yimen.portal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;

/** What was typed into a form, and what is wrong with it. */
public record FormState(Map<String, List<String>> values, Map<String, Wrong> errors) {

    private static final int LONGEST = 300;
    private static final int MOST = 60;

    /** A message key and what it is about. */
    public record Wrong(String key, List<Object> arguments) {
        public Wrong {
            arguments = List.copyOf(arguments);
        }
    }

    public FormState {
        values = Map.copyOf(values);
        var kept = new LinkedHashMap<>(errors);
        errors = Collections.unmodifiableMap(kept);
    }

    static FormState empty() {
        return new FormState(Map.of(), Map.of());
    }

    static FormState of(Map<String, String> values) {
        var each = new HashMap<String, List<String>>();
        values.forEach((field, value) -> each.put(field, List.of(value)));
        return new FormState(each, Map.of());
    }

    static FormState typed(MultiValueMap<String, String> form) {
        var values = new HashMap<String, List<String>>();
        form.forEach((field, given) -> {
            if (values.size() < MOST && !field.equals("_csrf")) {
                var kept = new ArrayList<String>();
                for (String value : given) {
                    if (value != null && kept.size() < MOST) {
                        String text = value.strip();
                        kept.add(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
                    }
                }
                values.put(field, kept);
            }
        });
        return new FormState(values, Map.of());
    }

    FormState wrong(String field, String key, Object... arguments) {
        if (errors.containsKey(field)) {
            return this;
        }
        var more = new LinkedHashMap<>(errors);
        more.put(field, new Wrong(key, List.of(arguments)));
        return new FormState(values, more);
    }

    FormState wrong(String field, RuleBroken refusal) {
        return wrong(field, refusal.code(), refusal.arguments().toArray());
    }

    boolean fine() {
        return errors.isEmpty();
    }

    public boolean failed() {
        return !errors.isEmpty();
    }

    public String value(String field) {
        List<String> given = values.getOrDefault(field, List.of());
        return given.isEmpty() ? "" : given.getFirst();
    }

    public List<String> all(String field) {
        return values.getOrDefault(field, List.of());
    }

    /** The three parts of a date, as typed. */
    public Map<String, String> date(String field) {
        return Map.of("year", value(field + "-year"), "month", value(field + "-month"), "day", value(field + "-day"));
    }

    Optional<LocalDate> day(String field) {
        return Typed.day(value(field + "-year"), value(field + "-month"), value(field + "-day"));
    }

    static Map<String, String> parts(String field, LocalDate day) {
        return Map.of(
                field + "-year", Integer.toString(day.getYear()),
                field + "-month", Integer.toString(day.getMonthValue()),
                field + "-day", Integer.toString(day.getDayOfMonth()));
    }

    public @Nullable ErrorMessage error(String field, Words words) {
        Wrong wrong = errors.get(field);
        return wrong == null ? null : ErrorMessage.of(said(wrong, words));
    }

    /** The lines of the error summary, each linked to its field; of a date to its first part. */
    public List<ErrorItem> items(Words words) {
        return errors.entrySet().stream()
                .map(error -> ErrorItem.of(anchor(error.getKey(), words), said(error.getValue(), words)))
                .toList();
    }

    private static String anchor(String field, Words words) {
        boolean date = field.equals("from") || field.equals("until");
        return !date ? field : field + (words.locale().getLanguage().equals("en") ? "-day" : "-year");
    }

    private static String said(Wrong wrong, Words words) {
        return words.say(wrong.key(), wrong.arguments().toArray());
    }
}
