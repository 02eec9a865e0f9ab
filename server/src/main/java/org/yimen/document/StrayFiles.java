package org.yimen.document;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * A file is stored before the row that leads to it. Where the row does not follow, because the process died or the
 * transaction was rolled back, nobody knows of the file any more: it is found here and deleted.
 */
@Component
class StrayFiles {

    /** Longer than any transaction, and than the time by which the clocks of two machines differ. */
    static final Duration KEPT = Duration.ofDays(1);

    /** So many files are held in mind while the rows are looked through once. */
    private static final int BATCH = 50_000;

    /** From so many files on, a share that is too large says that files and rows are not of the same city. */
    private static final int FEW = 100;

    private static final Logger log = LoggerFactory.getLogger(StrayFiles.class);

    private final BlobStore blobs;
    private final List<BlobRows> rows;
    private final InstantSource time;

    StrayFiles(BlobStore blobs, List<BlobRows> rows, InstantSource time) {
        this.blobs = blobs;
        this.rows = List.copyOf(rows);
        this.time = time;
    }

    /**
     * Looks through all files. Two nodes that do it at the same time delete the same ones, once. At a rate and not after a
     * delay: what runs after a delay shares one thread with all the other jobs, and this takes long.
     */
    @Scheduled(
            initialDelayString = "${yimen.stray-files-after:PT2H}",
            fixedRateString = "${yimen.stray-files-every:P7D}")
    void sweep() {
        Instant before = time.instant().minus(KEPT);
        try {
            blobs.storedBefore(before, BATCH, batch -> delete(batch, before));
        } catch (RuntimeException failure) {
            log.error("Files that no row leads to are not deleted; the next round tries again", failure);
        }
    }

    /**
     * The rows are not read in one moment: a file may be taken over from a draft that is read late, and is gone by then, into
     * one that was read early. Whoever makes a second row lead to a file says so with {@link BlobStore#keep}.
     */
    private void delete(Set<BlobId> batch, Instant before) {
        var strays = new HashSet<>(batch);
        for (BlobRows each : rows) {
            strays.removeAll(each.named(Set.copyOf(strays)));
        }
        // A database that was restored from long ago, or another city's, must not cost anybody his files.
        if (strays.size() > FEW && strays.size() > batch.size() / 2) {
            log.error(
                    "No row leads to {} of {} files: is this the database that they belong to? Nothing is deleted",
                    strays.size(),
                    batch.size());
            return;
        }
        long deleted =
                strays.stream().filter(stray -> blobs.deleteOld(stray, before)).count();
        if (deleted > 0) {
            log.info("Deleted {} files that no row leads to, of {} looked at", deleted, batch.size());
        }
    }
}
