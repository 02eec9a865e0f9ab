package org.yimen.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yimen.audit.Finding.Kind;
import org.yimen.audit.LeafSource.Content;
import org.yimen.audit.LeafSource.State;
import org.yimen.audit.LogTables.Line;
import org.yimen.crypto.Sm3;

/** Goes through a copy of the log and names every entry that is not what was signed. */
final class LogVerifier {

    private static final int PAGE = 1000;
    private static final HexFormat HEX = HexFormat.of();

    private final LogView view;
    private final VerifierKey logKey;
    private final VerifierKey witnessKey;
    private final List<Draft> findings = new ArrayList<>();
    private final List<String> erased = new ArrayList<>();
    private final List<String> pending = new ArrayList<>();
    // Places whose entry is lost, to be named by whatever else knows of it.
    private final Map<Long, Kind> lost = new TreeMap<>();
    private final Map<String, Long> lostLeaves = new HashMap<>();
    private final Map<Long, Long> changedAt = new HashMap<>();
    // Filled only where the entries lying there are not all what was signed: then it tells the right ones from the
    // others.
    private Set<String> signedLeaves = Set.of();

    LogVerifier(LogView view, VerifierKey logKey, VerifierKey witnessKey) {
        this.view = view;
        this.logKey = logKey;
        this.witnessKey = witnessKey;
    }

    /**
     * What came of it.
     *
     * @param erased entries whose personal data were deleted together with their salt
     * @param pending rows that are not in the log yet
     */
    record Report(
            long size, String root, Instant at, List<Finding> findings, List<String> erased, List<String> pending) {
        Report {
            findings = List.copyOf(findings);
            erased = List.copyOf(erased);
            pending = List.copyOf(pending);
        }

        boolean intact() {
            return findings.isEmpty();
        }
    }

    /**
     * @param remembered the last head that the witness has in its own folder, where one could be asked
     * @param tables the log's tables with the sources, or null where there are only files
     */
    Report verify(@Nullable String remembered, @Nullable LogTables tables, List<LeafSource> sources) {
        Optional<Checkpoint> newest = head(view.head().orElse(""), false);
        Optional<Checkpoint> cosigned = head(view.cosigned().orElse(""), true);
        Optional<Checkpoint> head = newest.or(() -> cosigned);
        if (head.isEmpty()) {
            return report(new Checkpoint("", 0, "", Instant.EPOCH));
        }
        Checkpoint end = head.get();
        List<byte[]> tileHashes = tileHashes(end.size());
        List<byte[]> entryHashes = new ArrayList<>();
        view.entries(entry -> entryHashes.add(MerkleTree.leaf(entry)));

        boolean tilesHold = tileHashes.size() == end.size()
                && HEX.formatHex(root(tileHashes)).equals(end.root());
        boolean entriesHold = entryHashes.size() == end.size()
                && HEX.formatHex(root(entryHashes)).equals(end.root());
        List<byte[]> right = tilesHold ? tileHashes : entriesHold ? entryHashes : List.of();
        if (tilesHold && !entriesHold) {
            signedLeaves = places(tileHashes).keySet();
            compare(tileHashes, entryHashes);
        }
        if (!tilesHold && entriesHold) {
            compareTiles(tileHashes, entryHashes);
        }
        upperTiles(right);
        heads(right.isEmpty() ? entryHashes : right, !right.isEmpty() || end.size() == 0, end.size());
        cosigned.ifPresent(seen -> anchor(seen, right, end, Kind.HEAD));
        if (remembered != null) {
            memory(remembered, right, end);
        }
        if (tables != null) {
            for (LeafSource source : sources) {
                rows(tables, source);
            }
        }
        return report(end);
    }

    /** @param position of the entry that gives the name, or −1 where the name is known */
    private record Draft(Kind kind, long index, long position, String name, String detail) {}

    private void found(Kind kind, long index, String name, String detail) {
        findings.add(new Draft(kind, index, -1, name, detail));
    }

    private void foundAt(Kind kind, long index, long position, String detail) {
        findings.add(new Draft(kind, index, position, "", detail));
    }

    private void lose(Kind kind, long index, byte @Nullable [] leaf) {
        lost.put(index, kind);
        if (leaf != null) {
            lostLeaves.put(HEX.formatHex(leaf), index);
        }
    }

