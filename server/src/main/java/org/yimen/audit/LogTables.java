package org.yimen.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.audit.Tiles.Place;
import org.yimen.crypto.Sm3;

/** The log as it is stored: one row that says who sequences and how far the log is, leaves, tiles and heads. */
@Repository
class LogTables {

    private static final HexFormat HEX = HexFormat.of();

    private static final String FOUND = """
            insert into audit.log
                   (origin, key_id, epoch, holder, turn, size, head, cosigned, witness_key, refusal)
            values (:origin, :key, 0, '', 0, 0, '', '', '', '')
                on conflict (one) do nothing
            """;

    // The oldest transaction that still writes: whatever older ones wrote is there for every later statement to see.
    private static final String STANDING = """
            select origin, key_id, epoch, holder, turn, size, head, cosigned, witness_key, refusal,
                   pg_snapshot_xmin(pg_current_snapshot())::text as oldest
              from audit.log
            """;

    private static final String TAKE = """
            update audit.log
               set epoch = epoch + 1, holder = :holder, turn = turn + 1
             where epoch = :epoch and turn = :turn
            """;

    private static final String BEAT = """
            update audit.log
               set turn = turn + 1, head = :head
             where epoch = :epoch and size = :size
            """;

    private static final String GROW = """
            update audit.log
               set turn = turn + 1, head = :head, size = :size
             where epoch = :epoch and size = :before
            """;

    private static final String COSIGN = """
            update audit.log
               set cosigned = :note, witness_key = :witness, refusal = ''
             where epoch = :epoch
            """;

    private static final String REFUSE = "update audit.log set refusal = :refusal where epoch = :epoch";

    private static final String LEAVES = """
            insert into audit.log_leaf (index, source, key, entry)
            select :first + leaf.n - 1, leaf.source, leaf.key, decode(leaf.entry, 'hex')
              from unnest(:sources, :keys, :entries) with ordinality leaf (source, key, entry, n)
            """;

    private static final String TILES = """
            insert into audit.log_tile (level, number, hashes)
            select tile.level, tile.number, decode(tile.hashes, 'hex')
              from unnest(:levels, :numbers, :hashes) tile (level, number, hashes)
                on conflict (level, number) do update set hashes = excluded.hashes
            """;

    private static final String HEAD = "insert into audit.log_head (size, note) values (:size, :note)";

    private static final String CURSORS = """
            insert into audit.log_cursor (source, written_by)
            select source, cast(:writtenBy as xid8)
              from unnest(:sources) cursor (source)
                on conflict (source) do update set written_by = excluded.written_by
            """;

    private final JdbcClient jdbc;

    LogTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How the log stands.
     *
     * @param head the newest signed head, or empty
     * @param cosigned the newest head that a witness has signed too, or empty
     * @param witnessKey whose signature that is
     * @param refusal what the witness said last where it refused
     * @param oldest the oldest transaction that still writes
     */
    record Standing(
            String origin,
            String keyId,
            long epoch,
            String holder,
            long turn,
            long size,
            String head,
            String cosigned,
            String witnessKey,
            String refusal,
            String oldest) {

        long cosignedSize() {
            return Checkpoint.parse(cosigned).map(Checkpoint::size).orElse(0L);
        }
    }

    /** A leaf with its place. */
    record Line(long index, LogEntry entry) {}

    /** A signed head of one size. */
    record Head(long size, String note) {}

    JdbcClient jdbc() {
        return jdbc;
    }

    void found(String origin, String key) {
        jdbc.sql(FOUND).param("origin", origin).param("key", key).update();
    }

