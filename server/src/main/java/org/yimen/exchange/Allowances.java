package org.yimen.exchange;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.identity.Machine;
import org.yimen.platform.CityTime;

/** How often machines may have people told something, or ask who somebody is: counted in the database, for all nodes. */
@Service
public class Allowances {

    /** What machines together may have one person told on a day. */
    public static final int MOST_TOLD = 5;

    /** How often an hour a machine may ask who somebody is without handing anything in for him. */
    public static final int MOST_LOOKUPS = 30;

    /** Counts are kept a little longer than they bound anything, and no longer. */
    private static final Duration KEPT = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final InstantSource time;

    Allowances(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * A message to be sent.
     *
     * @param key of the request; its repeat is the same message
     */
    public record Message(Machine machine, String key, UUID caseId, String template, UUID holder) {}

    /**
     * Counts a message before it is sent.
     *
     * @throws TooOften {@code exchange.message.said-today} or {@code exchange.message.enough}
     */
    @Transactional
    public void tell(Message message) {
        String region = message.machine().region();
        LocalDate today = CityTime.day(time.instant());
        if (isKnown(message)) {
            return;
        }
        int said = jdbc.sql("""
                        insert into exchange.message_said (region_code, case_id, template, said_on, client_id, key)
                        values (:region, :case, :template, :today, :client, :key)
                            on conflict do nothing
                        """)
                .param("region", region)
                .param("case", message.caseId())
                .param("template", message.template())
                .param("today", today)
                .param("client", message.machine().clientId())
                .param("key", message.key())
                .update();
        if (said == 0) {
            // The same request in the same moment, or the same words with another key.
            if (isKnown(message)) {
                return;
            }
            throw tooOften("exchange.message.said-today", today);
        }
        jdbc.sql("""
                        delete from exchange.person_told
                         where region_code = :region and holder_id = :holder and told_on < :stale
                        """)
                .param("region", region)
                .param("holder", message.holder())
                .param("stale", today.minusDays(KEPT.toDays()))
                .update();
        int told = jdbc.sql("""
                        insert into exchange.person_told as t (region_code, holder_id, told_on, times)
                        values (:region, :holder, :today, 1)
                            on conflict (region_code, holder_id, told_on) do update set times = t.times + 1
                         where t.times < :most
                        """)
                .param("region", region)
                .param("holder", message.holder())
                .param("today", today)
                .param("most", MOST_TOLD)
                .update();
        if (told == 0) {
            throw tooOften("exchange.message.enough", today);
        }
    }

    private boolean isKnown(Message message) {
        return jdbc.sql("""
                        select exists (select 1
                                         from exchange.message_said
                                        where region_code = :region and client_id = :client and key = :key)
                        """)
                .param("region", message.machine().region())
                .param("client", message.machine().clientId())
                .param("key", message.key())
                .query(Boolean.class)
                .single();
    }

    /**
     * Counts a question who somebody is, before it is answered.
     *
     * @return the hour in which it counts, for {@link #handedIn}
     * @throws TooOften {@code exchange.lookup.enough}
     */
    public Instant lookUp(Machine machine) {
        Instant now = time.instant();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        jdbc.sql("""
                        delete from exchange.lookup
                         where region_code = :region and client_id = :client and hour_at < :stale
                        """)
                .param("region", machine.region())
                .param("client", machine.clientId())
                .param("stale", Timestamp.from(hour.minus(KEPT)))
                .update();
        int counted = jdbc.sql("""
                        insert into exchange.lookup as l (region_code, client_id, hour_at, times)
                        values (:region, :client, :hour, 1)
                            on conflict (region_code, client_id, hour_at) do update set times = l.times + 1
                         where l.times < :most
                        """)
                .param("region", machine.region())
                .param("client", machine.clientId())
                .param("hour", Timestamp.from(hour))
                .param("most", MOST_LOOKUPS)
                .update();
        if (counted == 0) {
            throw new TooOften(
                    "exchange.lookup.enough", Duration.between(now, hour.plus(1, ChronoUnit.HOURS)), MOST_LOOKUPS);
        }
        return hour;
    }

    /** It was no question but an application: that counts for nothing. */
    public void handedIn(Machine machine, Instant hour) {
        jdbc.sql("""
                        update exchange.lookup
                           set times = times - 1
                         where region_code = :region and client_id = :client and hour_at = :hour and times > 0
                        """)
                .param("region", machine.region())
                .param("client", machine.clientId())
                .param("hour", Timestamp.from(hour))
                .update();
    }

    private TooOften tooOften(String code, LocalDate today) {
        return new TooOften(code, Duration.between(time.instant(), CityTime.startOf(today.plusDays(1))), MOST_TOLD);
    }
}