    private Report report(Checkpoint end) {
        Map<Long, String> names = findings.isEmpty() && lost.isEmpty() ? Map.of() : names();
        lost.forEach((index, kind) -> found(
                kind,
                index,
                Optional.ofNullable(names.get(-index - 1))
                        .or(() -> view.nameAt(index))
                        .or(() -> Optional.ofNullable(changedAt.get(index)).map(names::get))
                        .orElse(""),
                "log"));
        List<Finding> named = findings.stream()
                .map(each -> new Finding(
                        each.kind(),
                        each.index(),
                        each.position() < 0 ? each.name() : names.getOrDefault(each.position(), ""),
                        each.detail()))
                .distinct()
                .toList();
        return new Report(end.size(), end.root(), end.at(), named, erased, pending);
    }

    /**
     * What the entries at the positions of the findings are called; under −index − 1 what is lost there, which the next event
     * of the same case tells by its link.
     */
    private Map<Long, String> names() {
        Set<Long> wanted = findings.stream().map(Draft::position).collect(Collectors.toCollection(HashSet::new));
        wanted.addAll(changedAt.values());
        var names = new HashMap<Long, String>();
        long[] position = {0};
        view.entries(entry -> {
            EntryText text = EntryText.of(entry);
            if (wanted.contains(position[0])) {
                names.put(position[0], text.name());
            }
            if (text.seq() > 1) {
                Long index = lostLeaves.get(HEX.formatHex(entry, 0, Sm3.BYTES));
                if (index != null) {
                    names.put(-index - 1, "case " + text.order() + "/" + (text.seq() - 1));
                }
            }
            position[0]++;
        });
        return names;
    }

    /** A head with its signatures checked. */
    private Optional<Checkpoint> head(String text, boolean witnessed) {
        Optional<Note> note = Note.parse(text);
        Optional<Checkpoint> head =
                note.flatMap(Checkpoint::of).filter(each -> each.origin().equals(logKey.name()));
        if (text.isEmpty() && witnessed) {
            return Optional.empty();
        }
        if (note.isEmpty() || head.isEmpty() || !note.get().isSignedBy(logKey)) {
            found(Kind.HEAD, -1, "", "log");
            return Optional.empty();
        }
        if (witnessed && !note.get().isSignedBy(witnessKey)) {
            found(Kind.HEAD, head.get().size(), "", "witness");
            return Optional.empty();
        }
        return head;
    }

    private List<byte[]> tileHashes(long size) {
        var hashes = new ArrayList<byte[]>();
        for (long number = 0; number * Tiles.WIDTH < size; number++) {
            var place = new Tiles.Place(0, number);
            Optional<byte[]> tile = view.tile(place, Tiles.width(place, size));
            if (tile.isEmpty()) {
                found(Kind.TILE, number * Tiles.WIDTH, "", "missing");
                break;
            }
            for (int i = 0; i < Tiles.width(place, size); i++) {
                hashes.add(Arrays.copyOfRange(tile.get(), i * Sm3.BYTES, (i + 1) * Sm3.BYTES));
            }
        }
        return hashes;
    }

    private static byte[] root(List<byte[]> leaves) {
        return root(leaves, leaves.size());
    }

    private static byte[] root(List<byte[]> leaves, long size) {
        var edge = new Tiles.Edge();
        leaves.stream().limit(size).forEach(edge::add);
        return edge.root();
    }

    /** What lies there against what was signed. */
    private void compare(List<byte[]> signed, List<byte[]> lying) {
        Map<String, Long> signedAt = places(signed);
        Map<String, Long> lyingAt = places(lying);
        int there = 0;
        int wanted = 0;
        while (wanted < signed.size() && there < lying.size()) {
            String has = HEX.formatHex(lying.get(there));
            String wants = HEX.formatHex(signed.get(wanted));
            boolean belongs = signedAt.containsKey(has);
            boolean elsewhere = lyingAt.containsKey(wants);
            if (has.equals(wants)) {
                there++;
                wanted++;
            } else if (!belongs && !elsewhere) {
                // What it says of itself is no longer to be trusted: that comes last.
                lose(Kind.CHANGED, wanted, signed.get(wanted));
                changedAt.put((long) wanted, (long) there);
                there++;
                wanted++;
            } else if (!belongs) {
                foundAt(Kind.INSERTED, there, there, "");
                there++;
            } else if (!elsewhere) {
                lose(Kind.DELETED, wanted, signed.get(wanted));
                wanted++;
            } else {
                foundAt(Kind.REORDERED, wanted, there, String.valueOf(signedAt.get(has)));
                there++;
                wanted++;
            }
        }
        for (; there < lying.size(); there++) {
            foundAt(Kind.INSERTED, there, there, "");
        }
        for (; wanted < signed.size(); wanted++) {
            lose(Kind.TRUNCATED, wanted, signed.get(wanted));
        }
    }

