package org.yimen.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.CreditCode;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.ThirdParty.Kind;
import org.yimen.identity.ThirdParty.Standing;
import org.yimen.platform.CityTime;

/** 第三方机构: enters, suspends and ends those who act for applicants as their profession. Asked at each request, kept nowhere. */
@Service
public class ThirdParties {

    /** Nobody is vouched for longer than this without being looked at again. */
    public static final Period LONGEST = Period.ofYears(3);

    /** What a page lists. */
    public static final int MOST = 500;

    private static final int LONGEST_TEXT = 200;

    private static final String COLUMNS = """
        select t.id, t.entity_id, e.credit_code, e.name, t.kind, t.qualification, t.department, t.from_on, t.until_on,
               t.suspended_at, t.suspended_because, t.ended_at, t.ended_because
          from identity.third_party t
               join identity.entity e on e.id = t.entity_id
         where t.region_code = :region
        """;

    /** What is entered. */
    public record Entry(
            CreditCode code,
            String name,
            Kind kind,
            String qualification,
            String department,
            LocalDate from,
            LocalDate until) {}

    private final JdbcClient jdbc;
    private final EntityTables entities;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;

    ThirdParties(
            JdbcClient jdbc,
            EntityTables entities,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.audit = audit;
        this.time = time;
        this.home = home;
    }

    /** Enters one; where nobody has entered its firm yet, that too, and its representative makes his account of it as usual. */
    @Transactional
    public UUID enter(String region, Entry entry, String by) {
        mustMakeSense(entry);
        Instant now = time.instant();
        LegalEntity firm = entities.find(entry.code()).orElse(null);
        if (firm == null) {
            firm = new LegalEntity(Uuid7.next(now), entry.code(), entry.name().strip(), "", List.of());
            entities.insert(firm, now);
        } else if (!firm.name().equals(entry.name().strip())) {
            throw new IdentityRuleBroken("identity.third-party.other-name", firm.name());
        }
        UUID id = Uuid7.next(now);
        try {
            insert(region, id, firm.id(), entry, by, now);
        } catch (DuplicateKeyException _) {
            throw new IdentityRuleBroken("identity.third-party.known");
        }
        audit.record(
                region,
                by,
                "identity.third-party-entered",
                id.toString(),
                Map.of(
                        "entity", entry.code().value(),
                        "kind", entry.kind().name(),
                        "department", entry.department(),
                        "from", entry.from().toString(),
                        "until", entry.until().toString()));
        return id;
    }

    private void mustMakeSense(Entry entry) {
        boolean inOrder =
                !entry.until().isBefore(entry.from()) && !entry.until().isBefore(today());
        if (!inOrder || entry.until().isAfter(entry.from().plus(LONGEST))) {
            throw new IdentityRuleBroken("identity.third-party.days", LONGEST.getYears());
        }
        mustBeShort(entry.name());
        mustBeShort(entry.qualification());
    }

    private static void mustBeShort(String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new IdentityRuleBroken("identity.third-party.text", LONGEST_TEXT);
        }
        if (AuditLog.holdsPersonalNumber(text)) {
            throw new IdentityRuleBroken("identity.third-party.number");
        }
    }

    private void insert(String region, UUID id, UUID entity, Entry entry, String by, Instant now) {
        jdbc.sql("""
            insert into identity.third_party (region_code, id, entity_id, kind, qualification, department,
                                              from_on, until_on, entered_by, entered_at)
            values (:region, :id, :entity, :kind, :qualification, :department,
                    :from, :until, :by, :at)
            """)
                .param("region", region)
                .param("id", id)
                .param("entity", entity)
                .param("kind", entry.kind().name())
                .param("qualification", entry.qualification().strip())
                .param("department", entry.department())
                .param("from", entry.from())
                .param("until", entry.until())
                .param("by", by)
                .param("at", Timestamp.from(now))
                .update();
    }

    /** From this moment it may act for nobody, until {@link #resume}. */
    @Transactional
    public void suspend(String region, UUID id, String because, String by) {
        mustBeShort(because);
        if (AuditLog.holdsPersonalNumber(because)) {
            throw new IdentityRuleBroken("identity.third-party.number");
        }
        change("""
            update identity.third_party
               set suspended_at = :at, suspended_because = :because
             where region_code = :region and id = :id and ended_at is null and suspended_at is null
            """, "identity.third-party-suspended", region, id, because, by);
    }

    @Transactional
    public void resume(String region, UUID id, String by) {
        change("""
            update identity.third_party
               set suspended_at = null, suspended_because = null
             where region_code = :region and id = :id and ended_at is null and suspended_at is not null
            """, "identity.third-party-resumed", region, id, null, by);
    }

    /** For good; a new entry is a new decision. */
    @Transactional
    public void end(String region, UUID id, String because, String by) {
        mustBeShort(because);
        if (AuditLog.holdsPersonalNumber(because)) {
            throw new IdentityRuleBroken("identity.third-party.number");
        }
        change("""
            update identity.third_party
               set ended_at = :at, ended_because = :because
             where region_code = :region and id = :id and ended_at is null
            """, "identity.third-party-ended", region, id, because, by);
    }

    private void change(String sql, String kind, String region, UUID id, @Nullable String because, String by) {
        var statement = jdbc.sql(sql).param("region", region).param("id", id);
        if (because != null) {
            statement = statement.param("at", Timestamp.from(time.instant())).param("because", because.strip());
        }
        if (statement.update() != 1) {
            throw new IdentityRuleBroken("identity.third-party.not-open");
        }
        audit.record(region, by, kind, id.toString(), because == null ? Map.of() : Map.of("because", because.strip()));
    }

    /** All that were ever entered, those in force first, by name. */
    public List<ThirdParty> in(String region) {
        return jdbc.sql(COLUMNS + " order by t.ended_at is not null, e.name, t.entered_at desc limit :most")
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> of(row))
                .list();
    }

    public Optional<ThirdParty> find(String region, UUID id) {
        return jdbc.sql(COLUMNS + " and t.id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> of(row))
                .optional();
    }

    /** Who may act for applicants today, for everybody to read. */
    public List<ThirdParty> admitted(String region) {
        LocalDate today = today();
        return in(region).stream()
                .filter(each -> each.standingOn(today) == Standing.ADMITTED)
                .toList();
    }

    /** Of an entity: empty where it never was a third party, else how it stands. */
    Optional<Standing> standing(UUID entity) {
        LocalDate today = today();
        return jdbc.sql(COLUMNS + " and t.entity_id = :entity order by t.entered_at desc, t.id desc limit 1")
                .param("region", home)
                .param("entity", entity)
                .query((row, _) -> of(row).standingOn(today))
                .optional();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static ThirdParty of(ResultSet row) throws SQLException {
        return new ThirdParty(
                row.getObject("id", UUID.class),
                row.getObject("entity_id", UUID.class),
                new CreditCode(row.getString("credit_code")),
                row.getString("name"),
                Kind.valueOf(row.getString("kind")),
                row.getString("qualification"),
                row.getString("department"),
                row.getObject("from_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                moment(row.getTimestamp("suspended_at")),
                row.getString("suspended_because"),
                moment(row.getTimestamp("ended_at")),
                row.getString("ended_because"));
    }

    private static @Nullable Instant moment(@Nullable Timestamp stamp) {
        return stamp == null ? null : stamp.toInstant();
    }
}
