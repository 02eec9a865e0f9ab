package org.yimen.delivery;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.casework.CaseId;

/** 阅读: when whom a paper is for opened it here. It is no service, and nothing follows from it. */
@Repository
public class Readings {

    /** The most of one case. */
    public static final int MOST = 500;

    private final JdbcClient jdbc;
    private final InstantSource time;

    Readings(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** @param holder whose paper it is, whoever opened it for him */
    public record Reading(UUID paper, UUID holder, Instant at) {}

    /** He opened it; the first time counts. */
    public void read(CaseId id, UUID paper, UUID holder, UUID person) {
        jdbc.sql("""
                        insert into delivery.reading (region_code, paper_id, holder_id, case_id, person_id, read_at)
                        values (:region, :paper, :holder, :case, :person, :at)
                            on conflict (region_code, paper_id, holder_id) do nothing
                        """)
                .param("region", id.region())
                .param("paper", paper)
                .param("holder", holder)
                .param("case", id.value())
                .param("person", person)
                .param("at", Timestamp.from(time.instant()))
                .update();
    }

    public List<Reading> of(CaseId id) {
        return jdbc.sql("""
                        select paper_id, holder_id, read_at
                          from delivery.reading
                         where region_code = :region and case_id = :case
                         order by read_at, paper_id
                         limit :most
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("most", MOST)
                .query((row, _) -> new Reading(
                        row.getObject("paper_id", UUID.class),
                        row.getObject("holder_id", UUID.class),
                        row.getTimestamp("read_at").toInstant()))
                .list();
    }

    /** When this holder first opened this paper. */
    public static Optional<Instant> first(List<Reading> readings, UUID paper, UUID holder) {
        return readings.stream()
                .filter(each -> each.paper().equals(paper) && each.holder().equals(holder))
                .map(Reading::at)
                .findFirst();
    }
}