    private static Map<String, Long> places(List<byte[]> hashes) {
        var places = new HashMap<String, Long>();
        for (int i = 0; i < hashes.size(); i++) {
            places.put(HEX.formatHex(hashes.get(i)), (long) i);
        }
        return places;
    }

    /** The entries are right and the tiles are not. */
    private void compareTiles(List<byte[]> tiles, List<byte[]> entries) {
        for (int i = 0; i < entries.size(); i++) {
            if (i >= tiles.size() || !Arrays.equals(tiles.get(i), entries.get(i))) {
                foundAt(Kind.TILE, i, i, "");
            }
        }
    }

    private void upperTiles(List<byte[]> right) {
        List<byte[]> below = right;
        for (int level = 1; below.size() >= Tiles.WIDTH; level++) {
            var above = new ArrayList<byte[]>();
            for (int i = 0; i + Tiles.WIDTH <= below.size(); i += Tiles.WIDTH) {
                above.add(root(below.subList(i, i + Tiles.WIDTH)));
            }
            for (int i = 0; i < above.size(); i++) {
                var place = new Tiles.Place(level, i / Tiles.WIDTH);
                int at = i % Tiles.WIDTH;
                byte[] hash = above.get(i);
                boolean same = view.tile(place, Tiles.width(place, right.size()))
                        .filter(tile -> Arrays.equals(tile, at * Sm3.BYTES, (at + 1) * Sm3.BYTES, hash, 0, Sm3.BYTES))
                        .isPresent();
                if (!same) {
                    found(Kind.TILE, (long) i << (Tiles.HEIGHT * level), "", Tiles.path(place, Tiles.WIDTH));
                }
            }
            below = above;
        }
    }

    /** Every stored head against the leaves; where neither entries nor tiles hold, the first one that does not shows where. */
    private void heads(List<byte[]> leaves, boolean known, long size) {
        var edge = new Tiles.Edge();
        long held = 0;
        long above = 0;
        for (List<LogTables.Head> page = view.heads(above, PAGE); !page.isEmpty(); page = view.heads(above, PAGE)) {
            for (LogTables.Head stored : page) {
                above = stored.size();
                Optional<Note> note = Note.parse(stored.note());
                Optional<Checkpoint> head =
                        note.filter(each -> each.isSignedBy(logKey)).flatMap(Checkpoint::of);
                if (head.isEmpty() || head.get().size() != stored.size() || stored.size() > size) {
                    found(Kind.HEAD, stored.size(), "", "stored");
                    continue;
                }
                while (edge.size() < stored.size() && edge.size() < leaves.size()) {
                    edge.add(leaves.get((int) edge.size()));
                }
                boolean holds = edge.size() == stored.size()
                        && HEX.formatHex(edge.root()).equals(head.get().root());
                if (holds) {
                    held = stored.size();
                } else if (known) {
                    found(Kind.HEAD, stored.size(), "", "stored");
                } else {
                    between(held, stored.size(), leaves.size());
                    return;
                }
            }
        }
        if (!known) {
            between(held, size, leaves.size());
        }
    }

    /** Somewhere here: everything up to {@code held} is under a head that holds. */
    private void between(long held, long broken, long there) {
        for (long index = held; index < broken; index++) {
            if (index < there) {
                foundAt(Kind.CHANGED, index, index, held + 1 == broken ? "" : (held + "…" + (broken - 1)));
            } else {
                lose(Kind.TRUNCATED, index, null);
            }
        }
    }

    private void memory(String remembered, List<byte[]> right, Checkpoint end) {
        Optional<Note> note = Note.parse(remembered).filter(each -> each.isSignedBy(logKey));
        Optional<Checkpoint> seen = note.flatMap(Checkpoint::of);
        if (note.isEmpty() || seen.isEmpty() || !note.get().isSignedBy(witnessKey)) {
            found(Kind.HEAD, -1, "", "witness");
        } else {
            anchor(seen.get(), right, end, Kind.REWRITTEN);
        }
    }

    /** The log must contain all that was once signed for. */
    private void anchor(Checkpoint seen, List<byte[]> right, Checkpoint end, Kind otherwise) {
        if (seen.size() > end.size()) {
            found(Kind.SET_BACK, end.size(), "", seen.size() + " " + seen.at());
        } else if (right.size() >= seen.size()
                && !right.isEmpty()
                && !HEX.formatHex(root(right, seen.size())).equals(seen.root())) {
            found(otherwise, seen.size(), "", "witness");
        }
    }

