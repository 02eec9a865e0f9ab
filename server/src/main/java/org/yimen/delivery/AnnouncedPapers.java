package org.yimen.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.casework.CaseId;
import org.yimen.delivery.Announcement.End;
import org.yimen.delivery.Announcement.How;
import org.yimen.delivery.Announcement.Tried;

/** What is served by announcement, and was. */
@Repository
public class AnnouncedPapers {

    /** So many of one case, or of one page, are listed. */
    public static final int MOST = 100;

    private static final String SELECT = """
            select id, case_id, paper, paper_number, title, reason, by_hand_on, by_mail_on, online_on, announced_on, until_on,
                   announced_by, ended, ended_at, ended_because
              from delivery.announcement
             where region_code = :region
            """;

    private final JdbcClient jdbc;

    AnnouncedPapers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False where that paper hangs out already. */
    public boolean hangOut(String region, Announcement announcement, Instant at) {
        return jdbc.sql("""
                        insert into delivery.announcement
                               (region_code, id, case_id, paper, paper_number, title, reason, by_hand_on, by_mail_on, online_on,
                                announced_on, until_on, announced_by, announced_at)
                        values (:region, :id, :case, :paper, :number, :title, :reason, :hand, :mail, :online,
                                :on, :until, :by, :at)
                            on conflict do nothing
                        """)
                        .param("region", region)
                        .param("id", announcement.id())
                        .param("case", announcement.caseId())
                        .param("paper", announcement.paper())
                        .param("number", announcement.number())
                        .param("title", announcement.title())
                        .param("reason", announcement.reason())
                        .param("hand", announcement.tried().byHand())
                        .param("mail", announcement.tried().byMail())
                        .param("online", announcement.tried().online(), Types.DATE)
                        .param("on", announcement.on())
                        .param("until", announcement.untilOn())
                        .param("by", announcement.by())
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
    }

    /** Of one case, the first first. */
    public List<Announcement> of(CaseId id) {
        return jdbc.sql(SELECT + " and case_id = :case order by announced_at, id limit :most")
                .param("region", id.region())
                .param("case", id.value())
                .param("most", MOST)
                .query((row, _) -> announcement(row))
                .list();
    }

    /** What hangs out on that day, the first to end first. */
    public List<Announcement> hangingOut(String region, LocalDate today) {
        return jdbc.sql(SELECT + " and ended is null and until_on >= :today order by until_on, id limit :most")
                .param("region", region)
                .param("today", today)
                .param("most", MOST)
                .query((row, _) -> announcement(row))
                .list();
    }

    /** Whose days are over and which nobody served yet, the oldest first. */
    public List<Announcement> over(String region, LocalDate today) {
        return jdbc.sql(SELECT + " and ended is null and until_on < :today order by until_on, id limit :most")
                .param("region", region)
                .param("today", today)
                .param("most", MOST)
                .query((row, _) -> announcement(row))
                .list();
    }

    /**
     * Ends one that serves nothing; false where it had ended.
     *
     * @param by who took it down, or null
     */
    public boolean end(String region, UUID id, How how, @Nullable UUID by, @Nullable String because, Instant at) {
        return jdbc.sql("""
                        update delivery.announcement
                           set ended = :how, ended_at = :at, ended_by = :by, ended_because = :because
                         where region_code = :region and id = :id and ended is null
                        """)
                        .param("how", how.code())
                        .param("at", Timestamp.from(at))
                        .param("by", by, Types.OTHER)
                        .param("because", because, Types.VARCHAR)
                        .param("region", region)
                        .param("id", id)
                        .update()
                > 0;
    }

    private static Announcement announcement(ResultSet row) throws SQLException {
        String ended = row.getString("ended");
        String because = row.getString("ended_because");
        return new Announcement(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("paper"),
                row.getString("paper_number"),
                row.getString("title"),
                row.getString("reason"),
                new Tried(
                        row.getObject("by_hand_on", LocalDate.class),
                        row.getObject("by_mail_on", LocalDate.class),
                        row.getObject("online_on", LocalDate.class)),
                row.getObject("announced_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                row.getObject("announced_by", UUID.class),
                ended == null
                        ? null
                        : new End(
                                How.of(ended),
                                row.getTimestamp("ended_at").toInstant(),
                                because == null ? "" : because));
    }
}
