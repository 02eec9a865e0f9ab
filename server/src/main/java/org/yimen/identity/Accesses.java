package org.yimen.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Access.Kind;

/** 谁看过我的信息: every look at a person's data, for that person to read (个人信息保护法 arts. 44, 45). */
@Repository
public class Accesses {

    /** The most that one page shows. */
    public static final int MOST = 100;

    private static final String OF = """
        select id, person_id, kind, at, channel, staff_id, staff_name, post, field, reason, case_id
          from identity.access
         where region_code = :region and person_id = any(:whose) and (at, id) < (:before, :id)
         order by at desc, id desc
         limit :limit
        """;

    private static final String INSERT = """
        insert into identity.access
               (region_code, id, person_id, kind, at, channel, staff_id, staff_name, post, field, reason, case_id)
        values (:region, :id, :person, :kind, :at, :channel, :staff, :name, :post, :field, :reason, :case)
        """;

    private static final String ASKED = """
        select exists (select 1
                         from identity.access
                        where region_code = :region and person_id = :person and kind = :kind and case_id = :case
                          and at > :since)
        """;

    private static final String OPENED = """
        select exists (select 1
                         from identity.access
                        where region_code = :region and person_id = :person and kind = :kind and case_id = :case
                          and staff_id = :staff and at > :since)
        """;

    private static final String AT_WINDOW = """
        select kind
          from identity.access
         where region_code = :region and person_id = :person and staff_id = :staff and channel = 'WINDOW'
           and kind in ('CARD_READ', 'REUSED', 'LOOKED_UP') and case_id is null and at > :since
         order by array_position(array['CARD_READ', 'REUSED', 'LOOKED_UP'], kind)
         limit 1
        """;

    private static final UUID FIRST = new UUID(0, 0);

    private static final Duration ANEW = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final InstantSource time;
    private final String home;

    Accesses(JdbcClient jdbc, InstantSource time, @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.time = time;
        this.home = home;
    }

    /** Notes that an officer found the person at a counter, whatever the case. */
    public void lookedUp(UUID person, Onlooker by) {
        note(person, Kind.LOOKED_UP, Channel.WINDOW, by, "", null);
    }

    /** Notes what an officer did with the person's data, in the caller's transaction where there is one. */
    public void note(UUID person, Kind kind, Channel channel, Onlooker by, String reason, @Nullable UUID caseId) {
        insert(person, kind, channel, by, null, reason, caseId);
    }

    /** Notes that an officer was shown the person's field, or the number of a firm and who acts for it, in full. */
    public void shown(UUID person, Access.Field field, Onlooker by, String reason, UUID caseId) {
        insert(person, Kind.UNMASKED, Channel.WINDOW, by, field, reason, caseId);
    }

    /** Notes that an officer opened what the person, or the firm, handed in; of many times in an hour, in one case, the first. */
    public void opened(UUID person, Onlooker by, UUID caseId) {
        boolean known = jdbc.sql(OPENED)
                .param("region", home)
                .param("person", person)
                .param("kind", Kind.OPENED.name())
                .param("case", caseId)
                .param("staff", by.staff())
                .param("since", Timestamp.from(time.instant().minus(ANEW)))
                .query(Boolean.class)
                .single();
        if (!known) {
            note(person, Kind.OPENED, Channel.WINDOW, by, "", caseId);
        }
    }

    /** Notes that somebody of a third party saw what the person handed in, by the body's name; every time. */
    public void seenBy(UUID person, String body, UUID caseId) {
        Instant now = time.instant();
        var access = new Access(
                Uuid7.next(now), person, Kind.THIRD_PARTY, now, Channel.WEB, null, body, "", null, "", caseId);
        insert(home, access);
    }

    private void insert(
            UUID person,
            Kind kind,
            Channel channel,
            Onlooker by,
            Access.@Nullable Field field,
            String reason,
            @Nullable UUID caseId) {
        Instant now = time.instant();
        insert(
                home,
                new Access(
                        Uuid7.next(now),
                        person,
                        kind,
                        now,
                        channel,
                        by.staff(),
                        by.name(),
                        by.post(),
                        field,
                        reason,
                        caseId));
    }

    /**
     * How the person came up at this officer's window since then, by what proves most: his card, his code
     * ({@link Kind#REUSED}), or a number that was typed.
     */
    public Optional<Kind> cameUp(UUID person, UUID staff, Instant since) {
        return jdbc.sql(AT_WINDOW)
                .param("region", home)
                .param("person", person)
                .param("staff", staff)
                .param("since", Timestamp.from(since))
                .query((row, _) -> Kind.valueOf(row.getString("kind")))
                .optional();
    }

    /** Notes that somebody without an account asked how far a case is; of many times in an hour the first. */
    public void progressAsked(UUID person, UUID caseId) {
        boolean known = jdbc.sql(ASKED)
                .param("region", home)
                .param("person", person)
                .param("kind", Kind.PROGRESS_ASKED.name())
                .param("case", caseId)
                .param("since", Timestamp.from(time.instant().minus(ANEW)))
                .query(Boolean.class)
                .single();
        if (!known) {
            note(person, Kind.PROGRESS_ASKED, Channel.WEB, "", caseId);
        }
    }

    /** Notes what the person did himself, at a machine or on the web. */
    public void note(UUID person, Kind kind, Channel channel, String reason) {
        note(person, kind, channel, reason, null);
    }

    /** The same, for a case. */
    void note(UUID person, Kind kind, Channel channel, String reason, @Nullable UUID caseId) {
        Instant now = time.instant();
        insert(home, new Access(Uuid7.next(now), person, kind, now, channel, null, "", "", null, reason, caseId));
    }

    void insert(String region, Access access) {
        Access.Field field = access.field();
        jdbc.sql(INSERT)
                .param("region", region)
                .param("id", access.id())
                .param("person", access.person())
                .param("kind", access.kind().name())
                .param("at", Timestamp.from(access.at()))
                .param("channel", access.channel().name())
                .param("staff", access.staff(), Types.OTHER)
                .param("name", access.staffName())
                .param("post", access.post())
                .param("field", field == null ? null : field.name(), Types.VARCHAR)
                .param("reason", access.reason())
                .param("case", access.caseId(), Types.OTHER)
                .update();
    }

    /** The newest first, older than {@code before}. */
    public List<Access> of(UUID person, Instant before, int limit) {
        return of(List.of(person), before, limit);
    }

    /** The same of several: of a person, and of the firm for which he acts. */
    public List<Access> of(List<UUID> whose, Instant before, int limit) {
        return jdbc.sql(OF)
                .param("region", home)
                .param("whose", whose.toArray(UUID[]::new))
                .param("before", Timestamp.from(before))
                .param("id", FIRST)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> access(row))
                .list();
    }

    private static Access access(ResultSet row) throws SQLException {
        String field = row.getString("field");
        return new Access(
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getTimestamp("at").toInstant(),
                Channel.valueOf(row.getString("channel")),
                row.getObject("staff_id", UUID.class),
                row.getString("staff_name"),
                row.getString("post"),
                field == null ? null : Access.Field.valueOf(field),
                row.getString("reason"),
                row.getObject("case_id", UUID.class));
    }
}
