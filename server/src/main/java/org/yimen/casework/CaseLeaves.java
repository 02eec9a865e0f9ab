package org.yimen.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.audit.LeafSource;
import org.yimen.audit.LogEntry;

/** The journal as leaves of the log. Public for the service loader only. */
@Component
public final class CaseLeaves implements LeafSource {

    static final String NAME = "case";

    private static final byte[] UNREADABLE = {};

    // Ordered by e.written_by: without the e it would be the text beside it, and 1000 comes before 999.
    private static final String SINCE = """
            select region_code, case_id, seq, at, type, actor_kind, actor_id, actor_post, payload,
                   encode(salt, 'hex') as salt, encode(payload_digest, 'hex') as payload_digest,
                   encode(previous, 'hex') as previous, written_by::text as written_by
              from casework.case_event e -- all regions: one log for the database
             where e.written_by >= cast(:from as xid8)
               and (e.written_by, e.region_code, e.case_id, e.seq) > (cast(:writtenBy as xid8), :region, :case, :seq)
             order by e.written_by, e.region_code, e.case_id, e.seq
             limit :limit
            """;

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<LogEntry> since(JdbcClient jdbc, String from, @Nullable LogEntry after, int limit) {
        return read(jdbc, from, after, limit, CaseLeaves::entry);
    }

    @Override
    public List<Content> contents(JdbcClient jdbc, @Nullable LogEntry after, int limit) {
        return read(jdbc, "0", after, limit, row -> new Content(entry(row), state(row)));
    }

    static String key(CaseId id, long seq) {
        return id.region() + "/" + id.value() + "/" + seq;
    }

    private static <T> List<T> read(
            JdbcClient jdbc, String from, @Nullable LogEntry after, int limit, Reader<T> reader) {
        String[] key = after == null
                ? new String[] {"", new UUID(0, 0).toString(), "0"}
                : after.key().split("/", 3);
        return jdbc.sql(SINCE)
                .param("from", from)
                .param("writtenBy", after == null ? "0" : after.writtenBy())
                .param("region", key[0])
                .param("case", UUID.fromString(key[1]))
                .param("seq", Long.valueOf(key[2]))
                .param("limit", limit)
                .query((row, _) -> reader.read(row))
                .list();
    }

    private static LogEntry entry(ResultSet row) throws SQLException {
        var id = new CaseId(row.getString("region_code"), row.getObject("case_id", UUID.class));
        long seq = row.getLong("seq");
        Optional<Actor.Kind> kind = kind(row.getString("actor_kind"));
        byte[] entry = kind.isEmpty()
                ? UNREADABLE
                : HashChain.entry(
                        id,
                        seq,
                        row.getTimestamp("at").toInstant(),
                        row.getString("type"),
                        new Actor(kind.get(), row.getObject("actor_id", UUID.class), row.getString("actor_post")),
                        row.getString("payload_digest"),
                        row.getString("previous"));
        return new LogEntry(NAME, key(id, seq), row.getString("written_by"), entry);
    }

    /** Somebody may have written anything there. */
    private static Optional<Actor.Kind> kind(String name) {
        return Arrays.stream(Actor.Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }

    private static State state(ResultSet row) throws SQLException {
        String salt = row.getString("salt");
        String payload = row.getString("payload");
        if (HashChain.isWhole(salt, payload, row.getString("payload_digest"))) {
            return State.WHOLE;
        }
        return salt.isEmpty() && payload.equals("{}") ? State.ERASED : State.CHANGED;
    }
}
