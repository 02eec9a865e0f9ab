package org.yimen.rating;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.organisation.Officer;

/** 好经验: what good ratings teach (M-EVA-05). Chosen by one, approved by another, public from then on. */
@Service
public class Practices {

    /** Kinds of the audit entries. */
    public static final String CHOSEN = "rating.practice-chosen";

    public static final String APPROVED = "rating.practice-approved";

    public static final int LONGEST_TITLE = 80;
    public static final int LONGEST = 2000;
    public static final int MOST = 100;

    private static final String SELECT = """
            select p.id, p.occasion_id, p.department, p.title, p.text, p.chosen_by, p.chosen_at, p.approved_by,
                   p.approved_at
              from rating.practice p
             where p.region_code = :region
            """;

    private final JdbcClient jdbc;
    private final Ratings ratings;
    private final AuditLog audit;
    private final InstantSource time;

    Practices(JdbcClient jdbc, Ratings ratings, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.ratings = ratings;
        this.audit = audit;
        this.time = time;
    }

    /**
     * One of them.
     *
     * @param occasion the good rating that led to it; nobody reads it here
     * @param approvedAt null before it is public
     */
    public record Practice(
            UUID id,
            @Nullable UUID occasion,
            String department,
            String title,
            String text,
            UUID chosenBy,
            Instant chosenAt,
            @Nullable UUID approvedBy,
            @Nullable Instant approvedAt) {}

    /**
     * Chooses a practice from a good rating.
     *
     * @param key the same sent twice is one
     * @throws RatingRefused where the rating is not good, the words are missing, or the key stands for another practice
     */
    @Transactional
    public void choose(Officer officer, UUID key, UUID occasion, String title, String text) {
        Occasion of = ratings.find(officer.region(), occasion).orElseThrow(() -> new RatingRefused("rating.unknown"));
        Rating rating = of.rating();
        if (rating == null || rating.level().stars() < Level.SATISFIED.stars()) {
            throw new RatingRefused("rating.practice.not-good");
        }
        String called = title.strip();
        String said = text.strip();
        if (called.isEmpty()
                || called.length() > LONGEST_TITLE
                || said.isEmpty()
                || said.length() > LONGEST
                || AuditLog.holdsPersonalNumber(called + " " + said)) {
            throw new RatingRefused("rating.practice.words", LONGEST_TITLE, LONGEST);
        }
        int done = jdbc.sql("""
                        insert into rating.practice
                               (region_code, id, occasion_id, department, title, text, chosen_by, chosen_at)
                        values (:region, :id, :occasion, :department, :title, :text, :by, :at)
                            on conflict (region_code, id) do nothing
                        """)
                .param("region", officer.region())
                .param("id", key)
                .param("occasion", occasion, Types.OTHER)
                .param("department", of.department())
                .param("title", called)
                .param("text", said)
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (done == 1) {
            audit.record(
                    officer.region(),
                    officer.id().toString(),
                    CHOSEN,
                    key.toString(),
                    Map.of("department", of.department()));
        } else if (!isThere(officer, key, occasion, called, said)) {
            throw new RatingRefused("platform.key.reused");
        }
    }

    private boolean isThere(Officer officer, UUID key, UUID occasion, String title, String text) {
        return jdbc.sql(SELECT + " and p.id = :id")
                .param("region", officer.region())
                .param("id", key)
                .query((row, _) -> practice(row))
                .optional()
                .filter(before -> before.chosenBy().equals(officer.id())
                        && occasion.equals(before.occasion())
                        && before.title().equals(title)
                        && before.text().equals(text))
                .isPresent();
    }

    /** Another approves it, and it is public. */
    @Transactional
    public void approve(Officer officer, UUID id) {
        int done = jdbc.sql("""
                        update rating.practice
                           set approved_by = :by, approved_at = :at
                         where region_code = :region and id = :id and approved_by is null and chosen_by <> :by
                        """)
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .param("region", officer.region())
                .param("id", id)
                .update();
        if (done == 0) {
            throw new RatingRefused("rating.practice.another");
        }
        audit.record(officer.region(), officer.id().toString(), APPROVED, id.toString(), Map.of());
    }

    /** All of them, the newest first. */
    public List<Practice> all(String region) {
        return list(region, false);
    }

    public List<Practice> published(String region) {
        return list(region, true);
    }

    private List<Practice> list(String region, boolean publicOnly) {
        return jdbc.sql(SELECT + """
                           and (not :public or p.approved_at is not null)
                         order by p.approved_at desc nulls first, p.chosen_at desc, p.id
                         limit :limit
                        """)
                .param("region", region)
                .param("public", publicOnly)
                .param("limit", MOST)
                .query((row, _) -> practice(row))
                .list();
    }

    private static Practice practice(ResultSet row) throws SQLException {
        Timestamp approved = row.getTimestamp("approved_at");
        return new Practice(
                row.getObject("id", UUID.class),
                row.getObject("occasion_id", UUID.class),
                row.getString("department"),
                row.getString("title"),
                row.getString("text"),
                row.getObject("chosen_by", UUID.class),
                row.getTimestamp("chosen_at").toInstant(),
                row.getObject("approved_by", UUID.class),
                approved == null ? null : approved.toInstant());
    }
}
