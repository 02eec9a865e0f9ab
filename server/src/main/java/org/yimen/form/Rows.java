package org.yimen.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yimen.platform.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One row of a table as text: a JSON object of column → what was typed, right or wrong. */
public final class Rows {

    private static final Json JSON = Json.of();

    private Rows() {}

    /** Blank cells are left out; a row without any is blank itself. */
    public static String text(Map<String, String> cells) {
        var kept = new LinkedHashMap<String, String>();
        cells.forEach((column, cell) -> {
            if (!cell.isBlank()) {
                kept.put(column, cell);
            }
        });
        return kept.isEmpty() ? "" : JSON.write(kept);
    }

    /** What the row says in these columns; a text that is no row says nothing. */
    public static Map<String, String> cells(List<Question> columns, String row) {
        var cells = new LinkedHashMap<String, String>();
        try {
            JsonNode tree = JSON.tree(row);
            for (Question column : columns) {
                JsonNode cell = tree.get(column.code());
                if (cell != null && cell.isValueNode() && !cell.isNull()) {
                    cells.put(column.code(), cell.asString());
                }
            }
        } catch (JacksonException | StackOverflowError notJson) {
            return Map.of();
        }
        return cells;
    }
}
