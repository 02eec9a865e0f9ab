package org.yimen.custody;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.casework.CaseId;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.custody.Standing.Closed;
import org.yimen.custody.Standing.Doomed;
import org.yimen.custody.Standing.Held;
import org.yimen.custody.Standing.Lost;
import org.yimen.custody.Standing.OnTheWay;
import org.yimen.identifier.OriginalNumber;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.Json;
import org.yimen.platform.Text;

/** The rows: each original as it stands, and its moves, which are only added to. */
@Repository
class Originals {

    static final String WHAT = "custody.original.what_sealed";
    static final String DETAIL = "custody.move.detail_sealed";

    static final String DOOMED = "DOOMED";
    static final String LOST = "LOST";

    private static final Json JSON = Json.of();

    private static final String COLUMNS = """
        select region_code, id, number, case_id, case_number, holder, material, what_sealed, sheets, taken_by, taken_at,
               place, custodian_id, to_place, closed_how, plight, fetch_until_on, since, case_ended_at, moves
          from custody.original
        """;

    private static final String INSERT = """
        insert into custody.original
               (region_code, id, number, case_id, case_number, holder, material, what_sealed, sheets, taken_by, taken_at,
                request_key, line, place, custodian_id, since, moves)
        values (:region, :id, :number, :case, :caseNumber, :holder, :material, :what, :sheets, :by, :at,
                :key, :line, :place, :by, :at, 1)
            on conflict on constraint original_key_uq do nothing
        """;

    private static final String UPDATE = """
        update custody.original
           set place = :place, custodian_id = :custodian, to_place = :to, closed_how = :how, since = :since,
               plight = :plight, fetch_until_on = :fetchUntil, late_told_at = null, moves = :moves
         where region_code = :region and id = :id and moves = :moves - 1
        """;

    private static final String ADD_MOVE = """
        insert into custody.move
               (region_code, id, original_id, number, kind, by_id, at, place, to_place, detail_sealed, request_key)
        values (:region, :id, :original, :number, :kind, :by, :at, :place, :to, :detail, :key)
        """;

    private static final String MOVES = """
        select id, number, kind, by_id, at, place, to_place, detail_sealed
          from custody.move
         where region_code = :region and original_id = :original
         order by number desc
         limit :most
        """;

    private static final String DONE_BEFORE = """
        select exists (
                 select
                   from custody.move
                  where region_code = :region and original_id = :original and by_id = :by and request_key = :key)
        """;

    private static final String CASE_ENDED = """
        update custody.original
           set case_ended_at = :at
         where region_code = :region and case_id = :case and case_ended_at is null
        """;

    private static final String COUNTS = """
        select place, count(*) filter (where to_place is null) as held,
               count(*) filter (where to_place is not null) as on_the_way,
               count(*) filter (where to_place is not null and since < :before) as late,
               count(case_ended_at) as ended
          from custody.original
         where region_code = :region and closed_how is null
         group by place
         order by place
        """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;

