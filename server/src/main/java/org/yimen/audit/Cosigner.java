package org.yimen.audit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yimen.audit.LogTables.Standing;
import org.yimen.crypto.KeyId;
import org.yimen.crypto.KeyStore;
import org.yimen.platform.StartRefused;

/** Shows every new head to the witness. Apart from the sequencer: a witness that is slow holds up papers, not commands. */
@Component
class Cosigner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Cosigner.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int TRIES = 3;

    private final LogTables tables;
    private final LogState state;
    private final KeyStore keys;
    private final Witnessing witness;
    private final @Nullable Witness builtIn;
    private final Semaphore nudges = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private volatile Checked checked = new Checked("", 0);
    private volatile String lastRefusal = "";

    /** A note whose signatures were right, and the size that it is for. */
    private record Checked(String note, long size) {}

    /** Beside the data folder, as keys and files are: what sets the database back must not set back the witness. */
    Cosigner(
            LogTables tables,
            LogState state,
            KeyStore keys,
            @Value("${yimen.data:.yimen/data}") Path data,
            @Value("${yimen.witness.data:}") String folder,
            @Value("${yimen.witness.url:}") String address,
            @Value("${yimen.witness.key:}") String key) {
        this.tables = tables;
        this.state = state;
        this.keys = keys;
        if (address.isBlank()) {
            Path own = folder.isBlank() ? data.resolveSibling(data.getFileName() + "-witness") : Path.of(folder);
            this.builtIn = new Witness(own, InstantSource.system());
            this.witness = builtIn;
        } else {
            this.builtIn = null;
            VerifierKey theirs = VerifierKey.parse(key)
                    .filter(VerifierKey::witness)
                    .orElseThrow(
                            () -> new StartRefused(
                                    "yimen.witness.url names a witness: set yimen.witness.key to its public key, which its operator gives you (key.pub in its folder)."));
            this.witness = new HttpWitness(URI.create(address), theirs);
        }
    }

    VerifierKey witnessKey() {
        return witness.key();
    }

    /** What the built-in witness has signed last of a log; an outer one keeps its memory to itself. */
    Optional<String> remembered(String origin) {
        return builtIn == null ? Optional.empty() : builtIn.remembered(origin);
    }

    boolean isBuiltIn() {
        return builtIn != null;
    }

    /**
     * The size of the newest head that carries the signature of our witness; where the node that sequences has a built-in one
     * of its own, of that one.
     */
    long trusted(Standing row) {
        Checked seen = checked;
        if (!row.cosigned().equals(seen.note())) {
            Optional<VerifierKey> theirs =
                    isBuiltIn() ? VerifierKey.parse(row.witnessKey()) : Optional.of(witness.key());
            VerifierKey ours = VerifierKey.ofLog(row.origin(), keys.publicKey(new KeyId(row.keyId())));
            long size = Note.parse(row.cosigned())
                    .filter(note -> note.isSignedBy(ours)
                            && theirs.filter(note::isSignedBy).isPresent())
                    .flatMap(Checkpoint::of)
                    .filter(head -> head.origin().equals(row.origin()))
                    .map(Checkpoint::size)
                    .orElse(0L);
            seen = new Checked(row.cosigned(), size);
            checked = seen;
        }
        // A refused log releases nothing more, whatever it had before.
        return row.refusal().isEmpty() ? seen.size() : 0;
    }

    void nudge() {
        nudges.release();
    }

    @Override
    public void start() {
        Thread fresh = Thread.ofPlatform().daemon().name("log-cosigner").unstarted(this::run);
        thread = fresh;
        fresh.start();
    }

    private void run() {
        while (Thread.currentThread().equals(thread)) {
            try {
                if (nudges.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
                if (Thread.currentThread().equals(thread)) {
                    cosign();
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException failure) {
                log.warn("A head could not be shown to the witness; trying again", failure);
            }
        }
    }

    private void cosign() {
        Standing row = state.standing();
        if (row == null || !state.isLeading() || row.head().isEmpty()) {
            return;
        }
        Optional<Checkpoint> head = Checkpoint.parse(row.head());
        Optional<Checkpoint> last = Checkpoint.parse(row.cosigned());
        if (head.isEmpty() || (last.equals(head) && row.refusal().isEmpty())) {
            return;
        }
        Checkpoint next = head.get();
        if (builtIn != null) {
            boolean known = builtIn.trusts(VerifierKey.ofLog(row.origin(), keys.publicKey(new KeyId(row.keyId()))));
            if (!known) {
                refused(row, "the log has another key than the witness knows");
                return;
            }
        }
        long old = last.map(Checkpoint::size).orElse(0L);
        for (int i = 0; i < TRIES; i++) {
            List<byte[]> proof = old > next.size()
                    ? List.of()
                    : MerkleTree.consistency(Tiles.nodes(tables.tiles(), next.size()), old, next.size());
            switch (witness.add(old, proof, row.head())) {
                case Witnessing.Answer.Cosigned(var line) -> {
                    cosigned(row, next, line);
                    return;
                }
                case Witnessing.Answer.SeenOther(var size) -> {
                    if (size > next.size()) {
                        refused(
                                row,
                                "set back: the witness has seen %d entries, the log has %d"
                                        .formatted(size, next.size()));
                        return;
                    }
                    old = size;
                }
                case Witnessing.Answer.Refused(var why) -> {
                    refused(row, why);
                    return;
                }
                case Witnessing.Answer.Silent(var why) -> {
                    tell(why);
                    return;
                }
            }
        }
    }

    private void cosigned(Standing row, Checkpoint next, String line) {
        Note note = Note.parse(row.head()).orElseThrow().with(line);
        if (!note.isSignedBy(witness.key())) {
            refused(row, "the witness answered with another signature than its own");
            return;
        }
        tables.cosign(row.epoch(), note.toString(), witness.key().toString());
        state.cosigned(next.size());
        if (!lastRefusal.isEmpty()) {
            log.info("The witness signs again");
            lastRefusal = "";
        }
    }

    private void refused(Standing row, String why) {
        tell(why);
        tables.refuse(row.epoch(), why);
    }

    private void tell(String why) {
        if (!why.equals(lastRefusal)) {
            log.error("The witness does not sign the log, papers are held back: {}", why);
            lastRefusal = why;
        }
    }

    /** Why the witness did not sign last, or nothing. */
    String trouble() {
        return lastRefusal;
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            nudge();
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

    /** Like the sequencer. */
    @Override
    public int getPhase() {
        return 0;
    }
}
