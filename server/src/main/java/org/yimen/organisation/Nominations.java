package org.yimen.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.Uuid7;

/**
 * 管理员任命的双人复核: a security administrator proposes who becomes one of the three administrators, the centre's director
 * confirms or declines. Neither of the two, and not the person himself, does it alone.
 */
@Service
public class Nominations {

    private static final int MOST = 100;

    /**
     * Somebody proposed for an administrator's post.
     *
     * @param confirmed null while nobody has settled it
     */
    public record Nomination(
            UUID id,
            Posting posting,
            String reason,
            Instant proposedAt,
            UUID proposedBy,
            @Nullable Instant settledAt,
            @Nullable UUID settledBy,
            @Nullable Boolean confirmed) {

        public boolean isOpen() {
            return confirmed == null;
        }
    }

    private static final String COLUMNS = """
            select region_code, id, department_code || '/' || role as post, staff_id, from_on, until_on, reason,
                   proposed_at, proposed_by, settled_at, settled_by, confirmed
              from organisation.nomination
            """;

    private final JdbcClient jdbc;
    private final StaffDesk desk;
    private final Organisation organisation;
    private final OrganisationTables tables;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    Nominations(
            JdbcClient jdbc,
            StaffDesk desk,
            Organisation organisation,
            OrganisationTables tables,
            Directory directory,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.organisation = organisation;
        this.tables = tables;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /** Proposes somebody else for one of the three posts. He has nothing of it before it is confirmed. */
    @Transactional
    public Nomination propose(UUID by, Posting posting, String reason) {
        String region = desk.demand(by);
        if (by.equals(posting.staff())) {
            throw new OrganisationRefused("organisation.staff.himself");
        }
        if (!Administrator.isOneOfTheThree(posting.post())) {
            throw new OrganisationRefused("organisation.nomination.not-administrator");
        }
        if (directory.post(region, posting.post()).isEmpty()) {
            throw new OrganisationRefused("organisation.posting.unknown", posting.post());
        }
        directory.member(region, posting.staff());
        if (reason.isBlank() || AuditLog.holdsPersonalNumber(reason)) {
            throw new OrganisationRefused("organisation.reason-missing");
        }
        PostingRules.check(posting, tables.locked());
        Instant now = time.instant();
        var nomination = new Nomination(Uuid7.next(now), posting, reason.strip(), now, by, null, null, null);
        String[] post = posting.post().split("/", 2);
        jdbc.sql("""
                        insert into organisation.nomination (region_code, id, department_code, role, staff_id, from_on,
                                                             until_on, reason, proposed_at, proposed_by)
                        values (:region, :id, :department, :role, :staff, :from,
                                :until, :reason, :at, :by)
                        """)
                .param("region", region)
                .param("id", nomination.id())
                .param("department", post[0])
                .param("role", post[1])
                .param("staff", posting.staff())
                .param("from", posting.from())
                .param("until", posting.until())
                .param("reason", nomination.reason())
                .param("at", Timestamp.from(now))
                .param("by", by)
                .update();
        record(nomination, by, "organisation.administrator-proposed");
        return nomination;
    }

    /** The director's word: with yes the person is appointed at once. */
    @Transactional
    public void settle(UUID by, UUID id, boolean confirmed) {
        Officer officer = directory.officer(by, time.instant());
        if (!officer.holdsAny("director")) {
            throw new OrganisationRefused("organisation.nomination.not-director");
        }
        Nomination nomination = of(officer.region()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new OrganisationRefused("organisation.nomination.settled"));
        if (by.equals(nomination.proposedBy()) || by.equals(nomination.posting().staff())) {
            throw new OrganisationRefused("organisation.nomination.two-people");
        }
        int settled = jdbc.sql("""
                        update organisation.nomination
                           set settled_at = :at, settled_by = :by, confirmed = :confirmed
                         where region_code = :region and id = :id and confirmed is null
                        """)
                .param("region", officer.region())
                .param("id", id)
                .param("at", Timestamp.from(time.instant()))
                .param("by", by)
                .param("confirmed", confirmed)
                .update();
        if (settled == 0) {
            throw new OrganisationRefused("organisation.nomination.settled");
        }
        if (confirmed) {
            organisation.appoint(nomination.posting());
        }
        record(
                nomination,
                by,
                confirmed ? "organisation.administrator-confirmed" : "organisation.administrator-declined");
    }

    /** The nominations of a region, the latest first. */
    public List<Nomination> of(String region) {
        return jdbc.sql(COLUMNS + """
                         where region_code = :region
                         order by proposed_at desc, id desc
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> nomination(row))
                .list();
    }

    private static Nomination nomination(ResultSet row) throws SQLException {
        Timestamp settled = row.getTimestamp("settled_at");
        return new Nomination(
                row.getObject("id", UUID.class),
                new Posting(
                        row.getString("region_code"),
                        row.getString("post"),
                        row.getObject("staff_id", UUID.class),
                        false,
                        row.getObject("from_on", LocalDate.class),
                        row.getObject("until_on", LocalDate.class)),
                row.getString("reason"),
                row.getTimestamp("proposed_at").toInstant(),
                row.getObject("proposed_by", UUID.class),
                settled == null ? null : settled.toInstant(),
                row.getObject("settled_by", UUID.class),
                row.getObject("confirmed", Boolean.class));
    }

    private void record(Nomination nomination, UUID by, String kind) {
        audit.record(
                nomination.posting().region(),
                by.toString(),
                kind,
                nomination.posting().staff().toString(),
                Map.of("post", nomination.posting().post(), "reason", nomination.reason()));
    }
}