    Originals(JdbcClient jdbc, ColumnCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** Whose case, who takes it in and where; {@code line} tells the papers of one form apart. */
    boolean insert(Original original, UUID key, int line) {
        return jdbc.sql(INSERT)
                        .param("region", original.region())
                        .param("id", original.id())
                        .param("number", original.number().toString())
                        .param("case", original.caseId().value())
                        .param("caseNumber", original.caseNumber())
                        .param("holder", original.holder())
                        .param("material", original.material(), Types.VARCHAR)
                        .param("what", seal(WHAT, original.region(), original.id(), original.what()))
                        .param("sheets", original.sheets())
                        .param("by", original.takenBy())
                        .param("at", Timestamp.from(original.takenAt()))
                        .param("key", key)
                        .param("line", line)
                        .param("place", original.standing().at().code())
                        .update()
                == 1;
    }

    /** Nothing where another move came first. */
    boolean update(Original moved) {
        Standing now = moved.standing();
        return jdbc.sql(UPDATE)
                        .param("place", now.at().code())
                        .param("custodian", now.by())
                        .param("to", now instanceof OnTheWay way ? way.to().code() : null, Types.VARCHAR)
                        .param(
                                "how",
                                now instanceof Closed closed ? closed.how().name() : null,
                                Types.VARCHAR)
                        .param("plight", plight(now), Types.VARCHAR)
                        .param("fetchUntil", now instanceof Doomed doomed ? doomed.fetchUntil() : null, Types.DATE)
                        .param("since", Timestamp.from(now.since()))
                        .param("moves", moved.moves())
                        .param("region", moved.region())
                        .param("id", moved.id())
                        .update()
                == 1;
    }

    private static @Nullable String plight(Standing standing) {
        return switch (standing) {
            case Doomed _ -> DOOMED;
            case Lost _ -> LOST;
            case Held _, OnTheWay _, Closed _ -> null;
        };
    }

    void add(Original original, Move move, UUID key) {
        Place to = move.to();
        UUID id = Uuid7.next(move.at());
        jdbc.sql(ADD_MOVE)
                .param("region", original.region())
                .param("id", id)
                .param("original", original.id())
                .param("number", move.number())
                .param("kind", move.kind().name())
                .param("by", move.by())
                .param("at", Timestamp.from(move.at()))
                .param("place", move.place().code())
                .param("to", to == null ? null : to.code(), Types.VARCHAR)
                .param("detail", seal(DETAIL, original.region(), id, move.detail()))
                .param("key", key)
                .update();
    }

    /** True where the same click did it already. */
    boolean doneBefore(Original original, UUID by, UUID key) {
        return jdbc.sql(DONE_BEFORE)
                .param("region", original.region())
                .param("original", original.id())
                .param("by", by)
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    /** The last first. */
    List<Move> moves(Original original, int most) {
        String region = original.region();
        return jdbc.sql(MOVES)
                .param("region", region)
                .param("original", original.id())
                .param("most", most)
                .query((row, _) -> move(region, row))
                .list();
    }

    void caseEnded(CaseId id, Instant at) {
        jdbc.sql(CASE_ENDED)
                .param("at", Timestamp.from(at))
                .param("region", id.region())
                .param("case", id.value())
                .update();
    }

    Optional<Original> find(String region, UUID id) {
        return select("where region_code = :region and id = :id", Map.of("region", region, "id", id)).stream()
                .findFirst();
    }

    Optional<Original> byNumber(String region, OriginalNumber number) {
        return select(
                        "where region_code = :region and number = :number",
                        Map.of("region", region, "number", number.toString()))
                .stream()
                .findFirst();
    }

    /** Holds the row until the transaction ends. */
    Optional<Original> lock(String region, OriginalNumber number) {
        return select(
                        "where region_code = :region and number = :number for update",
                        Map.of("region", region, "number", number.toString()))
                .stream()
                .findFirst();
    }

    List<Original> byKey(String region, UUID by, UUID key) {
        return select(
                "where region_code = :region and taken_by = :by and request_key = :key order by line",
                Map.of("region", region, "by", by, "key", key));
    }

    List<Original> ofCase(String region, UUID caseId, int most) {
        return select(
                "where region_code = :region and case_id = :case order by taken_at, number limit :most",
                Map.of("region", region, "case", caseId, "most", most));
    }

    List<Original> heldBy(String region, UUID staff, int most) {
        return select("""
                where region_code = :region and custodian_id = :staff and closed_how is null
                  and to_place is null
                order by since, number
                limit :most
                """, Map.of("region", region, "staff", staff, "most", most));
    }

    List<Original> givenBy(String region, UUID staff, int most) {
        return select("""
                where region_code = :region and custodian_id = :staff and closed_how is null
                  and to_place is not null
                order by since, number
                limit :most
                """, Map.of("region", region, "staff", staff, "most", most));
    }

    /**
     * @param from whose papers somebody takes over for the archive
     * @param everywhere true where that is every place
     */
    List<Original> comingTo(
            String region, Collection<Place> places, Collection<Place> from, boolean everywhere, int most) {
        return select(
                """
                where region_code = :region and to_place is not null
                  and (to_place = any(:places) or (to_place = 'archive' and (:everywhere or place = any(:from))))
                order by since, number
                limit :most
                """,
                Map.of(
                        "region", region,
                        "places", codes(places),
                        "from", codes(from),
                        "everywhere", everywhere,
                        "most", most));
    }

    List<Original> at(String region, Place place, int most) {
        return select("""
                where region_code = :region and place = :place and closed_how is null
                order by since, number
                limit :most
                """, Map.of("region", region, "place", place.code(), "most", most));
    }

    List<Original> unconfirmed(String region, Instant before, int most) {
        return select("""
                where region_code = :region and to_place is not null and since < :before
                order by since, number
                limit :most
                """, Map.of("region", region, "before", Timestamp.from(before), "most", most));
    }

    /** A place in the list of what is on the way, the longest first. */
    record Since(Instant at, UUID id) {}

    static final Since BEFORE_ALL = new Since(Instant.EPOCH, new UUID(0, 0));

    /** Places only: what cannot be read keeps nobody from finding the others. */
    List<Since> lateUntold(String region, Instant before, Since after, int most) {
        return jdbc.sql("""
                        select since, id
                          from custody.original
                         where region_code = :region and to_place is not null and since < :before and late_told_at is null
                           and (since, id) > (:after, :id)
                         order by since, id
                         limit :most
                        """)
                .param("region", region)
                .param("before", Timestamp.from(before))
                .param("after", Timestamp.from(after.at()))
                .param("id", after.id())
                .param("most", most)
                .query((row, _) -> new Since(row.getTimestamp("since").toInstant(), row.getObject("id", UUID.class)))
                .list();
    }

    /** False where it is not on that way any more, or was told of. */
    boolean told(String region, Since late, Instant now) {
        int rows = jdbc.sql("""
                        update custody.original
                           set late_told_at = :now
                         where region_code = :region and id = :id and since = :since
                           and to_place is not null and late_told_at is null
                        """)
                .param("now", Timestamp.from(now))
                .param("region", region)
                .param("id", late.id())
                .param("since", Timestamp.from(late.at()))
                .update();
        return rows == 1;
    }

    /** What is to be destroyed, or is lost. */
    List<Original> inPlight(String region, String plight, int most) {
        return select("""
                where region_code = :region and plight = :plight
                order by since, number
                limit :most
                """, Map.of("region", region, "plight", plight, "most", most));
    }

    List<Original> ofEndedCases(String region, int most) {
        return select("""
                where region_code = :region and case_ended_at is not null and closed_how is null
                order by case_ended_at, number
                limit :most
                """, Map.of("region", region, "most", most));
    }

    List<Whereabouts.Count> counts(String region, Instant before) {
        return jdbc.sql(COUNTS)
                .param("region", region)
                .param("before", Timestamp.from(before))
                .query((row, _) -> new Whereabouts.Count(
                        Place.of(row.getString("place")),
                        row.getLong("held"),
                        row.getLong("on_the_way"),
                        row.getLong("late"),
                        row.getLong("ended")))
                .list();
    }

    private static String[] codes(Collection<Place> places) {
        return places.stream().map(Place::code).toArray(String[]::new);
    }

    private List<Original> select(String condition, Map<String, Object> parameters) {
        return jdbc.sql(COLUMNS + condition)
                .params(new HashMap<>(parameters))
                .query((row, _) -> original(row))
                .list();
    }

    private Original original(ResultSet row) throws SQLException {
        String region = row.getString("region_code");
        UUID id = row.getObject("id", UUID.class);
        return new Original(
                id,
                OriginalNumber.of(row.getString("number")),
                new CaseId(region, row.getObject("case_id", UUID.class)),
                row.getString("case_number"),
                row.getObject("holder", UUID.class),
                row.getString("material"),
                open(WHAT, region, id, row.getBytes("what_sealed"), Text.class),
                row.getInt("sheets"),
                row.getObject("taken_by", UUID.class),
                row.getTimestamp("taken_at").toInstant(),
                standing(row),
                instant(row, "case_ended_at"),
                row.getInt("moves"));
    }

    private Standing standing(ResultSet row) throws SQLException {
        Place place = Place.of(row.getString("place"));
        Instant since = row.getTimestamp("since").toInstant();
        UUID custodian = row.getObject("custodian_id", UUID.class);
        String to = row.getString("to_place");
        String how = row.getString("closed_how");
        if (how != null) {
            return new Closed(place, custodian, Move.Kind.valueOf(how), since);
        }
        if (to != null) {
            return new OnTheWay(place, custodian, Place.of(to), since);
        }
        LocalDate fetchUntil = row.getObject("fetch_until_on", LocalDate.class);
        if (fetchUntil != null) {
            return new Doomed(place, custodian, fetchUntil, since);
        }
        return LOST.equals(row.getString("plight"))
                ? new Lost(place, custodian, since)
                : new Held(place, custodian, since);
    }

    private Move move(String region, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String to = row.getString("to_place");
        return new Move(
                row.getInt("number"),
                Move.Kind.valueOf(row.getString("kind")),
                row.getObject("by_id", UUID.class),
                row.getTimestamp("at").toInstant(),
                Place.of(row.getString("place")),
                to == null ? null : Place.of(to),
                open(DETAIL, region, id, row.getBytes("detail_sealed"), Move.Detail.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private byte[] seal(String column, String region, UUID row, Object content) {
        return cipher.seal(column, region, row.toString(), JSON.write(content)).bytes();
    }

    private <T> T open(String column, String region, UUID row, byte[] sealed, Class<T> type) {
        return JSON.read(cipher.open(column, region, row.toString(), Sealed.of(sealed)), type);
    }
}
