package org.yimen.form;

import java.util.List;
import java.util.Map;

/**
 * Saved while somebody is typing, and what follows from it: the conditions of a form are known to the server only.
 *
 * @param saved when, as the page says it
 * @param asked ids of the questions of the page that are asked now
 * @param marks what is kept now, by id
 * @param computed what follows, by id
 * @param wrong message beside the field, by id; only of fields that have an answer
 * @param overtaken true where another device kept something else meanwhile: nothing of that was overwritten
 */
public record Autosaved(
        String saved,
        List<String> asked,
        Map<String, String> marks,
        Map<String, String> computed,
        Map<String, String> wrong,
        boolean overtaken) {

    public Autosaved {
        asked = List.copyOf(asked);
        marks = Map.copyOf(marks);
        computed = Map.copyOf(computed);
        wrong = Map.copyOf(wrong);
    }
}
