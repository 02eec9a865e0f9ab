package org.yimen.hall;

import java.security.SecureRandom;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.Uuid7;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.InTurn;
import org.yimen.platform.Settings;

/**
 * 预约: a place in a slot, taken, changed, given back or not used. No slot ever has more bookings than places, whoever asks
 * at the same moment.
 */
@Service
public class Bookings {

    /** The most bookings that one list shows. */
    public static final int MOST = 500;

    /** The longest reason for cancelling somebody else's. */
    public static final int LONGEST_REASON = 100;

    /** Kind of the audit entry. */
    static final String CANCELLED = "hall.booking-cancelled";

    private static final int OWN = 30;

    // Without what looks alike; YB tells it from a visit code and from a citizen number.
    private static final String MARK = "YB";
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private static final int LENGTH = 8;
    private static final int LONGEST_TYPED = 40;
    private static final Pattern CODE = Pattern.compile(MARK + "[" + ALPHABET + "]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String COLUMNS = """
        select region_code, id, code, slot_id, group_code, item_code, day_on, day_kind, starts_at, ends_at, holder,
               person_id, draft_id, channel, booked_at, booked_by, moves, state, ended_at
          from hall.booking
        """;

    /** One statement: whoever gets no place is not booked, and whoever may not book gives his place back with it. */
    private static final String BOOK = """
          with place as (
            update hall.slot
               set taken = taken + 1
             where region_code = :region and id = :slot and taken < capacity and starts_at > :now
            returning region_code, id, group_code, day_on, day_kind, starts_at, ends_at)
        insert into hall.booking (
                    region_code, id, request_key, code, slot_id, group_code, item_code, day_on, day_kind, starts_at,
                    ends_at, holder, person_id, draft_id, channel, booked_at, booked_by, state)
        select region_code, :id, :key, :code, id, group_code, :item, day_on, day_kind, starts_at,
               ends_at, :holder, :person, :draft, :channel, :now, :by, 'BOOKED'
          from place
        """;

    private static final String BY_KEY = COLUMNS + """
         where region_code = :region and request_key = :key
        """;

    private static final String FIND = COLUMNS + """
         where region_code = :region and id = :id
        """;

    private static final String BY_CODE = COLUMNS + """
         where region_code = :region and code = :code
        """;

    private static final String OF = COLUMNS + """
         where region_code = :region and holder = :holder
         order by starts_at desc
         limit :limit
        """;

    private static final String COMING = COLUMNS + """
         where region_code = :region and person_id = :person and state = 'BOOKED' and day_on = :day
         order by starts_at
         limit :limit
        """;

    private static final String ON = COLUMNS + """
         where region_code = :region and day_on = :day
         order by starts_at, group_code, booked_at, id
         limit :limit
        """;

    /** Whoever comes counts, for whomever he comes: one place is taken by one pair of feet. */
    private static final String OPEN = """
        select starts_at < :until and ends_at > :from as meanwhile
          from hall.booking
         where region_code = :region and person_id = :person and state = 'BOOKED' and ends_at > :now
           and (:except::uuid is null or id <> :except)
        """;

    private static final String NO_SHOWS_SINCE = """
        select day_on
          from hall.booking
         where region_code = :region and holder = :holder and state = 'NO_SHOW' and day_on > :since
         order by day_on desc
         limit :limit
        """;

    private static final String LOCK = FIND + "for update\n";

    /** In the order of their ids, so that two who swap slots do not wait for each other. */
    private static final String LOCK_SLOTS = """
        select id
          from hall.slot
         where region_code = :region and id = any(:slots)
         order by id
           for update
        """;

    private static final String MOVE = """
          with place as (
            update hall.slot
               set taken = taken + 1
             where region_code = :region and id = :slot and taken < capacity and starts_at > :now
            returning region_code, id, day_on, day_kind, starts_at, ends_at)
        update hall.booking b
           set slot_id = p.id, day_on = p.day_on, day_kind = p.day_kind, starts_at = p.starts_at, ends_at = p.ends_at,
               moves = b.moves + 1
          from place p
         where b.region_code = p.region_code and b.id = :id
        """;

    private static final String GIVE_BACK = """
        update hall.slot
           set taken = taken - 1
         where region_code = :region and id = :slot
        """;

    private static final String END = """
        update hall.booking
           set state = :state, ended_at = :now
         where region_code = :region and id = :id and state = 'BOOKED'
        """;

    private static final String PASSED = """
        update hall.booking
           set state = 'NO_SHOW', ended_at = :now
         where region_code = :region and state = 'BOOKED' and starts_at < :before
        """;

    private final JdbcClient jdbc;
    private final WindowGroups groups;
    private final Slots slots;
    private final Tickets tickets;
    private final Settings settings;
    private final BookingNews news;
    private final AuditLog audit;
    private final InstantSource time;

    Bookings(
            JdbcClient jdbc,
            WindowGroups groups,
            Slots slots,
            Tickets tickets,
            Settings settings,
            BookingNews news,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.slots = slots;
        this.tickets = tickets;
        this.settings = settings;
        this.news = news;
        this.audit = audit;
        this.time = time;
    }

    /**
     * What somebody wants to book.
     *
     * @param item the item that he comes for, or null
     * @param holder whose matter it is
     * @param person who will come
     * @param draft an application begun for it, or null
     * @param by who asks: the person, or a clerk for him
     * @param key of the form: the same key books once
     */
    public record Wish(
            UUID slot,
            @Nullable String item,
            UUID holder,
            UUID person,
            @Nullable UUID draft,
            Door door,
            UUID by,
            UUID key) {}

    /**
     * Takes a place, or refuses: full, begun, booked already, at another counter then, too many open ones, barred after
     * no-shows.
     */
    @Transactional
    public Booking book(String region, Wish wish) {
        queue(wish.person());
        Optional<Booking> before = jdbc.sql(BY_KEY)
                .param("region", region)
                .param("key", wish.key())
                .query(Bookings::booking)
                .optional();
        if (before.isPresent()) {
            return same(before.get(), wish);
        }
        mustNotBeBarred(region, wish.holder());
        Slot slot = slots.find(region, wish.slot()).orElseThrow(() -> new HallRuleBroken("hall.slot.unknown"));
        mustFit(groups.demand(region, slot.group()), slot, wish.item());
        List<Boolean> open = open(region, wish.person(), slot, null);
        mustBeFreeThen(open);
        long most = settings.number(HallSettings.OPEN_BOOKINGS);
        if (open.size() >= most) {
            throw new HallRuleBroken("hall.booking.too-many", most);
        }
        UUID id = Uuid7.next(time.instant());
        int booked;
        try {
            booked = jdbc.sql(BOOK)
                    .param("region", region)
                    .param("slot", wish.slot())
                    .param("now", now())
                    .param("id", id)
                    .param("key", wish.key())
                    .param("code", random())
                    .param("item", wish.item())
                    .param("holder", wish.holder())
                    .param("person", wish.person())
                    .param("draft", wish.draft())
                    .param("channel", wish.door().name())
                    .param("by", wish.by())
                    .update();
        } catch (DuplicateKeyException _) {
            throw new HallRuleBroken("hall.booking.known");
        }
        if (booked == 0) {
            throw new HallRuleBroken("hall.slot.full");
        }
        Booking made = find(region, id).orElseThrow();
        news.booked(made);
        return made;
    }

    /** Takes another slot of the same group instead; the code stays, and the booking counts once. */
    @Transactional
    public Booking move(String region, UUID id, UUID slotId) {
        Booking booking = locked(region, id);
        Slot slot = slots.find(region, slotId)
                .filter(found -> found.group().equals(booking.group()))
                .orElseThrow(() -> new HallRuleBroken("hall.slot.unknown"));
        if (slot.id().equals(booking.slot())) {
            return booking;
        }
        mustFit(groups.demand(region, slot.group()), slot, booking.item());
        queue(booking.person());
        mustBeFreeThen(open(region, booking.person(), slot, id));
        jdbc.sql(LOCK_SLOTS)
                .param("region", region)
                .param("slots", new UUID[] {booking.slot(), slotId})
                .query(UUID.class)
                .list();
        int moved;
        try {
            moved = jdbc.sql(MOVE)
                    .param("region", region)
                    .param("slot", slotId)
                    .param("id", id)
                    .param("now", now())
                    .update();
        } catch (DuplicateKeyException _) {
            throw new HallRuleBroken("hall.booking.known");
        }
        if (moved == 0) {
            throw new HallRuleBroken("hall.slot.full");
        }
        giveBack(region, booking.slot());
        Booking next = find(region, id).orElseThrow();
        news.moved(next);
        return next;
    }

    /** Gives the place back, as long as the slot has not begun. A second time changes nothing. */
    @Transactional
    public void cancel(String region, UUID id) {
        Booking booking = find(region, id).orElseThrow(() -> new HallRuleBroken("hall.booking.unknown"));
        if (gaveBack(region, booking)) {
            news.cancelled(booking);
        }
    }

    /** Whose people end what somebody has booked: those of the halls, and the counter of the department of his item. */
    @Guard
    public static boolean mayCancel(Officer officer, @Nullable String department) {
        return officer.holdsAny("hall")
                || officer.holdsAny("guide")
                || Counters.standsForAll(officer)
                || (department != null && Counters.standsFor(officer, department));
    }

    /**
     * The same by the staff, who says why; the person hears it. A second time changes nothing.
     *
     * @param department of the item that is booked; null without one
     * @throws HallRuleBroken {@code hall.booking.reason}, and as {@link #cancel(String, UUID)}
     */
    @Transactional
    public void cancel(Officer officer, UUID id, @Nullable String department, String reason) {
        String region = officer.region();
        Booking booking = find(region, id).orElseThrow(() -> new HallRuleBroken("hall.booking.unknown"));
        if (!mayCancel(officer, department)) {
            throw new AccessDeniedException("Not open to this counter");
        }
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON || AuditLog.holdsPersonalNumber(why)) {
            throw new HallRuleBroken("hall.booking.reason", LONGEST_REASON);
        }
        if (gaveBack(region, booking)) {
            news.cancelled(booking, why);
            audit.record(region, officer.id().toString(), CANCELLED, id.toString(), Map.of("reason", why));
        }
    }

    /** @return false where it was ended before */
    private boolean gaveBack(String region, Booking booking) {
        if (booking.state() == Booking.State.CANCELLED) {
            return false;
        }
        if (!booking.startsAt().isAfter(time.instant())) {
            throw new HallRuleBroken("hall.booking.begun");
        }
        if (!end(region, booking.id(), Booking.State.CANCELLED)) {
            throw new HallRuleBroken("hall.booking.over");
        }
        giveBack(region, booking.slot());
        return true;
    }

    /**
     * 签到取号: a ticket for whoever has booked, on the day and until the grace time is over. A second time gives the same
     * ticket.
     */
    @Transactional
    public Ticket checkIn(String region, UUID id, Door door, boolean wantsHelper) {
        Booking booking = find(region, id).orElseThrow(() -> new HallRuleBroken("hall.booking.unknown"));
        Optional<Ticket> known = tickets.ofBooking(region, id);
        if (known.isPresent()) {
            return known.get();
        }
        Instant now = time.instant();
        if (!booking.day().equals(CityTime.day(now)) && booking.startsAt().isAfter(now)) {
            throw new HallRuleBroken("hall.booking.other-day", booking.day());
        }
        boolean late = now.isAfter(booking.startsAt().plus(grace()));
        if (late || booking.state() == Booking.State.NO_SHOW) {
            throw new HallRuleBroken("hall.booking.late", grace().toMinutes());
        }
        if (!end(region, id, Booking.State.CAME)) {
            throw new HallRuleBroken("hall.booking.over");
        }
        return tickets.forBooking(booking, door, wantsHelper);
    }

    /** The same by the code that somebody shows or types. */
    @Transactional
    public Ticket checkIn(String region, String code, Door door, boolean wantsHelper) {
        Booking booking = byCode(region, code).orElseThrow(() -> new HallRuleBroken("hall.booking.unknown"));
        return checkIn(region, booking.id(), door, wantsHelper);
    }

    public Optional<Booking> find(String region, UUID id) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("id", id)
                .query(Bookings::booking)
                .optional();
    }

    /** By what was typed or scanned; spaces and dashes do not matter. */
    public Optional<Booking> byCode(String region, String typed) {
        return jdbc.sql(BY_CODE)
                .param("region", region)
                .param("code", canonical(typed))
                .query(Bookings::booking)
                .optional();
    }

    /** True where what was typed or scanned looks like the code of a booking. */
    public static boolean isCode(String typed) {
        return CODE.matcher(canonical(typed)).matches();
    }

    /** The code in parts, to be read out: YB-ABCD-2345. */
    public static String spelt(String code) {
        int half = MARK.length() + LENGTH / 2;
        return code.substring(0, MARK.length()) + "-" + code.substring(MARK.length(), half) + "-"
                + code.substring(half);
    }

    /** The bookings of a person or entity, the latest day first. */
    public List<Booking> of(String region, UUID holder) {
        return jdbc.sql(OF)
                .param("region", region)
                .param("holder", holder)
                .param("limit", OWN)
                .query(Bookings::booking)
                .list();
    }

    /** What this person has booked for today and not used yet: what a machine offers to whoever lays his card on it. */
    public List<Booking> today(String region, UUID person) {
        return jdbc.sql(COMING)
                .param("region", region)
                .param("person", person)
                .param("day", Date.valueOf(CityTime.day(time.instant())))
                .param("limit", OWN)
                .query(Bookings::booking)
                .list();
    }

    /** All bookings of a day in the order of their slots. */
    public List<Booking> on(String region, LocalDate day) {
        return jdbc.sql(ON)
                .param("region", region)
                .param("day", Date.valueOf(day))
                .param("limit", MOST)
                .query(Bookings::booking)
                .list();
    }

    /** Until when somebody may not book because he did not come too often; empty where he may. */
    public Optional<LocalDate> barredUntil(String region, UUID holder) {
        int most = (int) settings.number(HallSettings.NO_SHOWS);
        long days = settings.number(HallSettings.NO_SHOW_DAYS);
        if (most == 0) {
            return Optional.empty();
        }
        List<LocalDate> missed = jdbc.sql(NO_SHOWS_SINCE)
                .param("region", region)
                .param("holder", holder)
                .param("since", Date.valueOf(CityTime.day(time.instant()).minusDays(days)))
                .param("limit", most)
                .query((row, _) -> row.getObject("day_on", LocalDate.class))
                .list();
        return missed.size() < most
                ? Optional.empty()
                : Optional.of(missed.getLast().plusDays(days));
    }

    /** Notes who did not come, once the grace time is over; says how many those are. */
    @Transactional
    public int notePassed(String region) {
        return jdbc.sql(PASSED)
                .param("region", region)
                .param("now", now())
                .param("before", Timestamp.from(time.instant().minus(grace())))
                .update();
    }

    private void mustNotBeBarred(String region, UUID holder) {
        barredUntil(region, holder).ifPresent(until -> {
            throw new HallRuleBroken("hall.booking.barred", settings.number(HallSettings.NO_SHOWS), until);
        });
    }

    private static Booking same(Booking before, Wish wish) {
        boolean moved = before.moves() > 0;
        if (before.person().equals(wish.person()) && (moved || before.slot().equals(wish.slot()))) {
            return before;
        }
        throw new HallRuleBroken("platform.key.reused");
    }

    /** Two who book for one person at once are counted one after the other. */
    private void queue(UUID person) {
        InTurn.await(jdbc, "hall.booking " + person);
    }

    /** For each open booking of the person whether it is at the same time as the slot. */
    private List<Boolean> open(String region, UUID person, Slot slot, @Nullable UUID except) {
        return jdbc.sql(OPEN)
                .param("region", region)
                .param("person", person)
                .param("from", Timestamp.from(slot.startsAt()))
                .param("until", Timestamp.from(slot.endsAt()))
                .param("now", now())
                .param("except", except)
                .query((row, _) -> row.getBoolean("meanwhile"))
                .list();
    }

    private static void mustBeFreeThen(List<Boolean> open) {
        if (open.contains(true)) {
            throw new HallRuleBroken("hall.booking.meanwhile");
        }
    }

    private static void mustFit(WindowGroup group, Slot slot, @Nullable String item) {
        boolean own = slot.item() == null || slot.item().equals(item);
        if (!own || !group.serves(item)) {
            throw new HallRuleBroken("hall.group.item");
        }
    }

    private Booking locked(String region, UUID id) {
        Booking booking = jdbc.sql(LOCK)
                .param("region", region)
                .param("id", id)
                .query(Bookings::booking)
                .optional()
                .orElseThrow(() -> new HallRuleBroken("hall.booking.unknown"));
        if (!booking.open()) {
            throw new HallRuleBroken("hall.booking.over");
        }
        if (!booking.startsAt().isAfter(time.instant())) {
            throw new HallRuleBroken("hall.booking.begun");
        }
        return booking;
    }

    private boolean end(String region, UUID id, Booking.State state) {
        return jdbc.sql(END)
                        .param("region", region)
                        .param("id", id)
                        .param("state", state.name())
                        .param("now", now())
                        .update()
                == 1;
    }

    private void giveBack(String region, UUID slot) {
        jdbc.sql(GIVE_BACK).param("region", region).param("slot", slot).update();
    }

    private Duration grace() {
        return Duration.ofMinutes(settings.number(HallSettings.GRACE_MINUTES));
    }

    private Timestamp now() {
        return Timestamp.from(time.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static String canonical(String typed) {
        return typed.length() > LONGEST_TYPED
                ? ""
                : Normalizer.normalize(typed, Normalizer.Form.NFKC)
                        .replaceAll("[\\s\\p{Pd}]", "")
                        .toUpperCase(Locale.ROOT);
    }

    private static String random() {
        var code = new StringBuilder(MARK);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    private static Booking booking(ResultSet row, int at) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new Booking(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getObject("slot_id", UUID.class),
                row.getString("group_code"),
                row.getString("item_code"),
                row.getObject("day_on", LocalDate.class),
                DayKind.valueOf(row.getString("day_kind")),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                row.getObject("holder", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getObject("draft_id", UUID.class),
                Door.valueOf(row.getString("channel")),
                row.getTimestamp("booked_at").toInstant(),
                row.getObject("booked_by", UUID.class),
                row.getInt("moves"),
                Booking.State.valueOf(row.getString("state")),
                ended == null ? null : ended.toInstant());
    }
}
