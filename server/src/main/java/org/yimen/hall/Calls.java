package org.yimen.hall;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.catalogue.Catalogue;
import org.yimen.hall.CallOrder.Next;
import org.yimen.hall.CallOrder.Reason;
import org.yimen.hall.Lines.Line;
import org.yimen.identifier.Uuid7;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Settings;

/**
 * 叫号: a clerk calls the next number to his window, again, passes it over, sends it on or is done with it. A window has one
 * visitor at a time, and no two windows ever have the same.
 */
@Service
public class Calls {

    private static final String INSERT = """
        insert into hall.call (
                    region_code, id, ticket_id, group_code, day_on, window_code, clerk_id, reason, waiting_at, called_at)
        values (:region, :id, :ticket, :group, :day, :window, :clerk, :reason, :waiting, :now)
        """;

    private static final String TAKE = """
        update hall.ticket
           set state = 'CALLED'
         where region_code = :region and id = :id and state = 'WAITING'
        """;

    private static final String COLUMNS = "select c.id as call_id, c.window_code, c.clerk_id, c.reason, c.times,"
            + " c.called_at, c.ended_at as call_ended_at,\n       " + TicketRow.FIELDS + """
          from hall.call c
               join hall.ticket t on t.region_code = c.region_code and t.id = c.ticket_id
        """;

    private static final String AT = COLUMNS + """
         where c.region_code = :region and c.window_code = :window and c.ended_at is null
        """;

    private static final String FIND = COLUMNS + """
         where c.region_code = :region and c.id = :id
        """;

    private static final String AGAIN = """
        update hall.call
           set times = times + 1
         where region_code = :region and id = :id and ended_at is null and times < :most
        """;

    private static final String END = """
        update hall.call
           set outcome = :outcome, ended_at = :now
         where region_code = :region and id = :id and ended_at is null
        """;

    private static final String END_TICKET = """
        update hall.ticket
           set state = :state, ended_at = :now
         where region_code = :region and id = :id and state = 'CALLED'
        """;

    private static final String SEND_ON = """
        update hall.ticket
           set state = 'WAITING', group_code = :group, waiting_at = :now
         where region_code = :region and id = :id and state = 'CALLED'
        """;

    private static final String INSERT_CASE = """
        insert into hall.call_case (region_code, case_id, call_id)
        values (:region, :case, :call)
            on conflict on constraint call_case_pk do nothing
        """;

    private static final String TAKE_OVER = """
        update hall.call
           set clerk_id = :clerk
         where region_code = :region and window_code = :window and ended_at is null and clerk_id <> :clerk
        returning id
        """;

    /** Kind of the audit entry. */
    static final String TAKEN_OVER = "hall.call-taken-over";

    private static final int MOST_CALLS = 20;

    private final JdbcClient jdbc;
    private final WindowGroups groups;
    private final Lines lines;
    private final Roster roster;
    private final WindowCovers covers;
    private final Catalogue catalogue;
    private final Directory directory;
    private final Settings settings;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final InstantSource time;

