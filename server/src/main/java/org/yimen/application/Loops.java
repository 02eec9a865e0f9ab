package org.yimen.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.platform.CityTime;
import org.yimen.time.WorkCalendar;

/**
 * 闭环: decision, paper, delivery, push and archive follow each other without a hole. A job lists what rests between two of
 * them, and closes what only waited for the last.
 */
@Service
public class Loops {

    /** So many stand on a page. */
    public static final int MOST = 200;

    private static final Logger log = LoggerFactory.getLogger(Loops.class);

    /** So many of each place are looked at in one turn, the oldest first. */
    private static final int AT_ONCE = 500;

    private final ApplicationDesk desk;
    private final WorkLists lists;
    private final LoopLinks links;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final WorkCalendar calendar;
    private final InstantSource time;
    private final String region;

    Loops(
            ApplicationDesk desk,
            WorkLists lists,
            LoopLinks links,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            WorkCalendar calendar,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.desk = desk;
        this.lists = lists;
        this.links = links;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.calendar = calendar.provisional();
        this.time = time;
        this.region = region;
    }

    /** Between which two a case rests, and after how many working days that is too long. */
    public enum Place {
        DECISION_PAPER("Granted", 3),
        PAPER_DELIVERY("Issued", 5),
        REFUSAL_SERVICE("Refused", 5),
        DELIVERY_ARCHIVE("Delivered", 1),
        SERVICE_ARCHIVE("RefusalServed", 1);

        private final String status;
        private final int days;

        Place(String status, int days) {
            this.status = status;
            this.days = days;
        }

        String status() {
            return status;
        }

        public int days() {
            return days;
        }

        /** The message key of its name. */
        public String key() {
            return "application.stuck."
                    + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A case that rests.
     *
     * @param link the link outside that it waits for, or null
     */
    public record Stuck(
            CaseId caseId,
            String number,
            String item,
            int itemVersion,
            String department,
            Place place,
            @Nullable String link,
            LocalDate since) {}

    /** How many rest where, by department. */
    public record Count(String department, Place place, long cases, LocalDate oldest) {}

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "${yimen.loops.every:PT10M}")
    void turn() {
        try {
            look();
        } catch (RuntimeException failure) {
            log.error("What is stuck could not be listed; the next turn tries again", failure);
        }
    }

    /** Lists anew what rests for too long, and closes what is done; says how many rest. */
    public int look() {
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        var found = new ArrayList<Stuck>();
        for (Place place : Place.values()) {
            for (Summary file : lists.resting(region, ApplicationDesk.KIND, place.status(), AT_ONCE)) {
                stuck(file, place, today).ifPresent(found::add);
            }
        }
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("delete from application.stuck where region_code = :region")
                    .param("region", region)
                    .update();
            found.forEach(each -> insert(each, now));
        });
        return found.size();
    }

    private Optional<Stuck> stuck(Summary file, Place place, LocalDate today) {
        CaseFile<State> found = desk.find(file.id());
        LocalDate since = since(found.state());
        if (since == null || !found.state().getClass().getSimpleName().equals(place.status())) {
            // It moved on while the list was read.
            return Optional.empty();
        }
        String link = missing(found).map(LoopLink::code).orElse(null);
        boolean delivered = found.state() instanceof State.Delivered;
        if (delivered && link == null && today.isAfter(since) && close(file.id())) {
            return Optional.empty();
        }
        if (!today.isAfter(calendar.after(since, place.days()))) {
            return Optional.empty();
        }
        return Optional.of(new Stuck(
                file.id(),
                file.number(),
                file.subject().code(),
                file.subject().version(),
                file.department(),
                place,
                link,
                since));
    }

    /** Closes a case that was delivered, once nothing is missing any more; false where something is, or it is closed. */
    public boolean close(CaseId id) {
        CaseFile<State> file = desk.find(id);
        LocalDate since = since(file.state());
        boolean waits = file.state() instanceof State.Delivered || file.state() instanceof State.RefusalServed;
        // The file rests one night, for what the applicant may still say at the window.
        if (!waits
                || since == null
                || !CityTime.day(time.instant()).isAfter(since)
                || missing(file).isPresent()) {
            return false;
        }
        try {
            desk.wake(id);
            return true;
        } catch (CaseRuleBroken moved) {
            log.info("{} was closed by somebody else: {}", id, moved.getMessage());
            return false;
        }
    }

    private Optional<LoopLink> missing(CaseFile<State> file) {
        return links.missing(file, desk.item(file));
    }

    private static @Nullable LocalDate since(State state) {
        return switch (state) {
            case State.Granted granted -> granted.decision().on();
            case State.Issued issued -> issued.outcome().on();
            case State.Refused refused -> refused.decision().on();
            case State.Delivered delivered -> delivered.on();
            case State.RefusalServed served -> served.on();
            default -> null;
        };
    }

    private void insert(Stuck stuck, Instant now) {
        jdbc.sql("""
                        insert into application.stuck
                               (region_code, case_id, number, item_code, item_version, department_code, place, link,
                                since_on, found_at)
                        values (:region, :case, :number, :item, :version, :department, :place, :link, :since, :now)
                        """)
                .param("region", region)
                .param("case", stuck.caseId().value())
                .param("number", stuck.number())
                .param("item", stuck.item())
                .param("version", stuck.itemVersion())
                .param("department", stuck.department())
                .param("place", stuck.place().name())
                .param("link", stuck.link(), java.sql.Types.VARCHAR)
                .param("since", stuck.since())
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }

    /** What rests, the oldest first; {@code departments} narrows it, empty for all. */
    public List<Stuck> list(Collection<String> departments) {
        return jdbc.sql("""
                        select case_id, number, item_code, item_version, department_code, place, link, since_on
                          from application.stuck
                         where region_code = :region and (:all or department_code = any(:departments))
                         order by since_on, case_id
                         limit :most
                        """)
                .param("region", region)
                .param("all", departments.isEmpty())
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> new Stuck(
                        new CaseId(region, row.getObject("case_id", UUID.class)),
                        row.getString("number"),
                        row.getString("item_code"),
                        row.getInt("item_version"),
                        row.getString("department_code"),
                        Place.valueOf(row.getString("place")),
                        row.getString("link"),
                        row.getObject("since_on", LocalDate.class)))
                .list();
    }

    /** How many rest where. */
    public List<Count> counts() {
        return jdbc.sql("""
                        select department_code, place, count(*) as cases, min(since_on) as oldest
                          from application.stuck
                         where region_code = :region
                         group by department_code, place
                         order by department_code, place
                        """)
                .param("region", region)
                .query((row, _) -> new Count(
                        row.getString("department_code"),
                        Place.valueOf(row.getString("place")),
                        row.getLong("cases"),
                        row.getObject("oldest", LocalDate.class)))
                .list();
    }
}
