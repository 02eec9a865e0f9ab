package org.yimen.hall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.organisation.Cover.Standing;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Staff;
import org.yimen.organisation.Unit;
import org.yimen.platform.CityTime;

/**
 * 窗口AB岗: each window has whoever usually sits there (A角) and somebody who has it while he is away (B角): its line, the visitor
 * who was called and the calls that follow. Who has it follows from the absences at every question; the beat moves the visitor
 * and tells the log, once for each change, and nobody has to enter anything.
 */
@Service
public class WindowCovers {

    private static final int MOST = 500;
    private static final String BY = "system";

    private static final String PAIRS = """
            select region_code, window_code, staff_id, told
              from hall.window_stand_in
            """;

    private static final String NAME = """
            insert into hall.window_stand_in (region_code, window_code, staff_id, named_at, named_by)
            values (:region, :window, :staff, :at, :by)
                on conflict on constraint window_stand_in_pk do update
               set staff_id = excluded.staff_id, named_at = excluded.named_at, named_by = excluded.named_by
            """;

    private static final String TELL = """
            update hall.window_stand_in
               set told = :told
             where region_code = :region and window_code = :window and told <> :told
            """;

    private static final String PASS_ON = """
            update hall.call
               set clerk_id = :to
             where region_code = :region and window_code = :window and clerk_id = any(:from) and ended_at is null
            returning id
            """;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    WindowCovers(JdbcClient jdbc, Directory directory, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Who has a window at one moment.
     *
     * @param first whoever usually sits there and serves that day (A角)
     * @param standIn B角
     */
    public record WindowCover(String region, String window, List<UUID> first, UUID standIn, Standing standing) {
        public WindowCover {
            first = List.copyOf(first);
        }
    }

    private record Pair(String region, String window, UUID standIn, Standing told) {}

    /** Names who has a window while its clerk is away; instead of whoever was named before. */
    @Transactional
    public void name(String region, String window, UUID staff, UUID by) {
        boolean known = directory.unit(region, window).stream().anyMatch(Unit.Window.class::isInstance);
        if (!known) {
            throw new HallRuleBroken("hall.cover.no-window");
        }
        Instant now = time.instant();
        if (!atWindows(region, staff, now) || first(region, window, now).contains(staff)) {
            throw new HallRuleBroken("hall.cover.not-at-windows");
        }
        jdbc.sql(NAME)
                .param("region", region)
                .param("window", window)
                .param("staff", staff)
                .param("at", Timestamp.from(now))
                .param("by", by)
                .update();
        audit.record(region, by.toString(), "hall.window-stand-in-named", window, Map.of("staff", staff.toString()));
    }

    /** Whoever has no post at a window could not open its page when it came to it. */
    private boolean atWindows(String region, UUID staff, Instant now) {
        return directory.everybody(region).stream()
                .filter(person -> person.id().equals(staff) && !person.machine())
                .anyMatch(person -> directory
                        .appointee(staff, CityTime.day(now))
                        .everywhere()
                        .holdsAny("window"));
    }

    /** The windows that have somebody named, by code. */
    public List<WindowCover> all(String region) {
        Instant now = time.instant();
        return pairs(region).stream().map(pair -> cover(pair, now)).toList();
    }

    /** The windows that somebody has now, because their own clerks are away. */
    public List<WindowCover> coveredBy(String region, UUID staff) {
        Instant now = time.instant();
        return jdbc
                .sql(PAIRS + " where region_code = :region and staff_id = :staff order by window_code limit :most")
                .param("region", region)
                .param("staff", staff)
                .param("most", MOST)
                .query(WindowCovers::pair)
                .list()
                .stream()
                .map(pair -> cover(pair, now))
                .filter(cover -> cover.standing() == Standing.STAND_IN)
                .toList();
    }

    /** Whose window the clerk has now; empty where it is not one that he stands in at. */
    Optional<WindowCover> standingIn(String region, String window, UUID clerk) {
        return coveredBy(region, clerk).stream()
                .filter(cover -> cover.window().equals(window))
                .findFirst();
    }

    /** The windows that nobody has: both are away, and somebody must hear of it. */
    public List<Unit> uncovered(String region) {
        return all(region).stream()
                .filter(cover -> cover.standing() == Standing.NOBODY)
                .flatMap(cover -> directory.unit(region, cover.window()).stream())
                .toList();
    }

    /** Moves visitors who stand at a window of somebody who is away, and tells each change once. Doing it twice is no harm. */
    @Transactional
    public void look(String region) {
        Instant now = time.instant();
        for (Pair pair : pairs(region)) {
            WindowCover cover = cover(pair, now);
            if (cover.standing() != pair.told()) {
                tell(cover);
            }
            if (cover.standing() == Standing.STAND_IN) {
                passOn(cover);
            }
        }
    }

    private void tell(WindowCover cover) {
        int told = jdbc.sql(TELL)
                .param("region", cover.region())
                .param("window", cover.window())
                .param("told", cover.standing().name())
                .update();
        if (told == 1) {
            audit.record(
                    cover.region(),
                    BY,
                    switch (cover.standing()) {
                        case FIRST -> "hall.window-returned";
                        case STAND_IN -> "hall.window-covered";
                        case NOBODY -> "hall.window-uncovered";
                    },
                    cover.window(),
                    Map.of(
                            "first",
                            ids(cover.first()),
                            "standIn",
                            cover.standIn().toString()));
        }
    }

    private void passOn(WindowCover cover) {
        jdbc.sql(PASS_ON)
                .param("region", cover.region())
                .param("window", cover.window())
                .param("from", cover.first().toArray(UUID[]::new))
                .param("to", cover.standIn())
                .query(UUID.class)
                .list()
                .forEach(call -> audit.record(
                        cover.region(),
                        BY,
                        Calls.TAKEN_OVER,
                        call.toString(),
                        Map.of("window", cover.window(), "by", cover.standIn().toString())));
    }

    private WindowCover cover(Pair pair, Instant now) {
        List<UUID> first = first(pair.region(), pair.window(), now);
        boolean there = first.isEmpty() || first.stream().anyMatch(person -> !directory.isAway(person, now));
        // Of who left or lost his post nothing is expected any more.
        boolean standsIn = !directory.isAway(pair.standIn(), now) && atWindows(pair.region(), pair.standIn(), now);
        Standing standing = there ? Standing.FIRST : standsIn ? Standing.STAND_IN : Standing.NOBODY;
        return new WindowCover(pair.region(), pair.window(), first, pair.standIn(), standing);
    }

    /** A window where nobody usually sits has nobody who could be away. */
    private List<UUID> first(String region, String window, Instant now) {
        return directory.everybody(region).stream()
                .filter(person -> window.equals(person.window()) && person.servesOn(CityTime.day(now)))
                .map(Staff::id)
                .toList();
    }

    private List<Pair> pairs(String region) {
        return jdbc.sql(PAIRS + " where region_code = :region order by window_code limit :most")
                .param("region", region)
                .param("most", MOST)
                .query(WindowCovers::pair)
                .list();
    }

    private static Pair pair(ResultSet row, int at) throws SQLException {
        return new Pair(
                row.getString("region_code"),
                row.getString("window_code"),
                row.getObject("staff_id", UUID.class),
                Standing.valueOf(row.getString("told")));
    }

    private static String ids(List<UUID> people) {
        return people.stream().map(UUID::toString).collect(Collectors.joining(" "));
    }
}
