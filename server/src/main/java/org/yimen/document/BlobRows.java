package org.yimen.document;

import java.util.Set;

/** The rows of a module that lead to files: whoever puts files into the {@link BlobStore} says here which of them he needs. */
public interface BlobRows {

    /**
     * Those of these files that a row leads to, in whatever region of this database.
     *
     * @throws RuntimeException where a row cannot be read: then nobody knows, and nothing is deleted
     */
    Set<BlobId> named(Set<BlobId> blobs);
}
