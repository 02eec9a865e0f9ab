package org.yimen.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;

/** 监管信息回流: inspections and penalties, as those see them who decide on later cases of the same holder. */
@Service
public class Findings {

    /** The most lines that one case page shows. */
    public static final int MOST = 50;

    /** Kind of the audit entries. */
    public static final String RECORDED = "supervision.finding";

    static final int LONGEST = 1000;
    private static final int LONGEST_REFERENCE = 100;

    /** Years; what is older is a slip of the keyboard. */
    private static final int FURTHEST_BACK = 30;

    private static final String COLUMNS = """
            select holder_id, department_code, kind, found_on, outcome, said, reference, source
              from supervision.finding
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final InstantSource time;

    Findings(JdbcClient jdbc, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.time = time;
    }

    /** What was done. */
    public enum Kind {
        /** 行政检查. */
        INSPECTION,
        /** 行政处罚. */
        PENALTY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One record.
     *
     * @param outcome {@code passed}, {@code mending}, {@code failed} or {@code penalty}
     * @param reference the number under which the department keeps it
     * @param source where it came from: {@code check}, {@code measure}, or the machine that sent it
     */
    public record Finding(
            UUID holder,
            String department,
            Kind kind,
            LocalDate on,
            String outcome,
            String said,
            String reference,
            String source) {

        Finding saying(String words) {
            return new Finding(holder, department, kind, on, outcome, words, reference, source);
        }

        public boolean isBad() {
            return !outcome.equals("passed");
        }
    }

    /**
     * Takes in what a department found; the same reference of the same source is there once, however often it is sent.
     *
     * @return false where it was there already
     * @throws SupervisionRefused also where something else is there under the reference
     */
    @Transactional
    public boolean record(String region, Finding finding, String by) {
        String said = finding.said().strip();
        LocalDate today = CityTime.day(time.instant());
        if (said.isEmpty() || said.length() > LONGEST || AuditLog.holdsPersonalNumber(said)) {
            throw new SupervisionRefused("supervision.finding.said", LONGEST);
        }
        if (finding.reference().isBlank() || finding.reference().length() > LONGEST_REFERENCE) {
            throw new SupervisionRefused("supervision.finding.reference");
        }
        if (finding.on().isAfter(today) || finding.on().isBefore(today.minusYears(FURTHEST_BACK))) {
            throw new SupervisionRefused("supervision.finding.day");
        }
        boolean penalty = finding.outcome().equals("penalty");
        if (penalty != (finding.kind() == Kind.PENALTY)) {
            throw new SupervisionRefused("supervision.finding.outcome");
        }
        UUID id = Uuid7.next(time.instant());
        int done = jdbc.sql("""
                        insert into supervision.finding
                               (region_code, id, holder_id, department_code, kind, found_on, outcome, said, reference,
                                source, recorded_at)
                        values (:region, :id, :holder, :department, :kind, :on, :outcome, :said, :reference, :source, :at)
                            on conflict (region_code, source, department_code, reference) do nothing
                        """)
                .param("region", region)
                .param("id", id)
                .param("holder", finding.holder())
                .param("department", finding.department())
                .param("kind", finding.kind().code())
                .param("on", finding.on())
                .param("outcome", finding.outcome())
                .param("said", said)
                .param("reference", finding.reference())
                .param("source", finding.source())
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (done == 0 && !known(region, finding).equals(finding.saying(said))) {
            throw new SupervisionRefused("supervision.finding.other", finding.reference());
        }
        if (done == 1) {
            audit.record(
                    region,
                    by,
                    RECORDED,
                    id.toString(),
                    Map.of(
                            "department", finding.department(),
                            "kind", finding.kind().code(),
                            "outcome", finding.outcome()));
        }
        return done == 1;
    }

    /** What stands under the reference of this one. */
    private Finding known(String region, Finding finding) {
        return jdbc.sql(COLUMNS + """
                           and source = :source and department_code = :department and reference = :reference
                        """)
                .param("region", region)
                .param("source", finding.source())
                .param("department", finding.department())
                .param("reference", finding.reference())
                .query((row, _) -> finding(row))
                .single();
    }

    /** What was found with this holder, the newest first. */
    public List<Finding> of(String region, UUID holder) {
        return jdbc.sql(COLUMNS + """
                           and holder_id = :holder
                         order by found_on desc, id desc
                         limit :most
                        """)
                .param("region", region)
                .param("holder", holder)
                .param("most", MOST)
                .query((row, _) -> finding(row))
                .list();
    }

    private static Finding finding(ResultSet row) throws SQLException {
        return new Finding(
                row.getObject("holder_id", UUID.class),
                row.getString("department_code"),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getObject("found_on", LocalDate.class),
                row.getString("outcome"),
                row.getString("said"),
                row.getString("reference"),
                row.getString("source"));
    }
}
