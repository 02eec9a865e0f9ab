package org.yimen.application;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.Consent;
import org.yimen.application.Application.Command.Grant;
import org.yimen.application.Application.Command.Refuse;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.CityTime;

/**
 * 线上提交、线下审批: items of a system of the line (市监, 不动产登记, 税务) are submitted online and decided in that system at
 * the window; what it decided is keyed back before the decision is written, and the online files are the record.
 */
@Service
public class LineResults {

    /** Kind of the audit entry of a keying. */
    public static final String KEYED = "application.line-result";

    static final String NOT_KEYED = "application.line.not-keyed";
    static final String DIFFERS = "application.line.differs";

    private static final int LONGEST = 40;

    /** As the systems of the lines write them: words, digits, brackets, and what stands between. */
    private static final Pattern NUMBER =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ()（）〔〕\\[\\]/.-]{3," + (LONGEST - 1) + "}");

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final InstantSource time;

    LineResults(JdbcClient jdbc, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.time = time;
    }

    /** @param number the number of the matter in the system of the line */
    public record Keyed(String number, boolean granted, LocalDate on) {

        /** The same number is the same, however wide somebody spaced it. */
        public Keyed {
            number = SPACES.matcher(number.strip()).replaceAll(" ");
        }
    }

    public Optional<Keyed> of(CaseId id) {
        return jdbc.sql("""
                        select line_number, granted, decided_on
                          from application.line_result
                         where region_code = :region and case_id = :case
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .query((row, _) -> new Keyed(
                        row.getString("line_number"),
                        row.getBoolean("granted"),
                        row.getObject("decided_on", LocalDate.class)))
                .optional();
    }

    /** Keys the result back, once; the same again changes nothing, and another one is refused. */
    @Transactional
    public void key(CaseFile<?> file, ItemVersion item, UUID officer, Keyed keyed) {
        if (item.mode().lineSystem() == null) {
            throw new CaseRuleBroken("application.line.none");
        }
        if (!NUMBER.matcher(keyed.number()).matches()
                || AuditLog.holdsPersonalNumber(keyed.number())
                || AuditLog.holdsPersonalNumber(keyed.number().replace(" ", ""))) {
            throw new CaseRuleBroken("application.line.number");
        }
        LocalDate today = CityTime.day(time.instant());
        if (keyed.on().isAfter(today) || keyed.on().isBefore(CityTime.day(file.openedAt()))) {
            throw new CaseRuleBroken("application.line.day");
        }
        int rows = jdbc.sql("""
                        insert into application.line_result
                               (region_code, case_id, line_number, granted, decided_on, keyed_by, keyed_at)
                        values (:region, :case, :number, :granted, :on, :by, :at)
                            on conflict do nothing
                        """)
                .param("region", file.id().region())
                .param("case", file.id().value())
                .param("number", keyed.number())
                .param("granted", keyed.granted())
                .param("on", keyed.on())
                .param("by", officer)
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (rows == 0) {
            if (of(file.id()).filter(keyed::equals).isEmpty()) {
                throw new CaseRuleBroken("application.line.other");
            }
            return;
        }
        audit.record(
                file.id().region(),
                officer.toString(),
                KEYED,
                file.id().value().toString(),
                Map.of("number", keyed.number(), "granted", Boolean.toString(keyed.granted())));
    }

    /** Nothing else is decided here than what the system of the line decided. */
    void demand(CaseFile<?> file, ItemVersion item, @Nullable Command command) {
        Boolean grants = switch (command) {
            case Grant _ -> true;
            case Refuse _ -> false;
            case Consent consent -> consent.grants();
            case null, default -> null;
        };
        if (item.mode().lineSystem() == null || grants == null) {
            return;
        }
        Keyed keyed = of(file.id()).orElseThrow(() -> new CaseRuleBroken(NOT_KEYED));
        if (keyed.granted() != grants) {
            throw new CaseRuleBroken(DIFFERS);
        }
    }
}