    Calls(
            JdbcClient jdbc,
            WindowGroups groups,
            Lines lines,
            Roster roster,
            WindowCovers covers,
            Catalogue catalogue,
            Directory directory,
            Settings settings,
            AuditLog audit,
            ApplicationEventPublisher events,
            InstantSource time) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.lines = lines;
        this.roster = roster;
        this.covers = covers;
        this.catalogue = catalogue;
        this.directory = directory;
        this.settings = settings;
        this.audit = audit;
        this.events = events;
        this.time = time;
    }

    /**
     * Calls the next one to a window. Where the window serves several groups, it takes from the one whose longest waiting
     * visitor came first, and there by {@link CallOrder}. Empty where nobody waits.
     */
    @Transactional
    public Optional<Call> next(String region, String window, UUID clerk) {
        Instant now = time.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate day = CityTime.day(now);
        List<WindowGroup> served = groups.ofWindow(region, window);
        if (served.isEmpty()) {
            throw new HallRuleBroken("hall.call.no-group");
        }
        List<String> codes = served.stream()
                .map(WindowGroup::code)
                .filter(group -> mayCall(region, window, group, day, clerk))
                .toList();
        if (codes.isEmpty()) {
            throw new HallRuleBroken("hall.call.off-duty");
        }
        List<Line> locked = lines.lock(region, codes, day);
        if (at(region, window).isPresent()) {
            throw new HallRuleBroken("hall.call.open");
        }
        List<Ticket> waiting = lines.waiting(region, codes, day);
        Optional<String> group = waiting.stream()
                .min(Comparator.comparing(Ticket::placedAt).thenComparingInt(Ticket::serial))
                .map(Ticket::group);
        return group.map(code -> call(region, window, clerk, code, waiting, locked, now));
    }

    /**
     * True where this clerk sits at his own kind of window: the centre's counters call for every item, a department's own where
     * all are its own, B角 as whom he stands in for.
     */
    public boolean standsAt(Officer clerk, String window) {
        return Counters.standsForAll(clerk)
                || covers.standingIn(clerk.region(), window, clerk.id()).isPresent()
                || groups.ofWindow(clerk.region(), window).stream()
                        .allMatch(group -> !group.items().isEmpty()
                                && group.items().stream()
                                        .allMatch(item -> catalogue
                                                .current(item)
                                                .filter(found -> Counters.standsFor(clerk, found.department()))
                                                .isPresent()));
    }

    /** On a day off B角 calls for whoever is on duty and away. */
    private boolean mayCall(String region, String window, String group, LocalDate day, UUID clerk) {
        return roster.mayCall(region, group, day, clerk)
                || covers.standingIn(region, window, clerk)
                        .filter(cover ->
                                cover.first().stream().anyMatch(first -> roster.mayCall(region, group, day, first)))
                        .isPresent();
    }

    /**
     * 接手: the visitor at this window is another clerk's no more but this one's, as the log says.
     *
     * @throws HallRuleBroken {@code hall.call.not-here} for whoever could not have called him here
     */
    @Transactional
    public void takeOver(String region, String window, UUID clerk) {
        LocalDate day = CityTime.day(time.instant());
        boolean others = at(region, window)
                .filter(call -> !call.clerk().equals(clerk))
                .filter(call -> !mayCall(region, window, call.ticket().group(), day, clerk)
                        || !isColleague(region, window, call.clerk(), clerk))
                .isPresent();
        if (others) {
            throw new HallRuleBroken("hall.call.not-here");
        }
        jdbc.sql(TAKE_OVER)
                .param("region", region)
                .param("window", window)
                .param("clerk", clerk)
                .query(UUID.class)
                .optional()
                .ifPresent(call ->
                        audit.record(region, clerk.toString(), TAKEN_OVER, call.toString(), Map.of("window", window)));
    }

    /** Who stands in at the window, or stands where the other stands; another department's clerk is neither. */
    private boolean isColleague(String region, String window, UUID other, UUID clerk) {
        LocalDate day = CityTime.day(time.instant());
        Set<String> seats = directory.appointee(other, day).everywhere().posts();
        return covers.standingIn(region, window, clerk).isPresent()
                || directory.appointee(clerk, day).everywhere().posts().stream()
                        .anyMatch(post -> Counters.isOne(post) && seats.contains(post));
    }

    private Call call(
            String region,
            String window,
            UUID clerk,
            String group,
            List<Ticket> waiting,
            List<Line> locked,
            Instant now) {
        var before = locked.stream()
                .filter(line -> line.group().equals(group))
                .findFirst()
                .orElseThrow()
                .before();
        List<Ticket> line =
                waiting.stream().filter(each -> each.group().equals(group)).toList();
        Next next = CallOrder.next(line.stream().map(Tickets::waiting).toList(), before, now)
                .orElseThrow();
        Ticket ticket = line.stream()
                .filter(each -> each.id().equals(next.waiting().ticket()))
                .findFirst()
                .orElseThrow();
        lines.remember(region, group, ticket.day(), next.before());
        int taken =
                jdbc.sql(TAKE).param("region", region).param("id", ticket.id()).update();
        if (taken == 0) {
            // Whoever takes a number back does not ask for the line: the next click calls the next one.
            throw new HallRuleBroken("hall.call.gone");
        }
        UUID id = Uuid7.next(now);
        try {
            jdbc.sql(INSERT)
                    .param("region", region)
                    .param("id", id)
                    .param("ticket", ticket.id())
                    .param("group", group)
                    .param("day", Date.valueOf(ticket.day()))
                    .param("window", window)
                    .param("clerk", clerk)
                    .param("reason", next.reason().name())
                    .param("waiting", Timestamp.from(ticket.waitingAt()))
                    .param("now", Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException _) {
            throw new HallRuleBroken("hall.call.open");
        }
        return find(region, id).orElseThrow();
    }

    /** The visitor at a window now. */
    public Optional<Call> at(String region, String window) {
        return jdbc.sql(AT)
                .param("region", region)
                .param("window", window)
                .query(Calls::call)
                .optional();
    }

    public Optional<Call> find(String region, UUID id) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("id", id)
                .query(Calls::call)
                .optional();
    }

    /** Calls the same number once more. */
    @Transactional
    public void again(String region, UUID id) {
        jdbc.sql(AGAIN)
                .param("region", region)
                .param("id", id)
                .param("most", MOST_CALLS)
                .update();
    }

    /** 过号: nobody came, after as many calls as the house asks for. */
    @Transactional
    public void noShow(String region, UUID id) {
        Call call = open(region, id);
        long needed = settings.number(HallSettings.CALLS);
        if (call.times() < needed) {
            throw new HallRuleBroken("hall.call.too-early", needed);
        }
        end(call, "NO_SHOW");
        endTicket(call, Ticket.State.NO_SHOW);
    }

    /** 转窗: sends the visitor on to another group. He keeps his number and his place: he came when he came. */
    @Transactional
    public void transfer(String region, UUID id, String group) {
        Call call = open(region, id);
        WindowGroup next = groups.demand(region, group);
        if (next.code().equals(call.ticket().group())) {
            throw new HallRuleBroken("hall.call.same-group");
        }
        if (!roster.isServed(region, next.code(), call.ticket().day())) {
            throw new HallRuleBroken("hall.ticket.closed");
        }
        end(call, "TRANSFERRED");
        try {
            jdbc.sql(SEND_ON)
                    .param("region", region)
                    .param("id", call.ticket().id())
                    .param("group", next.code())
                    .param("now", Timestamp.from(time.instant()))
                    .update();
        } catch (DuplicateKeyException _) {
            throw new HallRuleBroken("hall.call.waits-there");
        }
    }

    /** 办结: the visitor is served; for which cases he was here counts towards their trips. */
    @Transactional
    public void done(String region, UUID id, Collection<UUID> cases) {
        Optional<Call> known = find(region, id);
        if (known.isPresent() && known.get().endedAt() != null) {
            return;
        }
        Call call = open(region, id);
        end(call, "DONE");
        endTicket(call, Ticket.State.DONE);
        cases.stream().distinct().forEach(file -> note(region, id, file));
        events.publishEvent(new VisitServed(call.ticket(), call.window(), call.clerk(), time.instant()));
    }

    /** Notes that a visit was about a case. */
    private void note(String region, UUID call, UUID file) {
        jdbc.sql(INSERT_CASE)
                .param("region", region)
                .param("case", file)
                .param("call", call)
                .update();
    }

    private Call open(String region, UUID id) {
        return find(region, id)
                .filter(call -> call.endedAt() == null)
                .orElseThrow(() -> new HallRuleBroken("hall.call.over"));
    }

    private void end(Call call, String outcome) {
        int ended = jdbc.sql(END)
                .param("region", call.region())
                .param("id", call.id())
                .param("outcome", outcome)
                .param("now", Timestamp.from(time.instant()))
                .update();
        if (ended == 0) {
            throw new HallRuleBroken("hall.call.over");
        }
    }

    private void endTicket(Call call, Ticket.State state) {
        jdbc.sql(END_TICKET)
                .param("region", call.region())
                .param("id", call.ticket().id())
                .param("state", state.name())
                .param("now", Timestamp.from(time.instant()))
                .update();
    }

    private static Call call(ResultSet row, int at) throws SQLException {
        @Nullable Timestamp ended = row.getTimestamp("call_ended_at");
        return new Call(
                row.getString("region_code"),
                row.getObject("call_id", UUID.class),
                TicketRow.toTicket(row, at),
                row.getString("window_code"),
                row.getObject("clerk_id", UUID.class),
                Reason.valueOf(row.getString("reason")),
                row.getInt("times"),
                row.getTimestamp("called_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
