package org.yimen.document;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A file that belongs to a line of a table: what proves a ground, a judgment, a proof that something was put right.
 *
 * @param sm3 of the file, in hexadecimal
 */
public record KeptFile(String name, String mediaType, String sm3, BlobId blob) {

    /** From the columns file_name, media_type, sm3 and blob_id. */
    public static KeptFile of(ResultSet row) throws SQLException {
        return new KeptFile(
                row.getString("file_name"),
                row.getString("media_type"),
                row.getString("sm3"),
                new BlobId(row.getString("blob_id")));
    }
}
