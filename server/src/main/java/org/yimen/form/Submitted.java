package org.yimen.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer that a page sent for one question, as {@link FieldView} named its fields. Every part of it is bounded. */
public final class Submitted {

    private static final int LONGEST_RAW = 2 * Field.LONGEST;

    private Submitted() {}

    /** @param id as of the {@link FieldView} */
    public static List<String> answer(Question question, String id, Map<String, List<String>> fields) {
        return switch (question.field()) {
            case Field.Day _ -> given(date(id, fields));
            case Field.Period _ -> {
                String from = date(id + "-from", fields);
                String until = date(id + "-until", fields);
                yield from.isEmpty() && until.isEmpty() ? List.of() : List.of(from + "/" + until);
            }
            case Field.Many(var choices) ->
                fields.getOrDefault(id, List.of()).stream()
                        .filter(value -> !value.isBlank())
                        .limit(choices.size())
                        .map(Submitted::cut)
                        .toList();
            case Field.Table table -> table(table, id, fields);
            case Field _ -> given(one(id, fields));
        };
    }

    /** True where the page had this question at all. */
    public static boolean has(Question question, String id, Map<String, List<String>> fields) {
        return fields.containsKey("has-" + id)
                || fields.containsKey(id)
                || !answer(question, id, fields).isEmpty();
    }

    private static List<String> table(Field.Table table, String id, Map<String, List<String>> fields) {
        var rows = new ArrayList<String>();
        // One row more than fits, so that who sends too many is told so.
        for (int row = 0; row <= table.most(); row++) {
            var cells = new LinkedHashMap<String, String>();
            for (Question column : table.columns()) {
                List<String> cell = answer(column, id + "-" + row + "-" + column.code(), fields);
                if (!cell.isEmpty()) {
                    cells.put(column.code(), cell.getFirst());
                }
            }
            String text = Rows.text(cells);
            if (!text.isEmpty()) {
                rows.add(text);
            }
        }
        return rows;
    }

    private static String date(String id, Map<String, List<String>> fields) {
        List<String> parts = List.of(one(id + "-year", fields), one(id + "-month", fields), one(id + "-day", fields));
        return parts.stream().allMatch(String::isBlank) ? "" : String.join("-", parts);
    }

    private static List<String> given(String value) {
        return value.isBlank() ? List.of() : List.of(value);
    }

    private static String one(String id, Map<String, List<String>> fields) {
        List<String> values = fields.getOrDefault(id, List.of());
        return values.isEmpty() || values.getFirst() == null
                ? ""
                : cut(values.getFirst().strip());
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_RAW ? value : value.substring(0, LONGEST_RAW);
    }
}
