package org.yimen.identity.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody had typed when his session ended.
 *
 * @param action where the form goes; null where nothing is kept any more
 * @param back the page of the form, or the first page
 */
public record KeptPage(@Nullable String action, List<Field> fields, String back) {

    /** Shorter than this it is a mark of the form and nothing that somebody wrote. */
    private static final int SHORTEST_TYPED = 2;

    /** One field as it was sent. */
    public record Field(String name, String value) {}

    public KeptPage {
        fields = List.copyOf(fields);
    }

    /** What a person wrote himself, to be read once more before it is sent. */
    public List<String> typed() {
        return fields.stream()
                .filter(field -> !field.name().equals("key"))
                .map(Field::value)
                .map(String::strip)
                .filter(value -> value.length() >= SHORTEST_TYPED && !value.matches("[A-Za-z0-9:._/-]+"))
                .toList();
    }
}
