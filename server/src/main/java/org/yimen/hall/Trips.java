package org.yimen.hall;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** 跑动次数: how often somebody had to come for a case, and to how many windows and halls, by the calls that were for it. */
@Service
public class Trips {

    private static final String OF = """
        select count(distinct (t.person_id, c.day_on)) as trips,
               count(distinct c.window_code) as windows,
               count(distinct g.site_code) as sites
          from hall.call_case f
               join hall.call c on c.region_code = f.region_code and c.id = f.call_id
               join hall.ticket t on t.region_code = c.region_code and t.id = c.ticket_id
               join hall.window_group g on g.region_code = c.region_code and g.code = c.group_code
         where f.region_code = :region and f.case_id = :case and c.outcome = 'DONE'
        """;

    private static final String OF_CASES = """
        select f.case_id, array_agg(distinct c.day_on) as days,
               count(distinct c.window_code) as windows,
               count(distinct g.site_code) as sites
          from hall.call_case f
               join hall.call c on c.region_code = f.region_code and c.id = f.call_id
               join hall.window_group g on g.region_code = c.region_code and g.code = c.group_code
         where f.region_code = :region and f.case_id = any(:cases) and c.outcome = 'DONE'
         group by f.case_id
        """;

    /** Calls are entered as served in order of their end but for those that are being entered now. */
    private static final String SERVED = """
        select distinct f.case_id
          from hall.call c
               join hall.call_case f on f.region_code = c.region_code and f.call_id = c.id
         where c.region_code = :region and c.ended_at >= :since and c.outcome = 'DONE'
         limit :limit
        """;

    private final JdbcClient jdbc;

    Trips(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What one case asked of its applicant.
     *
     * @param trips days on which somebody was served at a window for it
     */
    public record Count(int trips, int windows, int sites) {}

    /**
     * Where people were for one case.
     *
     * @param days on which somebody was served for it
     */
    public record Visits(Set<LocalDate> days, int windows, int sites) {

        /** Nobody took a number for it. */
        public static final Visits NONE = new Visits(Set.of(), 0, 0);

        public Visits {
            days = Set.copyOf(days);
        }
    }

    /** The visits for these cases; those for which nobody came are missing. */
    public Map<UUID, Visits> of(String region, Collection<UUID> cases) {
        var visits = new HashMap<UUID, Visits>();
        jdbc.sql(OF_CASES)
                .param("region", region)
                .param("cases", cases.toArray(UUID[]::new))
                .query(row -> {
                    var days = Stream.of((Date[]) row.getArray("days").getArray())
                            .map(Date::toLocalDate)
                            .collect(Collectors.toSet());
                    visits.put(
                            row.getObject("case_id", UUID.class),
                            new Visits(days, row.getInt("windows"), row.getInt("sites")));
                });
        return visits;
    }

    /** The cases of visits that ended since then, at most {@code limit}. */
    public List<UUID> served(String region, Instant since, int limit) {
        return jdbc.sql(SERVED)
                .param("region", region)
                .param("since", Timestamp.from(since))
                .param("limit", limit)
                .query((row, _) -> row.getObject("case_id", UUID.class))
                .list();
    }

    /** Nothing but zeros where nobody came for it. */
    public Count of(String region, UUID caseId) {
        return jdbc.sql(OF)
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> new Count(row.getInt("trips"), row.getInt("windows"), row.getInt("sites")))
                .single();
    }
}
