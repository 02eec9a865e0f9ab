package org.yimen.hall;

import java.util.UUID;
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

    /** Nothing but zeros where nobody came for it. */
    public Count of(String region, UUID caseId) {
        return jdbc.sql(OF)
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> new Count(row.getInt("trips"), row.getInt("windows"), row.getInt("sites")))
                .single();
    }
}
