package org.yimen.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.crypto.KeyStore;
import org.yimen.testing.HallTest;

@HallTest
class SequencerTest {

    @Autowired
    private AuditLog audit;

    @Autowired
    private TransparencyLog log;

    @Autowired
    private LogTables tables;

    @Autowired
    private List<LeafSource> sources;

    @Autowired
    private KeyStore keys;

    @Autowired
    private Cosigner cosigner;

    @Autowired
    private TransactionTemplate transaction;

    private String recorded(String kind) {
        audit.record("629901", "somebody", kind, "subject", Map.of());
        return key(kind);
    }

    private String key(String kind) {
        return "629901/"
                + audit.recent("629901", List.of(kind), null, 1).getFirst().id();
    }

    private static String kind() {
        return "test." + UUID.randomUUID();
    }

    private static void eventually(Callable<Boolean> holds) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(15));
        while (!holds.call()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    @Test
    void whatHappensIsSoonUnderASignedHead() throws Exception {
        String key = recorded(kind());

        eventually(() -> tables.leaf("audit", key).isPresent());

        long index = tables.leaf("audit", key).orElseThrow().index();
        LogTables.Standing row = tables.standing().orElseThrow();
        assertThat(Checkpoint.parse(row.head()).orElseThrow().size()).isGreaterThan(index);
        assertThat(tables.heads(index, 1)).isNotEmpty();
        log.await("audit", key);
    }

    @Test
    void aTransactionThatLastsLongHoldsUpNobodyAndIsNotSkipped() throws Exception {
        String slow = kind();
        var written = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var ends = threads.submit(() -> transaction.executeWithoutResult(_ -> {
                audit.record("629901", "somebody", slow, "subject", Map.of());
                written.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }));
            written.await();
            for (int i = 0; i < 5; i++) {
                log.await("audit", recorded(kind()));
            }
            goOn.countDown();
            ends.get();
        }

        log.await("audit", key(slow));
        assertThat(tables.known("audit", List.of(key(slow)))).hasSize(1);
    }

    /** Also where the numbers of transactions get another digit. */
    @Test
    void noPageOfASourceMissesARow() {
        for (LeafSource source : sources) {
            var whole = source.since(tables.jdbc(), "0", null, 100_000).stream()
                    .map(LogEntry::key)
                    .toList();
            var paged = new ArrayList<String>();
            LogEntry after = null;
            List<LogEntry> page;
            do {
                page = source.since(tables.jdbc(), "0", after, 7);
                page.forEach(entry -> paged.add(entry.key()));
                after = page.isEmpty() ? after : page.getLast();
            } while (page.size() == 7);

            assertThat(paged).containsAll(whole).doesNotHaveDuplicates();
        }
    }

    @Test
    void theOrderIsThatOfTheNumbersOfTransactions() {
        for (LeafSource source : sources) {
            var order = source.since(tables.jdbc(), "0", null, 100_000).stream()
                    .map(entry -> Long.valueOf(entry.writtenBy()))
                    .toList();

            assertThat(order).isSorted();
        }
    }

    @Test
    void whoWasDeposedCannotWriteAndTheOtherTakesOverWhenItFallsSilent() throws Exception {
        LogTables.Standing before = tables.standing().orElseThrow();
        var other = new Sequencer(tables, sources, keys, new LogState(), cosigner, transaction);

        eventually(() -> {
            other.takeOver();
            return !tables.standing().orElseThrow().holder().equals(before.holder());
        });
        var late = new LogEntry("audit", "629901/" + UUID.randomUUID(), "0", new byte[] {1});
        long size = tables.standing().orElseThrow().size();
        boolean written = Boolean.TRUE.equals(
                transaction.execute(_ -> tables.grow(before.epoch(), size, List.of(late), new TreeMap<>(), "forged")));
        assertThat(written).isFalse();
        assertThat(tables.beat(before.epoch(), size, "forged")).isFalse();
        assertThat(tables.known("audit", List.of(late.key()))).isEmpty();

        // The other has no thread: it says nothing more, and the first one sees that.
        eventually(() -> tables.standing().orElseThrow().holder().equals(before.holder()));
        log.await("audit", recorded(kind()));
        assertThat(tables.standing().orElseThrow().epoch()).isGreaterThan(before.epoch() + 1);
    }

    @Test
    void twoSequencersAtOnceGiveEveryLeafOnePlace() throws Exception {
        var others = new ArrayList<Sequencer>();
        var recorded = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            others.add(new Sequencer(tables, sources, keys, new LogState(), cosigner, transaction));
            others.get(i).takeOver();
            recorded.add(recorded(kind()));
        }

        eventually(() -> tables.known("audit", recorded).size() == 3);

        LogTables.Standing row = tables.standing().orElseThrow();
        Checkpoint head = Checkpoint.parse(row.head()).orElseThrow();
        assertThat(MerkleTree.root(Tiles.nodes(tables.tiles(), head.size()), head.size()))
                .isEqualTo(head.rootBytes());
    }
}
