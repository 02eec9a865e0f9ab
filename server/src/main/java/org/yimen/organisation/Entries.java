package org.yimen.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.platform.CityTime;

/**
 * 委托录入: a clerk keys cases of an item into the system of its line, under a letter with {@link Right#ENTER}. Each use is
 * kept. The other system itself is out of reach here: what was keyed is what this register holds.
 */
@Service
public class Entries {

    private static final int LONGEST = 2000;
    private static final int MOST = 100;

    private static final String SELECT = """
            select region_code, id, letter_number, department_code, item_code, staff_id, system_name, case_number, keyed,
                   keyed_at
              from organisation.entry_use
            """;

    /**
     * What is to be kept of one entry.
     *
     * @param system of the line of the item, as the version of the case names it
     * @param caseId under which the log has it
     * @param text what was keyed, without personal numbers
     */
    public record Keyed(String department, String item, String system, UUID caseId, String caseNumber, String text) {}

    /**
     * One use of the right.
     *
     * @param system into which it was keyed
     * @param keyed what was keyed, without personal numbers
     */
    public record Use(
            UUID id,
            String region,
            String letter,
            String department,
            String item,
            UUID clerk,
            String system,
            String caseNumber,
            String keyed,
            Instant at) {

        /** True where the other says the same, whenever and under whichever letter it came. */
        boolean says(Use other) {
            return clerk.equals(other.clerk)
                    && item.equals(other.item)
                    && caseNumber.equals(other.caseNumber)
                    && keyed.equals(other.keyed);
        }
    }

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    Entries(JdbcClient jdbc, Directory directory, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Keys one entry; refused from the moment at which the right ended or was withdrawn. Whether the case is one that he may
     * open is asked by whoever knows cases.
     *
     * @param id chosen by who asks: the same entry sent again is kept once, and another one under it is refused
     */
    @Transactional
    public Use key(UUID id, UUID clerk, Keyed keyed) {
        Instant now = time.instant();
        Officer officer = directory.officer(clerk, now);
        Letter letter = officer.everywhere()
                .letterFor(Right.ENTER, keyed.department(), keyed.item(), CityTime.day(now))
                .orElseThrow(() -> new OrganisationRefused("organisation.entry.no-right", keyed.item()));
        if (keyed.text().isBlank() || keyed.text().length() > LONGEST) {
            throw new OrganisationRefused("organisation.entry.incomplete", LONGEST);
        }
        if (AuditLog.holdsPersonalNumber(keyed.text())) {
            throw new OrganisationRefused("organisation.entry.personal-number");
        }
        var use = new Use(
                id,
                officer.region(),
                letter.number(),
                keyed.department(),
                keyed.item(),
                clerk,
                keyed.system(),
                keyed.caseNumber(),
                keyed.text().strip(),
                now);
        int kept = jdbc.sql("""
                        insert into organisation.entry_use (region_code, id, letter_number, department_code, item_code,
                                                            staff_id, system_name, case_number, keyed, keyed_at)
                        values (:region, :id, :letter, :department, :item,
                                :clerk, :system, :case, :keyed, :at)
                            on conflict do nothing
                        """)
                .param("region", use.region())
                .param("id", use.id())
                .param("letter", use.letter())
                .param("department", use.department())
                .param("item", use.item())
                .param("clerk", clerk)
                .param("system", use.system())
                .param("case", use.caseNumber())
                .param("keyed", use.keyed())
                .param("at", Timestamp.from(now))
                .update();
        if (kept == 0) {
            return find(use.region(), id)
                    .filter(use::says)
                    .orElseThrow(() -> new OrganisationRefused("organisation.entry.other"));
        }
        audit.record(
                use.region(),
                clerk.toString(),
                "organisation.entry-keyed",
                keyed.caseId().toString(),
                Map.of("letter", use.letter(), "item", use.item(), "system", use.system()));
        return use;
    }

    private Optional<Use> find(String region, UUID id) {
        return jdbc.sql(SELECT + " where region_code = :region and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> use(row))
                .optional();
    }

    /** The uses of a region, or of one department's items only, the latest first. */
    public List<Use> of(String region, String department) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and (:department = '' or department_code = :department)
                         order by keyed_at desc, id desc
                         limit :most
                        """)
                .param("region", region)
                .param("department", department)
                .param("most", MOST)
                .query((row, _) -> use(row))
                .list();
    }

    /** What somebody keyed himself, the latest first. */
    public List<Use> by(String region, UUID clerk) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and staff_id = :clerk
                         order by keyed_at desc, id desc
                         limit :most
                        """)
                .param("region", region)
                .param("clerk", clerk)
                .param("most", MOST)
                .query((row, _) -> use(row))
                .list();
    }

    private static Use use(ResultSet row) throws SQLException {
        return new Use(
                row.getObject("id", UUID.class),
                row.getString("region_code"),
                row.getString("letter_number"),
                row.getString("department_code"),
                row.getString("item_code"),
                row.getObject("staff_id", UUID.class),
                row.getString("system_name"),
                row.getString("case_number"),
                row.getString("keyed"),
                row.getTimestamp("keyed_at").toInstant());
    }
}