    /** The rows of a source against their leaves. */
    private void rows(LogTables tables, LeafSource source) {
        String cursor = tables.cursors().getOrDefault(source.name(), "0");
        var met = new BitSet();
        var changed = new LinkedHashMap<String, Mismatch>();
        var lastSeq = new HashMap<String, Long>();
        Map<String, byte[]> links = new HashMap<>();
        LogEntry after = null;
        List<Content> page;
        do {
            page = source.contents(tables.jdbc(), after, PAGE);
            Map<String, Line> lines = tables.leavesOf(
                    source.name(), page.stream().map(each -> each.row().key()).toList());
            for (Content content : page) {
                LogEntry row = content.row();
                EntryText text = EntryText.of(row.entry());
                lastSeq.merge(text.order(), text.seq(), Math::max);
                Line line = lines.get(row.key());
                if (line == null) {
                    notLogged(row, cursor, links);
                } else {
                    met.set(Math.toIntExact(line.index()));
                    boolean differs = !Arrays.equals(line.entry().entry(), row.entry());
                    if (differs && signedLeaves.contains(hex(row))) {
                        var _ = names(MerkleTree.leaf(row.entry()), row.toString());
                    } else if (differs) {
                        changed.put(
                                row.toString(),
                                new Mismatch(
                                        line.index(), EntryText.of(line.entry().entry()), text));
                    }
                    if (!differs && content.state() == State.CHANGED) {
                        found(Kind.CHANGED, line.index(), row.toString(), "content");
                    }
                }
                if (content.state() == State.ERASED) {
                    erased.add(row.toString());
                }
                links.put(row.toString(), MerkleTree.leaf(row.entry()));
            }
            after = page.isEmpty() ? after : page.getLast().row();
        } while (page.size() == PAGE);
        mismatches(changed);
        missing(tables, source.name(), met, lastSeq);
    }

    private static String hex(LogEntry entry) {
        return HEX.formatHex(MerkleTree.leaf(entry.entry()));
    }

    private record Mismatch(long index, EntryText logged, EntryText row) {}

    /** Too new for the log yet, or slipped in: older than what the log has read, or not chained to its predecessor. */
    private void notLogged(LogEntry row, String cursor, Map<String, byte[]> links) {
        byte[] leaf = MerkleTree.leaf(row.entry());
        if (names(leaf, row.toString())) {
            return;
        }
        boolean old = Long.compareUnsigned(Long.parseUnsignedLong(row.writtenBy()), Long.parseUnsignedLong(cursor)) < 0;
        EntryText text = EntryText.of(row.entry());
        String before = row.toString().substring(0, row.toString().lastIndexOf('/') + 1) + (text.seq() - 1);
        boolean chained = text.seq() < 2
                || (links.containsKey(before)
                        && Arrays.equals(links.get(before), Arrays.copyOf(row.entry(), Sm3.BYTES)));
        if (old || !chained) {
            found(Kind.INSERTED, -1, row.toString(), "table");
        } else {
            pending.add(row.toString());
        }
    }

    /** True where the log has lost just this leaf; then its row gives it the name. */
    private boolean names(byte[] leaf, String name) {
        Long index = lostLeaves.get(HEX.formatHex(leaf));
        Kind kind = index == null ? null : lost.remove(index);
        if (index != null && kind != null) {
            found(kind, index, name, "log");
        }
        return index != null;
    }

    /** Rows of one case that hold each other's content were swapped, others were changed. */
    private void mismatches(Map<String, Mismatch> changed) {
        Map<String, Set<String>> logged = new HashMap<>();
        changed.values()
                .forEach(each -> logged.computeIfAbsent(each.logged().order(), _ -> new HashSet<>())
                        .add(each.logged().digest()));
        changed.forEach((name, each) -> {
            boolean swapped = !each.row().digest().equals(each.logged().digest())
                    && logged.getOrDefault(each.logged().order(), Set.of())
                            .contains(each.row().digest());
            found(swapped ? Kind.REORDERED : Kind.CHANGED, each.index(), name, "table");
        });
    }

    private void missing(LogTables tables, String source, BitSet met, Map<String, Long> lastSeq) {
        long from = 0;
        List<Line> page;
        do {
            page = tables.leaves(from, PAGE);
            for (Line line : page) {
                from = line.index() + 1;
                boolean gone = line.entry().source().equals(source)
                        && !met.get(Math.toIntExact(line.index()))
                        && (signedLeaves.isEmpty() || signedLeaves.contains(hex(line.entry())));
                if (gone) {
                    EntryText text = EntryText.of(line.entry().entry());
                    boolean tail = text.seq() > 0 && text.seq() > lastSeq.getOrDefault(text.order(), 0L);
                    found(
                            tail ? Kind.TRUNCATED : Kind.DELETED,
                            line.index(),
                            line.entry().toString(),
                            "table");
                }
            }
        } while (page.size() == PAGE);
    }
}
