package org.yimen.application;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;

/** 两人: what one officer wrote into a table waits there for the word of another, unless the first keeps out since. */
final class SecondWord {

    private final JdbcClient jdbc;
    private final InstantSource time;
    private final String letFall;
    private final String decide;

    /**
     * @param table of this schema, with region_code, id, case_id, decided_by, decided_at, confirmed, note and fallen_at
     * @param first the column of who wrote it
     */
    SecondWord(JdbcClient jdbc, InstantSource time, String table, String first) {
        this.jdbc = jdbc;
        this.time = time;
        letFall = """
                update application.%s
                   set fallen_at = :at
                 where region_code = :region and case_id = :case and decided_at is null and fallen_at is null
                   and %s = any(:out)
                """.formatted(table, first);
        decide = """
                update application.%s
                   set decided_by = :by, decided_at = :at, confirmed = :confirmed, note = :note
                 where region_code = :region and id = :id and decided_at is null and fallen_at is null
                   and %s <> :by
                """.formatted(table, first);
    }

    /** 回避: what somebody wrote who keeps out since makes room for what another one writes. */
    void letFall(CaseId id, List<UUID> keptOut) {
        if (keptOut.isEmpty()) {
            return;
        }
        jdbc.sql(letFall)
                .param("at", Timestamp.from(time.instant()))
                .param("region", id.region())
                .param("case", id.value())
                .param("out", keptOut.toArray(UUID[]::new))
                .update();
    }

    /** False where it is decided or fallen, or is his own. */
    boolean decide(CaseId id, UUID entry, Actor actor, boolean confirmed, String note) {
        return jdbc.sql(decide)
                        .param("by", actor.id())
                        .param("at", Timestamp.from(time.instant()))
                        .param("confirmed", confirmed)
                        .param("note", note)
                        .param("region", id.region())
                        .param("id", entry)
                        .update()
                > 0;
    }
}
