package org.yimen.document;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of a module that lead to files: whoever puts files into the {@link BlobStore} says here which of them he needs. */
public interface BlobRows {

    /**
     * Those of these files that a row leads to, in whatever region of this database.
     *
     * @throws RuntimeException where a row cannot be read: then nobody knows, and nothing is deleted
     */
    Set<BlobId> named(Set<BlobId> blobs);

    /**
     * The same of a table that keeps the ids in the open.
     *
     * @param sql selects {@code blob_id} of the rows whose id is one of {@code :blobs}
     */
    static Set<BlobId> named(JdbcClient jdbc, String sql, Set<BlobId> blobs) {
        return jdbc
                .sql(sql)
                .param("blobs", blobs.stream().map(BlobId::value).toArray(String[]::new))
                .query((row, _) -> new BlobId(row.getString("blob_id")))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }
}
