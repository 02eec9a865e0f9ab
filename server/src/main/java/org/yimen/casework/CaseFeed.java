package org.yimen.casework;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The journal of a region as one stream, for relays. It ends below the oldest transaction that is still running, so that
 * nothing which commits later can lie before a cursor; within a case the order is that of the events, because who appends
 * to a case holds its row.
 */
@Repository
public class CaseFeed {

    /** The most of one page. */
    public static final int MOST = 500;

    private static final String AFTER = """
            select e.written_by::text as written_by, e.case_id, e.seq, e.at, e.type, e.actor_kind, f.number, f.kind,
                   f.subject_code, f.subject_version, f.department_code
              from casework.case_event e
                   join casework.case_file f on f.region_code = e.region_code and f.id = e.case_id
             where e.region_code = :region and (e.written_by, e.case_id, e.seq) > (:xid::xid8, :case, :seq)
               and e.written_by < pg_snapshot_xmin(pg_current_snapshot())
             order by e.written_by, e.case_id, e.seq
             limit :limit
            """;

    private static final String WRITTEN = """
            select e.case_id, e.seq, e.at, e.type, e.actor_kind, e.actor_id, e.actor_post, e.payload,
                   encode(e.salt, 'hex') as salt, encode(e.payload_digest, 'hex') as payload_digest,
                   encode(e.previous, 'hex') as previous, encode(e.leaf, 'hex') as leaf,
                   f.subject_code, f.subject_version, f.department_code
              from casework.case_event e
                   join casework.case_file f on f.region_code = e.region_code and f.id = e.case_id
             where e.region_code = :region and e.type in (:types) and e.at >= :from and e.at < :until
             order by e.at desc, e.case_id
             limit :limit
            """;

    /** The most cases whose events are read at once. */
    public static final int MOST_CASES = 100;

    private static final String OF_CASES = """
            select e.case_id, e.seq, e.at, e.type, e.actor_kind, e.actor_id, e.actor_post, e.payload,
                   encode(e.salt, 'hex') as salt, encode(e.payload_digest, 'hex') as payload_digest,
                   encode(e.previous, 'hex') as previous, encode(e.leaf, 'hex') as leaf,
                   f.subject_code, f.subject_version, f.department_code
              from casework.case_event e
                   join casework.case_file f on f.region_code = e.region_code and f.id = e.case_id
             where e.region_code = :region and e.case_id = any(:cases) and f.kind = :kind
             order by e.case_id, e.seq
            """;

    private static final String END = """
            select pg_snapshot_xmin(pg_current_snapshot())::text
            """;

    private final JdbcClient jdbc;

    CaseFeed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event with what tells whom it concerns; what it says is read from the case. */
    public record Told(
            Cursor at,
            CaseId caseId,
            String number,
            String kind,
            Subject subject,
            String department,
            long seq,
            Instant happenedAt,
            String type,
            Actor.Kind actor) {

        /** The same however often it is sent. */
        public String id() {
            return caseId.value() + "." + seq;
        }
    }

    /** A place in the stream. */
    public record Cursor(BigInteger transaction, UUID caseId, long seq) {

        public static final Cursor START = new Cursor(BigInteger.ZERO, new UUID(0, 0), 0);

        private static final Pattern SPELLING =
                Pattern.compile("(\\d{1,19})\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.(\\d{1,18})");

        public static Optional<Cursor> parse(String text) {
            Matcher matcher = SPELLING.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Cursor(
                            new BigInteger(matcher.group(1)),
                            UUID.fromString(matcher.group(2)),
                            Long.parseLong(matcher.group(3))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return transaction + "." + caseId + "." + seq;
        }
    }

    /** The next events after the cursor, at most {@link #MOST}. */
    public List<Told> after(String region, Cursor cursor, int limit) {
        return jdbc.sql(AFTER)
                .param("region", region)
                .param("xid", cursor.transaction().toString())
                .param("case", cursor.caseId())
                .param("seq", cursor.seq())
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> {
                    UUID caseId = row.getObject("case_id", UUID.class);
                    long seq = row.getLong("seq");
                    return new Told(
                            new Cursor(new BigInteger(row.getString("written_by")), caseId, seq),
                            new CaseId(region, caseId),
                            row.getString("number"),
                            row.getString("kind"),
                            new Subject(row.getString("subject_code"), row.getInt("subject_version")),
                            row.getString("department_code"),
                            seq,
                            row.getTimestamp("at").toInstant(),
                            row.getString("type"),
                            Actor.Kind.valueOf(row.getString("actor_kind")));
                })
                .list();
    }

    /** An event with the item that its case is about. */
    public record Written(CaseId caseId, Subject subject, String department, CaseEvent event) {}

    /** The events of some types in a time, the newest first, at most {@code limit}. */
    public List<Written> written(String region, Collection<String> types, Instant from, Instant until, int limit) {
        return jdbc.sql(WRITTEN)
                .param("region", region)
                .param("types", types)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("limit", limit)
                .query((row, _) -> written(region, row))
                .list();
    }

    /** The whole journals of some cases of one kind, each in its order; at most {@link #MOST_CASES} cases. */
    public List<Written> ofCases(String region, String kind, Collection<UUID> cases) {
        if (cases.size() > MOST_CASES) {
            throw new IllegalArgumentException("Too many cases at once: " + cases.size());
        }
        return jdbc.sql(OF_CASES)
                .param("region", region)
                .param("kind", kind)
                .param("cases", cases.toArray(UUID[]::new))
                .query((row, _) -> written(region, row))
                .list();
    }

    private static Written written(String region, ResultSet row) throws SQLException {
        return new Written(
                new CaseId(region, row.getObject("case_id", UUID.class)),
                new Subject(row.getString("subject_code"), row.getInt("subject_version")),
                row.getString("department_code"),
                CaseFiles.event(row));
    }

    /** The place after which comes only what has not happened yet, or is happening now. */
    public Cursor end() {
        return new Cursor(new BigInteger(jdbc.sql(END).query(String.class).single()), new UUID(0, 0), 0);
    }
}
