package org.yimen.hall;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.hall.CallOrder.Waiting;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.SpecialGroups;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;

/** 取号: numbers per group and day, who waits, and how many before whom. */
@Service
public class Tickets {

    /** So many of the last calls stand on a board. */
    public static final int ON_THE_BOARD = 8;

    private static final int MOST = 50;

    private static final String INSERT = """
        insert into hall.ticket (
                    region_code, id, request_key, pass, group_code, day_on, number, serial, holder, person_id, item_code,
                    draft_id, booking_id, booked_for, special, wants_helper, channel, taken_at, placed_at, waiting_at,
                    state)
        values (:region, :id, :key, :pass, :group, :day, :number, :serial, :holder, :person, :item,
                :draft, :booking, :bookedFor, :special, :wantsHelper, :channel, :now, :now, :now,
                'WAITING')
        """;

    private static final String FIND = TicketRow.COLUMNS + """
         where t.region_code = :region and t.id = :id
        """;

    private static final String BY_KEY = TicketRow.COLUMNS + """
         where t.region_code = :region and t.request_key = :key
        """;

    private static final String BY_PASS = TicketRow.COLUMNS + """
         where t.region_code = :region and t.pass = :pass
        """;

    private static final String BY_BOOKING = TicketRow.COLUMNS + """
         where t.region_code = :region and t.booking_id = :booking
        """;

    private static final String OPEN_OF_PERSON = TicketRow.COLUMNS + """
         where t.region_code = :region and t.group_code = :group and t.day_on = :day and t.person_id = :person
           and t.state in ('WAITING', 'CALLED')
        """;

    private static final String OF = TicketRow.COLUMNS + """
         where t.region_code = :region and t.holder = :holder
         order by t.taken_at desc
         limit :limit
        """;

    private static final String MARK_PERSON = """
        update hall.ticket
           set special = true, wants_helper = true
         where region_code = :region and person_id = :person and day_on = :day and state in ('WAITING', 'CALLED')
           and not special
        """;

    private static final String MARK = """
        update hall.ticket
           set special = true, special_kind = :kind, wants_helper = true
         where region_code = :region and id = :id and state = 'WAITING'
        """;

    private static final String HELPER = """
        update hall.ticket
           set helper_id = :helper
         where region_code = :region and id = :id and state in ('WAITING', 'CALLED')
        """;

    private static final String WISH = """
        update hall.ticket
           set wants_helper = :wanted, helper_id = case when :wanted then helper_id end
         where region_code = :region and id = :id and special and state in ('WAITING', 'CALLED')
        """;

    private static final String SPECIAL = TicketRow.COLUMNS + """
         where t.region_code = :region and t.day_on = :day and t.special and t.state in ('WAITING', 'CALLED')
         order by (t.wants_helper and t.helper_id is null) desc, t.placed_at, t.serial
         limit :limit
        """;

    private static final String LEAVE = """
        update hall.ticket
           set state = 'GONE', ended_at = :now
         where region_code = :region and id = :id and state = 'WAITING'
        """;

    private static final String END_DAYS = """
        with gone as (
          update hall.call
             set outcome = 'FORGOTTEN', ended_at = :now
           where region_code = :region and ended_at is null and day_on < :day)
        update hall.ticket
           set state = 'GONE', ended_at = :now
         where region_code = :region and state in ('WAITING', 'CALLED') and day_on < :day
        """;

    private static final String SHOWN = """
        select t.number, c.window_code, c.called_at, c.times, c.ended_at is null as now
          from hall.call c
               join hall.ticket t on t.region_code = c.region_code and t.id = c.ticket_id
         where c.region_code = :region and c.day_on = :day and c.group_code = any(:groups)
         order by c.ended_at is null desc, c.called_at desc
         limit :limit
        """;

    private static final String WINDOW_OF = """
        select window_code
          from hall.call
         where region_code = :region and ticket_id = :id and ended_at is null
        """;

    /** The most visitors of special groups that the page of the helpers shows. */
    private static final int MOST_SPECIAL = 100;

