package org.yimen.identity;

import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.platform.CityTime;

/**
 * Bounds how often an officer may ask whose a typed number is: the answer says who has an account here and what his surname
 * is, and one who asks for number after number collects both. An asking counts before it is answered, found or not.
 */
@Service
public class LookUps {

    /** In a quarter of an hour. A busy window serves some twenty people an hour, and a newcomer takes two or three askings. */
    public static final int A_QUARTER = 40;

    /** In a day of the city: a counter that is never empty from eight to six, with slips. */
    public static final int A_DAY = 300;

    /** Kind of the audit entry, which supervision reads among what was stopped. */
    public static final String BOUNDED = "identity.look-ups-bounded";

    private static final String OF_A_QUARTER = "identity.look-ups.quarter";
    private static final String OF_A_DAY = "identity.look-ups.day";

    private static final Duration QUARTER = Duration.ofMinutes(15);

    // One statement: a hundred at once get no further than a hundred in a row.
    private static final String ASK = """
            insert into identity.look_up as l (region_code, staff_id, since_at, asked, day, asked_on_day)
            values (:region, :staff, :now, 1, :today, 1)
                on conflict (region_code, staff_id) do update
                       set since_at = case when l.since_at <= :quarter then excluded.since_at else l.since_at end,
                           asked = case when l.since_at <= :quarter then 1 else l.asked + 1 end,
                           day = excluded.day,
                           asked_on_day = case when l.day < excluded.day then 1 else l.asked_on_day + 1 end
                     where (l.since_at <= :quarter or l.asked < :of_a_quarter)
                       and (l.day < excluded.day or l.asked_on_day < :of_a_day)
            """;

    private static final String DAY_IS_FULL = """
            select exists (select 1
                             from identity.look_up
                            where region_code = :region and staff_id = :staff and day >= :today
                              and asked_on_day >= :of_a_day)
            """;

    private static final String TELL = """
            update identity.look_up
               set told_at = :now
             where region_code = :region and staff_id = :staff and (told_at is null or told_at <= :quarter)
            """;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final InstantSource time;

    LookUps(JdbcClient jdbc, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Counts one asking, whatever becomes of the caller's transaction; the first that is refused in a quarter of an hour is
     * told to supervision.
     *
     * @return the message key of why nothing is looked up, or nothing where it may be
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<String> refusal(String region, Onlooker by) {
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        boolean admitted = jdbc.sql(ASK)
                        .param("region", region)
                        .param("staff", by.staff())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("quarter", now.minus(QUARTER).atOffset(ZoneOffset.UTC))
                        .param("today", Date.valueOf(today))
                        .param("of_a_quarter", A_QUARTER)
                        .param("of_a_day", A_DAY)
                        .update()
                > 0;
        if (admitted) {
            return Optional.empty();
        }
        boolean day = jdbc.sql(DAY_IS_FULL)
                .param("region", region)
                .param("staff", by.staff())
                .param("today", Date.valueOf(today))
                .param("of_a_day", A_DAY)
                .query(Boolean.class)
                .single();
        String code = day ? OF_A_DAY : OF_A_QUARTER;
        tell(region, by, code, now);
        return Optional.of(code);
    }

    private void tell(String region, Onlooker by, String code, Instant now) {
        boolean first = jdbc.sql(TELL)
                        .param("region", region)
                        .param("staff", by.staff())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("quarter", now.minus(QUARTER).atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
        if (first) {
            audit.record(
                    region,
                    by.staff().toString(),
                    BOUNDED,
                    by.staff().toString(),
                    Map.of("code", code, "command", "identity.look-ups.asked", "kind", "OFFICER", "post", by.post()));
        }
    }
}
