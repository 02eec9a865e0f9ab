package org.yimen.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.LogTables.Standing;
import org.yimen.crypto.KeyId;
import org.yimen.crypto.KeyStore;

/** 存证日志: whether the log keeps up, whether it vouches for a row already, and the receipts that prove it. */
@Service
public class TransparencyLog {

    /** The most leaves that one receipt or page shows. */
    public static final int MOST = 200;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final LogTables tables;
    private final LogState state;
    private final Cosigner cosigner;
    private final KeyStore keys;
    private final AuditEntries entries;
    private final List<LeafSource> sources;
    private volatile @Nullable Verification lastVerification;

    TransparencyLog(
            LogTables tables,
            LogState state,
            Cosigner cosigner,
            KeyStore keys,
            AuditEntries entries,
            List<LeafSource> sources) {
        this.tables = tables;
        this.state = state;
        this.cosigner = cosigner;
        this.keys = keys;
        this.entries = entries;
        this.sources = List.copyOf(sources);
    }

    /**
     * Lets a command pass while the log keeps up; asks memory only.
     *
     * @throws LogBehind where what happened more than five seconds ago may not be in the log yet
     */
    public void admit() {
        state.admit();
    }

    /** True where the leaf of this row is under a head that a witness has signed. */
    public boolean vouchesFor(String source, String key) {
        return tables.leaf(source, key)
                .filter(line -> line.index() < state.cosignedSize())
                .isPresent();
    }

    /**
     * Waits a moment until {@link #vouchesFor} is true.
     *
     * @throws LogBehind where it does not become true within two seconds
     */
    public void await(String source, String key) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!vouchesFor(source, key)) {
            if (System.nanoTime() > end) {
                throw new LogBehind(LogBehind.ENTERING);
            }
            state.nudge();
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new LogBehind(LogBehind.ENTERING);
            }
        }
    }

    /**
     * Waits a moment until the newest line of such a kind about the subject is vouched for; without a line nothing is. What
     * leaves the house waits here, after the commit of its line.
     *
     * @throws LogBehind where that takes longer
     */
    public void demand(String region, Collection<String> kinds, String subject) {
        String line = entries.newest(region, kinds, subject)
                .map(id -> AuditLeaves.key(region, id.toString()))
                .orElseThrow(() -> new LogBehind(LogBehind.ENTERING));
        await(AuditLeaves.NAME, line);
    }

    /** 凭证: the leaves of these rows with their proofs, as JSON; nothing where the log does not vouch for all of them yet. */
    public Optional<String> receipt(String source, String subject, Collection<String> rows) {
        Standing row = tables.standing().orElse(null);
        if (row == null) {
            return Optional.empty();
        }
        long size = Math.min(cosigner.trusted(row), row.cosignedSize());
        MerkleTree.Nodes nodes = Tiles.nodes(tables.tiles(), size);
        var leaves = new ArrayList<LogReceipt.Leaf>();
        for (String key : rows.stream().limit(MOST).toList()) {
            Optional<LogTables.Line> line = tables.leaf(source, key).filter(each -> each.index() < size);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            leaves.add(LogReceipt.leaf(line.get(), nodes, size));
        }
        return Optional.of(new LogReceipt(
                        LogReceipt.KIND,
                        subject,
                        leaves,
                        row.cosigned(),
                        logKey(row).toString(),
                        row.witnessKey())
                .json());
    }

    private VerifierKey logKey(Standing row) {
        return VerifierKey.ofLog(row.origin(), keys.publicKey(new KeyId(row.keyId())));
    }

    /**
     * How the log stands, for whoever looks after it.
     *
     * @param headAt when the newest head was signed, or null before the first
     * @param cosignedSize how many entries a witness has signed for
     * @param trouble what the witness said last where it did not sign; empty where it does
     * @param behind how long ago everything was in the log
     * @param refusals how many commands this node has refused for the log's sake since it started
     */
    public record Status(
            String origin,
            long size,
            @Nullable Instant headAt,
            String root,
            long cosignedSize,
            String logKey,
            String witnessKey,
            boolean witnessBuiltIn,
            String trouble,
            String holder,
            boolean leading,
            Duration behind,
            boolean keepsUp,
            long refusals) {}

    public Optional<Status> status() {
        return tables.standing().map(row -> {
            Optional<Checkpoint> head = Checkpoint.parse(row.head());
            return new Status(
                    row.origin(),
                    row.size(),
                    head.map(Checkpoint::at).orElse(null),
                    head.map(Checkpoint::root).orElse(""),
                    row.cosignedSize(),
                    logKey(row).toString(),
                    cosigner.witnessKey().toString(),
                    cosigner.isBuiltIn(),
                    row.refusal().isEmpty() ? cosigner.trouble() : row.refusal(),
                    row.holder(),
                    state.isLeading(),
                    state.behind(),
                    state.keepsUp(),
                    state.refusals());
        });
    }

    /** One entry, for people. */
    public record Line(long index, String source, String key, List<String> says, boolean cosigned) {}

    /**
     * The newest entries of a region.
     *
     * @param before only those before this place, or null
     * @param words only those whose name holds this
     */
    public List<Line> newest(String region, @Nullable Long before, String words, int limit) {
        return tables.newest(region, before, words, Math.min(limit, MOST)).stream()
                .map(line -> new Line(
                        line.index(),
                        line.entry().source(),
                        line.entry().key(),
                        EntryText.of(line.entry().entry()).text().lines().toList(),
                        line.index() < state.cosignedSize()))
                .toList();
    }

    /**
     * What a look at the whole log, its rows and the witness's memory found.
     *
     * @param erased how many entries had their personal data deleted
     * @param pending how many rows were too new to be in the log
     */
    public record Verification(Instant at, long size, List<Finding> findings, int erased, int pending) {
        public Verification {
            findings = List.copyOf(findings);
        }
    }

    /** Goes through everything, in one snapshot; the last result stays in memory. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void verify() {
        // Before the snapshot, for afterwards the witness may have signed for more than the snapshot shows.
        Standing known = state.standing();
        String remembered =
                known == null ? null : cosigner.remembered(known.origin()).orElse(null);
        Standing row = tables.standing().orElseThrow();
        VerifierKey witness = VerifierKey.parse(row.witnessKey()).orElseGet(cosigner::witnessKey);
        var report = new LogVerifier(new TablesView(tables), logKey(row), witness).verify(remembered, tables, sources);
        // When somebody looked is a matter of the machine's clock, as the heads are.
        lastVerification = new Verification(
                InstantSource.system().instant(),
                report.size(),
                report.findings(),
                report.erased().size(),
                report.pending().size());
    }

    /** What the last look of this node found, if there was one since it started. */
    public Optional<Verification> lastVerification() {
        return Optional.ofNullable(lastVerification);
    }

    /** The newest head with the witness's signature, or else the newest without. */
    Optional<String> checkpoint() {
        return tables.standing()
                .map(row -> row.cosigned().isEmpty() ? row.head() : row.cosigned())
                .filter(note -> !note.isEmpty());
    }

    Optional<String> key() {
        return tables.standing().map(row -> logKey(row).toString());
    }
}
