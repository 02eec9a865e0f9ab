package org.yimen.procedure;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.document.BlobId;
import org.yimen.document.BlobRows;

/** Which files are pictures of what was mended. */
@Component
class MendingFiles implements BlobRows {

    private static final String NAMED = """
        select blob_id
          from procedure.mending -- all regions: one folder of files for the database
         where blob_id = any(:blobs)
        """;

    private final JdbcClient jdbc;

    MendingFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<BlobId> named(Set<BlobId> blobs) {
        return BlobRows.named(jdbc, NAMED, blobs);
    }
}
