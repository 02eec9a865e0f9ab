package org.yimen.audit;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.LogTables.Standing;
import org.yimen.crypto.KeyId;
import org.yimen.crypto.KeyStore;

/**
 * Gives new leaves their places and signs the heads. One node does it at a time: taking over raises the epoch, and a write
 * under an older epoch finds no row. A node that starts takes over at once, which the epoch makes safe and which saves a
 * wait after a crash; a node that waits takes over when the other has not moved for a while.
 */
@Component
class Sequencer implements SmartLifecycle {

    /** Half of the 200 ms within which a head must follow a leaf. */
    static final Duration EVERY = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(Sequencer.class);
    private static final Duration WATCH_EVERY = Duration.ofMillis(500);
    private static final Duration TAKE_OVER_AFTER = Duration.ofSeconds(3);
    private static final Duration BEAT_EVERY = Duration.ofSeconds(1);
    private static final Duration HEAD_EVERY = Duration.ofSeconds(10);
    private static final int PAGE = 1000;
    private static final int MOST_AT_ONCE = 2000;

    private final LogTables tables;
    private final List<LeafSource> sources;
    private final KeyStore keys;
    private final LogState state;
    private final Cosigner cosigner;
    private final TransactionTemplate transaction;
    private final InstantSource wall = InstantSource.system();
    private final String name = ManagementFactory.getRuntimeMXBean().getName() + "/"
            + UUID.randomUUID().toString().substring(0, 8);

    private volatile @Nullable Thread thread;

    // Of the thread alone.
    private final Map<String, String> cursors = new HashMap<>();
    private Tiles.@Nullable Edge edge;
    private long epoch = -1;
    private long beatAt;
    private Instant headAt = Instant.EPOCH;
    private long turnSeen = -1;
    private long turnSeenAt;
    private long lookedAt;
    private boolean failing;

    Sequencer(
            LogTables tables,
            List<LeafSource> sources,
            KeyStore keys,
            LogState state,
            Cosigner cosigner,
            TransactionTemplate transaction) {
        this.tables = tables;
        this.sources = List.copyOf(sources);
        this.keys = keys;
        this.state = state;
        this.cosigner = cosigner;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        step(this::takeOver);
        Thread fresh = Thread.ofPlatform().daemon().name("log-sequencer").unstarted(this::run);
        // Known before it runs: a thread that is not ours ends at once.
        thread = fresh;
        fresh.start();
    }

    private void run() {
        while (Thread.currentThread().equals(thread)) {
            try {
                state.awaitNudge(epoch < 0 ? WATCH_EVERY : EVERY);
            } catch (InterruptedException _) {
                return;
            }
            step(epoch < 0 ? this::watch : this::turn);
        }
    }

    /** Whatever fails is tried again; in the meantime the state grows stale and commands are refused. */
    private void step(Runnable what) {
        try {
            what.run();
            if (failing) {
                log.info("The log goes on");
            }
            failing = false;
        } catch (RuntimeException failure) {
            edge = null;
            if (!failing && thread != null) {
                log.error(
                        "The log cannot go on; trying again, and refusing commands after {}",
                        LogState.PATIENCE,
                        failure);
            }
            failing = true;
        }
    }

    void takeOver() {
        Standing seen = tables.standing().orElseGet(this::found);
        if (tables.take(seen, name)) {
            epoch = seen.epoch() + 1;
            edge = null;
            cursors.clear();
            cursors.putAll(tables.cursors());
            log.debug("This node sequences the log, epoch {}", epoch);
            turn();
        } else {
            epoch = -1;
        }
    }

    private Standing found() {
        String origin =
                "yimen-log-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        tables.found(origin, keys.newSigningKey().value());
        return tables.standing().orElseThrow();
    }

    /** Another node sequences: see that it does. */
    private void watch() {
        long now = System.nanoTime();
        Standing row = tables.standing().orElseThrow();
        if (row.turn() != turnSeen) {
            if (turnSeen >= 0) {
                // The other has read everything since we looked last.
                state.caughtUp(lookedAt);
            }
            turnSeen = row.turn();
            turnSeenAt = now;
        } else if (now - turnSeenAt > TAKE_OVER_AFTER.toNanos()) {
            takeOver();
            return;
        }
        lookedAt = now;
        state.seen(row, false, cosigner.trusted(row));
    }

