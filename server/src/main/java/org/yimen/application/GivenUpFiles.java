package org.yimen.application;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.application.Dossier.Filed;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.platform.InTurn;

/**
 * 个人信息保护法 art. 47: what its owner took out of a draft is deleted, an hour later. Equal content of one holder is one file,
 * and a file may be taken over into other applications, so it goes only when none of the holder's dossiers leads to it.
 */
@Component
class GivenUpFiles {

    /** Whoever found a file in a dossier a moment ago still finds it, as does a backup that copies files after rows. */
    static final Duration KEPT = Duration.ofHours(1);

    private static final int HOLDERS = 100;
    private static final int FILES = 500;
    private static final int DOSSIERS = 50;
    private static final int QUEUES = 1024;
    private static final UUID FIRST = new UUID(0, 0);

    private static final Logger log = LoggerFactory.getLogger(GivenUpFiles.class);

    /** In the order of the addresses, so that two that note the same files wait for each other and not crosswise. */
    private static final String NOTE = """
        insert into application.file_given_up (region_code, holder_id, blob_id, given_up_at)
        select :region, :holder, given.blob, :at
          from unnest(:blobs) given (blob)
         order by given.blob
            on conflict (region_code, holder_id, blob_id) do update set given_up_at = excluded.given_up_at
        """;

    private static final String HOLDERS_OF = """
        select distinct holder_id
          from application.file_given_up
         where region_code = :region and given_up_at <= :until and holder_id > :after
         order by holder_id
         limit :limit
        """;

    private static final String GIVEN_UP = """
        select blob_id
          from application.file_given_up
         where region_code = :region and holder_id = :holder and given_up_at <= :until
         order by blob_id
         limit :limit
        """;

    private static final String DROP = """
        delete from application.file_given_up
         where region_code = :region and holder_id = :holder and blob_id = :blob and given_up_at <= :until
        """;

    private final JdbcClient jdbc;
    private final Dossiers dossiers;
    private final BlobStore blobs;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final String region;

    /** Who waits for himself on this node waits here, so that many uploads of one person do not hold all connections. */
    private final List<ReentrantLock> queues =
            Stream.generate(ReentrantLock::new).limit(QUEUES).toList();

    GivenUpFiles(
            JdbcClient jdbc,
            Dossiers dossiers,
            BlobStore blobs,
            TransactionTemplate transaction,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.jdbc = jdbc;
        this.dossiers = dossiers;
        this.blobs = blobs;
        this.transaction = transaction;
        this.time = time;
        this.region = region;
    }

    /**
     * Runs {@code work} in a transaction while nobody else, on any node, changes which files this holder has. Storing a file
     * and noting down that it is there are one step in this way, and so are looking for what leads to it and deleting it.
     */
    <T> T alone(UUID holder, Supplier<T> work) {
        ReentrantLock here = queues.get(Math.floorMod(holder.hashCode(), QUEUES));
        here.lock();
        try {
            return Objects.requireNonNull(transaction.execute(_ -> {
                InTurn.await(jdbc, "application.file " + region + ":" + holder);
                return work.get();
            }));
        } finally {
            here.unlock();
        }
    }

    /** Notes files that a dossier no longer leads to, in the transaction that makes it so. */
    void note(Dossier before, List<Filed> after) {
        Set<String> kept = after.stream().map(Filed::blob).collect(Collectors.toSet());
        String[] left = before.content().files().stream()
                .map(Filed::blob)
                .filter(blob -> !kept.contains(blob))
                .distinct()
                .toArray(String[]::new);
        if (left.length > 0) {
            jdbc.sql(NOTE)
                    .param("region", region)
                    .param("holder", before.applicant().holder())
                    .param("blobs", left)
                    .param("at", Timestamp.from(time.instant()))
                    .update();
        }
    }

    /** Deletes what was given up an hour ago and is needed nowhere. Nodes that do it at the same time take turns. */
    @Scheduled(initialDelayString = "PT3M", fixedDelayString = "${yimen.given-up-every:PT10M}")
    void delete() {
        Instant until = time.instant().minus(KEPT);
        UUID after = FIRST;
        List<UUID> holders;
        do {
            holders = jdbc.sql(HOLDERS_OF)
                    .param("region", region)
                    .param("until", Timestamp.from(until))
                    .param("after", after)
                    .param("limit", HOLDERS)
                    .query((row, _) -> row.getObject("holder_id", UUID.class))
                    .list();
            for (UUID holder : holders) {
                delete(holder, until);
                after = holder;
            }
        } while (holders.size() == HOLDERS);
    }

    /** One holder whose dossiers cannot be read keeps his files, and nobody else's wait for it. */
    private void delete(UUID holder, Instant until) {
        try {
            int looked;
            do {
                looked = alone(holder, () -> deleteSome(holder, until));
            } while (looked == FILES);
        } catch (RuntimeException failure) {
            log.error("Files that somebody removed are not deleted; they are tried again in the next round", failure);
        }
    }

    private int deleteSome(UUID holder, Instant until) {
        List<String> givenUp = jdbc.sql(GIVEN_UP)
                .param("region", region)
                .param("holder", holder)
                .param("until", Timestamp.from(until))
                .param("limit", FILES)
                .query((row, _) -> row.getString("blob_id"))
                .list();
        Set<String> unused = unused(holder, givenUp);
        for (String blob : givenUp) {
            // The note first: should the connection, and the lock with it, be lost by now, this fails before the file
            // is gone.
            jdbc.sql(DROP)
                    .param("region", region)
                    .param("holder", holder)
                    .param("blob", blob)
                    .param("until", Timestamp.from(until))
                    .update();
            if (unused.contains(blob)) {
                blobs.delete(new BlobId(blob));
            }
        }
        return givenUp.size();
    }

    private Set<String> unused(UUID holder, List<String> givenUp) {
        var unused = new HashSet<>(givenUp);
        UUID after = FIRST;
        List<Dossier> some;
        do {
            some = unused.isEmpty() ? List.of() : dossiers.ofHolder(region, holder, after, DOSSIERS);
            for (Dossier dossier : some) {
                dossier.content().files().forEach(file -> unused.remove(file.blob()));
                after = dossier.id();
            }
        } while (some.size() == DOSSIERS);
        return unused;
    }
}
