package org.yimen.insight;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.catalogue.Catalogue;

/** 改革前要跑几趟: what the director states of each item, and where he has it from. Nothing is assumed where he is silent. */
@Service
public class BeforeTrips {

    /** Kind of the audit entries of what was stated. */
    public static final String STATED = "insight.before-trips";

    static final int MOST_TRIPS = 99;
    static final int LONGEST_SOURCE = 200;
    private static final int MOST = 10_000;

    private static final String ALL = """
        select item_code, trips, source, stated_at
          from insight.before_trips
         where region_code = :region
         order by item_code
         limit :limit
        """;

    private static final String STATE = """
        insert into insight.before_trips (region_code, item_code, trips, source, stated_by, stated_at)
        values (:region, :item, :trips, :source, :by, :at)
            on conflict on constraint before_trips_pk do update
           set trips = excluded.trips, source = excluded.source, stated_by = excluded.stated_by,
               stated_at = excluded.stated_at
         where before_trips.trips <> excluded.trips or before_trips.source <> excluded.source
        """;

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final AuditLog audit;
    private final InstantSource time;

    BeforeTrips(JdbcClient jdbc, Catalogue catalogue, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.audit = audit;
        this.time = time;
    }

    /** What is stated of an item. */
    public record Statement(String item, int trips, String source, Instant at) {}

    public List<Statement> all(String region) {
        return jdbc.sql(ALL)
                .param("region", region)
                .param("limit", MOST)
                .query((row, _) -> new Statement(
                        row.getString("item_code"),
                        row.getInt("trips"),
                        row.getString("source"),
                        row.getTimestamp("stated_at").toInstant()))
                .list();
    }

    Map<String, Integer> of(String region) {
        var trips = new HashMap<String, Integer>();
        all(region).forEach(statement -> trips.put(statement.item(), statement.trips()));
        return trips;
    }

    /** What is wrong with a statement: the key of a message; empty where nothing is. */
    public Optional<String> wrong(String item, int trips, String source) {
        if (catalogue.current(item).isEmpty()) {
            return Optional.of("insight.before.no-item");
        }
        if (trips < 0 || trips > MOST_TRIPS) {
            return Optional.of("insight.before.no-number");
        }
        return source.isBlank() || source.strip().length() > LONGEST_SOURCE
                ? Optional.of("insight.before.no-source")
                : Optional.empty();
    }

    /** Stating the same again changes nothing. */
    @Transactional
    public void state(String region, UUID by, String item, int trips, String source) {
        wrong(item, trips, source).ifPresent(key -> {
            throw new IllegalArgumentException(key);
        });
        int changed = jdbc.sql(STATE)
                .param("region", region)
                .param("item", item)
                .param("trips", trips)
                .param("source", source.strip())
                .param("by", by)
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (changed > 0) {
            audit.record(region, by.toString(), STATED, item, Map.of("trips", Integer.toString(trips)));
        }
    }
}
