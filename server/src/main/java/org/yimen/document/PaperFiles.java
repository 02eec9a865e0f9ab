package org.yimen.document;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which files are papers of ours. */
@Component
class PaperFiles implements BlobRows {

    private static final String NAMED = """
        select blob_id
          from document.paper -- all regions: one folder of files for the database
         where blob_id = any(:blobs)
        """;

    private final JdbcClient jdbc;

    PaperFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<BlobId> named(Set<BlobId> blobs) {
        return BlobRows.named(jdbc, NAMED, blobs);
    }
}