    Optional<Standing> standing() {
        return jdbc.sql(STANDING).query((row, _) -> standing(row)).optional();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getString("origin"),
                row.getString("key_id"),
                row.getLong("epoch"),
                row.getString("holder"),
                row.getLong("turn"),
                row.getLong("size"),
                row.getString("head"),
                row.getString("cosigned"),
                row.getString("witness_key"),
                row.getString("refusal"),
                row.getString("oldest"));
    }

    boolean take(Standing seen, String holder) {
        return jdbc.sql(TAKE)
                        .param("holder", holder)
                        .param("epoch", seen.epoch())
                        .param("turn", seen.turn())
                        .update()
                == 1;
    }

    boolean beat(long epoch, long size, String head) {
        return jdbc.sql(BEAT)
                        .param("head", head)
                        .param("epoch", epoch)
                        .param("size", size)
                        .update()
                == 1;
    }

    /** In one transaction of the caller's; false where another node has taken over or been here. */
    boolean grow(long epoch, long before, List<LogEntry> leaves, Map<Place, byte[]> tiles, String head) {
        long size = before + leaves.size();
        boolean ours = jdbc.sql(GROW)
                        .param("head", head)
                        .param("size", size)
                        .param("epoch", epoch)
                        .param("before", before)
                        .update()
                == 1;
        if (!ours) {
            return false;
        }
        jdbc.sql(LEAVES)
                .param("first", before)
                .param("sources", leaves.stream().map(LogEntry::source).toArray(String[]::new))
                .param("keys", leaves.stream().map(LogEntry::key).toArray(String[]::new))
                .param(
                        "entries",
                        leaves.stream().map(leaf -> HEX.formatHex(leaf.entry())).toArray(String[]::new))
                .update();
        jdbc.sql(TILES)
                .param("levels", tiles.keySet().stream().map(Place::level).toArray(Integer[]::new))
                .param("numbers", tiles.keySet().stream().map(Place::number).toArray(Long[]::new))
                .param("hashes", tiles.values().stream().map(HEX::formatHex).toArray(String[]::new))
                .update();
        jdbc.sql(HEAD).param("size", size).param("note", head).update();
        return true;
    }

    void moveCursors(Collection<String> sources, String writtenBy) {
        jdbc.sql(CURSORS)
                .param("sources", sources.toArray(String[]::new))
                .param("writtenBy", writtenBy)
                .update();
    }

    Map<String, String> cursors() {
        var cursors = new LinkedHashMap<String, String>();
        jdbc.sql("select source, written_by::text as written_by from audit.log_cursor")
                .query(row -> {
                    cursors.put(row.getString("source"), row.getString("written_by"));
                });
        return cursors;
    }

    void cosign(long epoch, String note, String witness) {
        jdbc.sql(COSIGN)
                .param("note", note)
                .param("witness", witness)
                .param("epoch", epoch)
                .update();
    }

    void refuse(long epoch, String refusal) {
        jdbc.sql(REFUSE).param("refusal", refusal).param("epoch", epoch).update();
    }

    /** Those of these rows that are in the log already. */
    Set<String> known(String source, Collection<String> keys) {
        return jdbc
                .sql("select key from audit.log_leaf where source = :source and key = any(:keys)")
                .param("source", source)
                .param("keys", keys.toArray(String[]::new))
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** The tile, at least as wide as asked for. */
    Optional<byte[]> tile(Place place, int width) {
        return jdbc.sql("select hashes from audit.log_tile where level = :level and number = :number")
                .param("level", place.level())
                .param("number", place.number())
                .query((row, _) -> row.getBytes("hashes"))
                .optional()
                .filter(hashes -> hashes.length >= width * Sm3.BYTES);
    }

    Tiles.Source tiles() {
        return (place, width) -> tile(place, width)
                .orElseThrow(() -> new IllegalStateException("the log has no tile " + Tiles.path(place, width)));
    }

    Optional<Line> leaf(String source, String key) {
        return jdbc.sql("select index, source, key, entry from audit.log_leaf where source = :source and key = :key")
                .param("source", source)
                .param("key", key)
                .query((row, _) -> line(row))
                .optional();
    }

    List<Line> leaves(long from, int limit) {
        return jdbc.sql("""
                        select index, source, key, entry
                          from audit.log_leaf
                         where index >= :from
                         order by index
                         limit :limit
                        """)
                .param("from", from)
                .param("limit", limit)
                .query((row, _) -> line(row))
                .list();
    }

    /** The leaves of these rows, by the rows' keys. */
    Map<String, Line> leavesOf(String source, Collection<String> keys) {
        return jdbc
                .sql("select index, source, key, entry from audit.log_leaf where source = :source and key = any(:keys)")
                .param("source", source)
                .param("keys", keys.toArray(String[]::new))
                .query((row, _) -> line(row))
                .list()
                .stream()
                .collect(Collectors.toMap(line -> line.entry().key(), Function.identity()));
    }

    /** The newest leaves of a region before a place, only those whose key holds the words. */
    List<Line> newest(String region, @Nullable Long before, String words, int limit) {
        return jdbc.sql("""
                        select index, source, key, entry
                          from audit.log_leaf
                         where index < :before and starts_with(key, :region || '/')
                           and (:words = '' or position(:words in source || ' ' || key) > 0)
                         order by index desc
                         limit :limit
                        """)
                .param("region", region)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("words", words)
                .param("limit", limit)
                .query((row, _) -> line(row))
                .list();
    }

    List<Head> heads(long above, int limit) {
        return jdbc.sql("select size, note from audit.log_head where size > :above order by size limit :limit")
                .param("above", above)
                .param("limit", limit)
                .query((row, _) -> new Head(row.getLong("size"), row.getString("note")))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("index"),
                new LogEntry(row.getString("source"), row.getString("key"), "", row.getBytes("entry")));
    }

    /** Every tile there is. */
    List<Place> places() {
        return new ArrayList<>(jdbc.sql("select level, number from audit.log_tile order by level, number")
                .query((row, _) -> new Place(row.getInt("level"), row.getLong("number")))
                .list());
    }
}
