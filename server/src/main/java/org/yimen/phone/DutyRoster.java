package org.yimen.phone;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.phone.DutyWeek.Span;
import org.yimen.platform.CityTime;

/** 24 小时值班表: who is on duty for the phones at which hour, and who of them has signed in. */
@Service
public class DutyRoster {

    public static final int MOST = 500;

    /** One enters at most so many days at a time, and so far ahead. */
    public static final int MOST_DAYS = 31;

    private static final int AHEAD_DAYS = 92;

    /** Whoever forgot to sign off is not taken for present the next day. */
    private static final Duration SEAT_LASTS = Duration.ofHours(14);

    private static final String INSERT = """
            insert into phone.shift (region_code, staff_id, starts_at, ends_at, entered_by, entered_at)
            values (:region, :staff, :starts, :ends, :by, :at)
                on conflict on constraint shift_pk do update set ends_at = excluded.ends_at
            """;

    private static final String DELETE = """
            delete from phone.shift
             where region_code = :region and staff_id = :staff and starts_at = :starts and ends_at > :now
            """;

    private static final String BETWEEN = """
            select staff_id, starts_at, ends_at
              from phone.shift
             where region_code = :region and ends_at > :from and starts_at < :until
             order by starts_at, staff_id
             limit :most
            """;

    private static final String SIT = """
            insert into phone.seat (region_code, staff_id, since)
            values (:region, :staff, :at)
                on conflict on constraint seat_pk do update set since = excluded.since
            """;

    private static final String RISE = """
            delete from phone.seat
             where region_code = :region and staff_id = :staff
            """;

    private static final String SEATED = """
            select staff_id
              from phone.seat
             where region_code = :region and since > :since
             order by staff_id
            """;

    private final JdbcClient jdbc;
    private final PhoneRights rights;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;
    private final String region;

    DutyRoster(
            JdbcClient jdbc,
            PhoneRights rights,
            Directory directory,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
        this.region = region;
    }

    /** One stretch of duty of one person. */
    public record Shift(UUID staff, Instant startsAt, Instant endsAt) {}

    /**
     * Puts somebody on duty, the same hours on several days in a row.
     *
     * @param until at or before {@code from} it is of the next day
     */
    @Transactional
    public void enter(UUID staff, LocalDate day, LocalTime from, LocalTime until, int days, Officer head) {
        if (!rights.mayRoster(head)) {
            throw new AccessDeniedException("Not the head's word");
        }
        LocalDate today = CityTime.day(time.instant());
        if (day.isBefore(today) || day.isAfter(today.plusDays(AHEAD_DAYS))) {
            throw new PhoneRefused("phone.roster.day-wrong", AHEAD_DAYS);
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new PhoneRefused("phone.roster.days-wrong", MOST_DAYS);
        }
        for (int at = 0; at < days; at++) {
            LocalDate on = day.plusDays(at);
            if (!rights.mayAnswer(directory.appointee(staff, on))) {
                throw new PhoneRefused("phone.roster.not-operator");
            }
            Instant starts = on.atTime(from).atZone(CityTime.ZONE).toInstant();
            Instant ends = (until.isAfter(from) ? on : on.plusDays(1))
                    .atTime(until)
                    .atZone(CityTime.ZONE)
                    .toInstant();
            jdbc.sql(INSERT)
                    .param("region", region)
                    .param("staff", staff)
                    .param("starts", Timestamp.from(starts))
                    .param("ends", Timestamp.from(ends))
                    .param("by", head.id())
                    .param("at", Timestamp.from(time.instant()))
                    .update();
        }
        audit.record(
                region,
                head.id().toString(),
                "phone.shift-entered",
                staff.toString(),
                Map.of(
                        "day", day.toString(),
                        "from", from.toString(),
                        "until", until.toString(),
                        "days", Integer.toString(days)));
    }

    /** Takes a stretch that has not ended out; what is past stays as it was. */
    @Transactional
    public void remove(UUID staff, Instant startsAt, Officer head) {
        if (!rights.mayRoster(head)) {
            throw new AccessDeniedException("Not the head's word");
        }
        int gone = jdbc.sql(DELETE)
                .param("region", region)
                .param("staff", staff)
                .param("starts", Timestamp.from(startsAt))
                .param("now", Timestamp.from(time.instant()))
                .update();
        if (gone > 0) {
            audit.record(
                    region,
                    head.id().toString(),
                    "phone.shift-removed",
                    staff.toString(),
                    Map.of("starts", startsAt.toString()));
        }
    }

    /** What is entered from now on, for a week. */
    public List<Shift> coming() {
        Instant now = time.instant();
        return between(now, now.plus(DutyWeek.LENGTH));
    }

    private List<Shift> between(Instant from, Instant until) {
        return jdbc.sql(BETWEEN)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("most", MOST)
                .query((row, _) -> new Shift(
                        row.getObject("staff_id", UUID.class),
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant()))
                .list();
    }

    /** The 168 hours from now on. Whoever is away then, or serves no more, covers nothing. */
    public DutyWeek week() {
        Instant now = time.instant();
        return DutyWeek.of(
                now,
                between(now, now.plus(DutyWeek.LENGTH)).stream()
                        .filter(shift -> isThere(shift, later(now, shift.startsAt())))
                        .map(shift -> new Span(shift.startsAt(), shift.endsAt()))
                        .toList());
    }

    private boolean isThere(Shift shift, Instant at) {
        return !directory.isAway(shift.staff(), at)
                && rights.mayAnswer(directory.appointee(shift.staff(), CityTime.day(at)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Who is on duty now, by the roster. */
    public List<UUID> onDuty() {
        Instant now = time.instant();
        return between(now, now.plusMillis(1)).stream()
                .filter(shift -> isThere(shift, now))
                .map(Shift::staff)
                .distinct()
                .toList();
    }

    /** 签入: he sits at his phone. */
    public void signIn(Officer officer) {
        if (!rights.mayAnswer(officer)) {
            throw new AccessDeniedException("No operator");
        }
        jdbc.sql(SIT)
                .param("region", region)
                .param("staff", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
    }

    /** 签出. */
    public void signOff(Officer officer) {
        jdbc.sql(RISE).param("region", region).param("staff", officer.id()).update();
    }

    public boolean isSignedIn(Officer officer) {
        return seated().contains(officer.id());
    }

    /** At whose phones a call rings: on duty now and signed in. */
    List<UUID> ready() {
        List<UUID> seated = seated();
        return onDuty().stream().filter(seated::contains).toList();
    }

    private List<UUID> seated() {
        return jdbc.sql(SEATED)
                .param("region", region)
                .param("since", Timestamp.from(time.instant().minus(SEAT_LASTS)))
                .query((row, _) -> row.getObject("staff_id", UUID.class))
                .list();
    }
}
