package org.yimen.crypto;

/**
 * A pass over a table is done: all that it holds is sealed with the current keys.
 *
 * @param rows how many were not yet
 */
public record ColumnsResealed(String table, String columnKey, String indexKey, long rows) {}
