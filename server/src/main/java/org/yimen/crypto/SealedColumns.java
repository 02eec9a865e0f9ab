package org.yimen.crypto;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The sealed columns of a table, as a bean of the module that owns it: a rotation of keys re-seals them. A table that does
 * not say so keeps what its older keys sealed, which goes on opening.
 *
 * @param table with its schema
 * @param region its column with the region; empty for a table that belongs to none
 * @param id its column with the row's id, a UUID
 */
public record SealedColumns(String table, String region, String id, List<Column> columns) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern TABLE = Pattern.compile(NAME + "\\." + NAME);

    /**
     * One of them.
     *
     * @param name as {@link ColumnCipher#seal} is told it
     * @param sealed its column
     * @param index the column with its {@link ColumnCipher#index}; empty where it is not looked up
     */
    public record Column(String name, String sealed, String index) {
        public Column {
            if (!NAME.matcher(sealed).matches() || !isNameOrEmpty(index)) {
                throw new IllegalArgumentException("not a column: " + sealed + " " + index);
            }
        }
    }

    private static boolean isNameOrEmpty(String text) {
        return text.isEmpty() || NAME.matcher(text).matches();
    }

    public SealedColumns {
        columns = List.copyOf(columns);
        boolean named = TABLE.matcher(table).matches() && NAME.matcher(id).matches();
        if (!named || !isNameOrEmpty(region) || columns.isEmpty()) {
            throw new IllegalArgumentException("not a table with sealed columns: " + table);
        }
    }
}