    private void turn() {
        boolean more;
        do {
            more = turnOnce();
        } while (more && epoch >= 0);
    }

    /** One look at the sources; true where there is more than one look can take. */
    private boolean turnOnce() {
        long begun = System.nanoTime();
        Standing row = tables.standing().orElseThrow();
        if (row.epoch() != epoch) {
            depose();
            return false;
        }
        var fresh = new ArrayList<LogEntry>();
        boolean complete = true;
        for (LeafSource source : sources) {
            complete &= read(source, fresh);
        }
        boolean ours = fresh.isEmpty() ? beat(row, begun) : append(row, fresh, complete);
        if (!ours) {
            depose();
            return false;
        }
        if (complete) {
            sources.forEach(source -> cursors.put(source.name(), row.oldest()));
            state.caughtUp(begun);
        }
        if (!fresh.isEmpty()) {
            tables.standing().ifPresent(after -> state.seen(after, true, cosigner.trusted(after)));
            cosigner.nudge();
        } else {
            state.seen(row, true, cosigner.trusted(row));
        }
        return !complete;
    }

    private void depose() {
        log.info("Another node sequences the log now");
        epoch = -1;
        edge = null;
        turnSeen = -1;
    }

    /** What of a source is not in the log yet; false where that is more than fits into one turn. */
    private boolean read(LeafSource source, List<LogEntry> fresh) {
        LogEntry after = null;
        String from = cursors.getOrDefault(source.name(), "0");
        while (fresh.size() < MOST_AT_ONCE) {
            List<LogEntry> page = source.since(tables.jdbc(), from, after, PAGE);
            if (!page.isEmpty()) {
                // A transaction older than the newest may still run: its neighbours are read again until it ends.
                Set<String> known = tables.known(
                        source.name(), page.stream().map(LogEntry::key).toList());
                page.stream().filter(entry -> !known.contains(entry.key())).forEach(fresh::add);
            }
            if (page.size() < PAGE) {
                return true;
            }
            after = page.getLast();
        }
        return false;
    }

    private boolean append(Standing row, List<LogEntry> fresh, boolean complete) {
        Tiles.Edge tree = edge;
        if (tree == null || tree.size() != row.size()) {
            tree = Tiles.Edge.of(tables.tiles(), row.size());
        }
        // Until it is committed there is no edge: a failure reads it anew.
        edge = null;
        for (LogEntry entry : fresh) {
            tree.add(MerkleTree.leaf(entry.entry()));
        }
        Tiles.Edge grown = tree;
        String head = sign(row, tree.size(), tree.root());
        Boolean ours = transaction.execute(status -> {
            boolean done = tables.grow(epoch, row.size(), fresh, grown.changed(), head);
            if (done && complete) {
                tables.moveCursors(sources.stream().map(LeafSource::name).toList(), row.oldest());
            }
            return done;
        });
        if (Boolean.TRUE.equals(ours)) {
            edge = tree;
            beatAt = System.nanoTime();
            return true;
        }
        return false;
    }

    /** Nothing is new: say now and then that we are here, and how old the log is. */
    private boolean beat(Standing row, long now) {
        if (now - beatAt < BEAT_EVERY.toNanos()) {
            return true;
        }
        beatAt = now;
        boolean old = Duration.between(headAt, wall.instant()).compareTo(HEAD_EVERY) > 0;
        String head = row.head();
        if (old) {
            byte[] root = MerkleTree.root(Tiles.nodes(tables.tiles(), row.size()), row.size());
            head = sign(row, row.size(), root);
        }
        boolean ours = tables.beat(epoch, row.size(), head);
        if (ours && old) {
            cosigner.nudge();
        }
        return ours;
    }

    private String sign(Standing row, long size, byte[] root) {
        var id = new KeyId(row.keyId());
        headAt = wall.instant();
        String text = Checkpoint.of(row.origin(), size, root, headAt).text();
        VerifierKey key = VerifierKey.ofLog(row.origin(), keys.publicKey(id));
        return new Note(text, List.of(Note.sign(text, key, message -> keys.sign(id, message)))).toString();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            state.nudge();
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before the doors open, after them still there. */
    @Override
    public int getPhase() {
        return 0;
    }
}
