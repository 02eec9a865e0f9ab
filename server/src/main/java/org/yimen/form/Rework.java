package org.yimen.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row more or a row less, asked for by a button of the page.
 *
 * @param more one row more
 * @param gone the row that goes, from 0; none where it is negative
 */
public record Rework(boolean more, int gone) {

    private static final Rework NONE = new Rework(false, -1);

    public static Rework of(Question question, String id, Map<String, List<String>> form) {
        if (!(question.field() instanceof Field.Table)) {
            return NONE;
        }
        boolean more = form.getOrDefault("add", List.of()).contains(id);
        for (String remove : form.getOrDefault("remove", List.of())) {
            String row = remove.startsWith(id + ":") ? remove.substring(id.length() + 1) : "";
            if (row.matches("\\d{1,3}")) {
                return new Rework(more, Integer.parseInt(row));
            }
        }
        return new Rework(more, -1);
    }

    public boolean asked() {
        return more || gone >= 0;
    }

    public List<String> applied(List<String> rows) {
        if (gone < 0 || gone >= rows.size()) {
            return rows;
        }
        var left = new ArrayList<>(rows);
        left.remove(gone);
        return left;
    }

    public int shown(List<String> rows) {
        return rows.size() + (more ? 1 : 0);
    }

    /** How many rows the address of a page asks for: {@code members:3}. */
    public static int rows(@Nullable String rows, Question question) {
        String prefix = question.code() + ":";
        return rows != null && rows.matches("[a-z0-9-]{1,60}:\\d{1,3}") && rows.startsWith(prefix)
                ? Integer.parseInt(rows.substring(prefix.length()))
                : 0;
    }
}
