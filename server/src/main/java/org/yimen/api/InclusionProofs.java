package org.yimen.api;

import java.util.List;
import java.util.Optional;
import org.yimen.casework.CaseId;

/** Where a leaf stands in the audit log. The log's module answers here once it keeps leaves; until then nobody does. */
@FunctionalInterface
interface InclusionProofs {

    /** The proof for the event of a case, if a signed head covers it. */
    Optional<Inclusion> of(CaseId caseId, long seq);

    /**
     * RFC 6962 inclusion proof.
     *
     * @param path hashes from the leaf's sibling to the root's, in hex
     * @param head the signed head, as the log publishes it
     */
    record Inclusion(long index, long treeSize, List<String> path, String head) {
        public Inclusion {
            path = List.copyOf(path);
        }
    }
}
