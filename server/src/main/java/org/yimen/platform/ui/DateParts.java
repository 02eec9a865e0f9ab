package org.yimen.platform.ui;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a date in the order of the reader: day, month, year in English; year, month, day in Chinese. */
public record DateParts(List<Part> parts) {

    /**
     * One field as it is drawn.
     *
     * @param labelKey the words for its label where the caller gave none
     */
    public record Part(
            DateField field,
            String name,
            String fullName,
            @Nullable String value,
            @Nullable String label,
            @Nullable String labelKey,
            boolean year) {}

    public DateParts {
        parts = List.copyOf(parts);
    }

    public boolean anyMarked() {
        return parts.stream().anyMatch(part -> part.field().marked());
    }

    /** The fields that the caller names; else day, month and year with what is known of each. */
    public static DateParts of(
            @Nullable List<DateField> items,
            @Nullable DateField day,
            @Nullable DateField month,
            @Nullable DateField year,
            Map<String, String> values,
            @Nullable String namePrefix,
            boolean english) {
        List<Kind> kinds = List.of(new Kind("day", day), new Kind("month", month), new Kind("year", year));
        if (items != null && !items.isEmpty()) {
            return new DateParts(items.stream()
                    .map(item -> part(kindOf(item, kinds), item, values, namePrefix))
                    .toList());
        }
        List<Part> parts = kinds.stream()
                .map(kind -> part(kind, kind.field(), values, namePrefix))
                .toList();
        return new DateParts(english ? parts : parts.reversed());
    }

    private static @Nullable Kind kindOf(DateField item, List<Kind> kinds) {
        return kinds.stream()
                .filter(kind ->
                        kind.name().equals(item.name()) || kind.fieldName().equals(item.name()))
                .findFirst()
                .orElse(null);
    }

    private static Part part(
            @Nullable Kind kind, DateField field, Map<String, String> values, @Nullable String namePrefix) {
        String name = field.name() != null ? field.name() : kind == null ? "" : kind.name();
        String fullName = namePrefix == null || namePrefix.isEmpty() ? name : namePrefix + "-" + name;
        String value = field.value() != null ? field.value() : kind == null ? null : kind.value(values);
        return new Part(
                field,
                name,
                fullName,
                value != null ? value : values.get(fullName),
                field.label() != null ? field.label() : capitalised(kind, name),
                kind != null && kind.name().equals(name) ? "platform.ui." + name : null,
                kind != null && kind.name().equals("year"));
    }

    /** A name that is none of ours stands for itself. */
    private static @Nullable String capitalised(@Nullable Kind kind, String name) {
        if ((kind != null && kind.name().equals(name)) || name.isEmpty()) {
            return null;
        }
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private record Kind(String name, @Nullable DateField given) {

        DateField field() {
            return given != null ? given : new DateField(name, null, null, null, null, null, null, null, null);
        }

        String fieldName() {
            return given != null && given.name() != null ? given.name() : name;
        }

        @Nullable
        String value(Map<String, String> values) {
            return given != null ? given.value() : values.get(name);
        }
    }
}