    private final JdbcClient jdbc;
    private final WindowGroups groups;
    private final Lines lines;
    private final Roster roster;
    private final SpecialGroups specials;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    Tickets(
            JdbcClient jdbc,
            WindowGroups groups,
            Lines lines,
            Roster roster,
            SpecialGroups specials,
            Directory directory,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.lines = lines;
        this.roster = roster;
        this.specials = specials;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /**
     * What somebody takes a number for.
     *
     * @param group code of the window group
     * @param item the item, or null
     * @param holder whose matter it is, and {@code person} who stands here; both null where nobody knows
     * @param draft the application that it is for, or null
     * @param wantsHelper true where somebody is to go with him; only special groups are given one
     * @param key of the form or of the machine's attempt: the same key gives the same ticket
     */
    public record Wish(
            String group,
            @Nullable String item,
            @Nullable UUID holder,
            @Nullable UUID person,
            @Nullable UUID draft,
            boolean wantsHelper,
            Door door,
            UUID key) {}

    /** A number on the board: nothing about whom it belongs to. */
    public record Shown(String number, String window, Instant calledAt, int times, boolean now) {}

    /** How many wait in a group. */
    public record Queue(WindowGroup group, int waiting) {}

    /** What a hall's board shows. */
    public record Board(List<Shown> called, List<Queue> queues) {
        public Board {
            called = List.copyOf(called);
            queues = List.copyOf(queues);
        }
    }

    /**
     * Where a ticket stands, for whoever holds it.
     *
     * @param before how many would be called before it if nobody else came
     * @param window where it is called to, or null
     */
    public record Place(
            Ticket ticket,
            WindowGroup group,
            int before,
            @Nullable String window) {}

    /** The next number. Whoever already waits in the line gets the number that he has. */
    @Transactional
    public Ticket take(String region, Wish wish) {
        Optional<Ticket> before = one(BY_KEY, region, "key", wish.key());
        if (before.isPresent()) {
            return same(before.get(), wish);
        }
        WindowGroup group = groups.demand(region, wish.group());
        if (!group.serves(wish.item())) {
            throw new HallRuleBroken("hall.group.item");
        }
        return insert(group, wish, null);
    }

    /** A key stands for one number of one person: a form that another one left open gives nobody his. */
    private static Ticket same(Ticket before, Wish wish) {
        if (!Objects.equals(before.holder(), wish.holder())) {
            throw new HallRuleBroken("platform.key.reused");
        }
        return before;
    }

    /** The number of somebody who has booked. */
    Ticket forBooking(Booking booking, Door door, boolean wantsHelper) {
        WindowGroup group = groups.find(booking.region(), booking.group()).orElseThrow();
        var wish = new Wish(
                booking.group(),
                booking.item(),
                booking.holder(),
                booking.person(),
                booking.draft(),
                wantsHelper,
                door,
                UUID.randomUUID());
        return insert(group, wish, booking);
    }

    private Ticket insert(WindowGroup group, Wish wish, @Nullable Booking booking) {
        String region = group.region();
        Instant now = time.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate day = CityTime.day(now);
        if (!roster.isServed(region, group.code(), day)) {
            throw new HallRuleBroken("hall.ticket.closed");
        }
        lines.lock(region, List.of(group.code()), day);
        // The other of two clicks at once may have been first at the lock.
        Optional<Ticket> same = one(BY_KEY, region, "key", wish.key());
        if (same.isPresent()) {
            return same(same.get(), wish);
        }
        Optional<Ticket> waiting = openOf(region, group.code(), day, wish.person());
        if (waiting.isPresent()) {
            return waiting.get();
        }
        UUID person = wish.person();
        boolean special = person != null && specials.priority(person);
        int serial = lines.draw(region, group.code(), day);
        UUID id = Uuid7.next(now);
        jdbc.sql(INSERT)
                .param("region", region)
                .param("id", id)
                .param("key", wish.key())
                .param("pass", UUID.randomUUID())
                .param("group", group.code())
                .param("day", Date.valueOf(day))
                .param("number", "%s%03d".formatted(group.letter(), serial))
                .param("serial", serial)
                .param("holder", wish.holder())
                .param("person", person)
                .param("item", wish.item())
                .param("draft", wish.draft())
                .param("booking", booking == null ? null : booking.id())
                .param("bookedFor", booking == null ? null : Timestamp.from(booking.startsAt()))
                .param("special", special)
                .param("wantsHelper", special && wish.wantsHelper())
                .param("channel", wish.door().name())
                .param("now", Timestamp.from(now))
                .update();
        return find(region, id).orElseThrow();
    }

    private Optional<Ticket> openOf(String region, String group, LocalDate day, @Nullable UUID person) {
        return person == null
                ? Optional.empty()
                : jdbc.sql(OPEN_OF_PERSON)
                        .param("region", region)
                        .param("group", group)
                        .param("day", Date.valueOf(day))
                        .param("person", person)
                        .query(TicketRow::toTicket)
                        .optional();
    }

    public Optional<Ticket> find(String region, UUID id) {
        return one(FIND, region, "id", id);
    }

    /** The ticket that a booking became. */
    public Optional<Ticket> ofBooking(String region, UUID booking) {
        return one(BY_BOOKING, region, "booking", booking);
    }

    /** The last tickets of a person or entity, the newest first. */
    public List<Ticket> of(String region, UUID holder) {
        return jdbc.sql(OF)
                .param("region", region)
                .param("holder", holder)
                .param("limit", MOST)
                .query(TicketRow::toTicket)
                .list();
    }

    /** Where the ticket with this pass stands; of another day nothing. */
    public Optional<Place> place(String region, UUID pass) {
        LocalDate day = CityTime.day(time.instant());
        return one(BY_PASS, region, "pass", pass)
                .filter(ticket -> ticket.day().equals(day))
                .flatMap(ticket -> groups.find(region, ticket.group())
                        .map(group -> new Place(ticket, group, before(ticket), window(ticket))));
    }

    /** The ticket with this pass, of whatever day. */
    public Optional<Ticket> withPass(String region, UUID pass) {
        return one(BY_PASS, region, "pass", pass);
    }

    /** Plays the calls out as if nobody else came. */
    private int before(Ticket ticket) {
        if (ticket.state() != Ticket.State.WAITING) {
            return 0;
        }
        Instant now = time.instant();
        var waiting = new ArrayList<>(lines.waiting(ticket.region(), List.of(ticket.group()), ticket.day()).stream()
                .map(Tickets::waiting)
                .toList());
        var before = lines.before(ticket.region(), ticket.group(), ticket.day());
        int ahead = 0;
        var next = CallOrder.next(waiting, before, now);
        while (next.isPresent() && !next.get().waiting().ticket().equals(ticket.id())) {
            waiting.remove(next.get().waiting());
            ahead++;
            next = CallOrder.next(waiting, next.get().before(), now);
        }
        return ahead;
    }

    static Waiting waiting(Ticket ticket) {
        return new Waiting(ticket.id(), ticket.placedAt(), ticket.serial(), ticket.bookedFor(), ticket.special());
    }

    private @Nullable String window(Ticket ticket) {
        return jdbc.sql(WINDOW_OF)
                .param("region", ticket.region())
                .param("id", ticket.id())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** The numbers of a hall: who is called where, and how many wait. */
    public Board board(String region, String site) {
        LocalDate day = CityTime.day(time.instant());
        List<WindowGroup> here = groups.open(region).stream()
                .filter(group -> group.site().equals(site))
                .toList();
        var codes = here.stream().map(WindowGroup::code).toArray(String[]::new);
        List<Shown> called = jdbc.sql(SHOWN)
                .param("region", region)
                .param("day", Date.valueOf(day))
                .param("groups", codes)
                .param("limit", ON_THE_BOARD)
                .query((row, _) -> new Shown(
                        row.getString("number"),
                        row.getString("window_code"),
                        row.getTimestamp("called_at").toInstant(),
                        row.getInt("times"),
                        row.getBoolean("now")))
                .list();
        List<Ticket> waiting =
                lines.waiting(region, here.stream().map(WindowGroup::code).toList(), day);
        return new Board(
                called,
                here.stream()
                        .map(group -> new Queue(group, (int) waiting.stream()
                                .filter(ticket -> ticket.group().equals(group.code()))
                                .count()))
                        .toList());
    }

    /** Everybody who waits today in any line of the region, in the order of their places. */
    public List<Ticket> waiting(String region) {
        var codes = groups.all(region).stream().map(WindowGroup::code).toList();
        return lines.waiting(region, codes, CityTime.day(time.instant()));
    }

    /** 特殊群体 in the hall today, waiting or at a window: first those who would have a helper and have none yet. */
    public List<Ticket> special(String region) {
        return jdbc.sql(SPECIAL)
                .param("region", region)
                .param("day", Date.valueOf(CityTime.day(time.instant())))
                .param("limit", MOST_SPECIAL)
                .query(TicketRow::toTicket)
                .list();
    }

    /** He is asked whether somebody is to go with him; where he would rather not, nobody does any more. */
    @Transactional
    public void wishHelper(String region, UUID ticket, boolean wanted) {
        int wished = jdbc.sql(WISH)
                .param("region", region)
                .param("id", ticket)
                .param("wanted", wanted)
                .update();
        if (wished == 0) {
            boolean open = find(region, ticket).filter(Ticket::open).isPresent();
            throw new HallRuleBroken(open ? "hall.helper.not-special" : "hall.ticket.over");
        }
    }

    /**
     * Somebody's special group was noted after he had taken his number, at the latest at the window: it counts from now on, and a
     * helper is offered to him as to whoever was known before.
     */
    @Transactional
    public void marked(String region, UUID person) {
        jdbc.sql(MARK_PERSON)
                .param("region", region)
                .param("person", person)
                .param("day", Date.valueOf(CityTime.day(time.instant())))
                .update();
    }

    /** 现场标识: somebody of the staff sees that the visitor belongs to a special group, also where nobody knows his name. */
    @Transactional
    public void mark(String region, UUID ticket, SpecialGroup group, UUID by) {
        int marked = jdbc.sql(MARK)
                .param("region", region)
                .param("id", ticket)
                .param("kind", group.name())
                .update();
        if (marked == 0) {
            throw new HallRuleBroken("hall.ticket.over");
        }
        audit.record(region, by.toString(), "hall.ticket-marked", ticket.toString(), Map.of());
    }

    /** 帮办: somebody of the staff goes with the visitor; for special groups. */
    @Transactional
    public void assignHelper(String region, UUID id, UUID helper, UUID by) {
        Ticket ticket = find(region, id).filter(Ticket::open).orElseThrow(() -> new HallRuleBroken("hall.ticket.over"));
        if (!ticket.special()) {
            throw new HallRuleBroken("hall.helper.not-special");
        }
        mustHelp(directory, region, helper, ticket.day());
        jdbc.sql(HELPER)
                .param("region", region)
                .param("id", id)
                .param("helper", helper)
                .update();
        audit.record(region, by.toString(), "hall.helper-assigned", id.toString(), Map.of("helper", helper.toString()));
    }

    /** Only who is appointed as a guide and there that day helps. */
    static void mustHelp(Directory directory, String region, UUID helper, LocalDate day) {
        boolean guide = directory.stopped(region, helper, day).isEmpty()
                && directory.appointee(helper, day).everywhere().holdsAny(HomeVisits.HELPER);
        if (!guide) {
            throw new HallRuleBroken("hall.helper.no-guide");
        }
    }

    /** 退号: the visitor gives his number back. */
    @Transactional
    public void leave(String region, UUID pass) {
        one(BY_PASS, region, "pass", pass)
                .ifPresent(ticket -> jdbc.sql(LEAVE)
                        .param("region", region)
                        .param("id", ticket.id())
                        .param("now", Timestamp.from(time.instant()))
                        .update());
    }

    /** Ends what the days before today left open. */
    @Transactional
    public int endPassedDays(String region) {
        Instant now = time.instant();
        return jdbc.sql(END_DAYS)
                .param("region", region)
                .param("now", Timestamp.from(now))
                .param("day", Date.valueOf(CityTime.day(now)))
                .update();
    }

    private Optional<Ticket> one(String sql, String region, String name, UUID value) {
        return jdbc.sql(sql)
                .param("region", region)
                .param(name, value)
                .query(TicketRow::toTicket)
                .optional();
    }
}
