package org.yimen.rating;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.Report;
import org.yimen.hotline.RuledOrders;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.identity.People;
import org.yimen.organisation.Department;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Words;
import org.yimen.time.Clock;
import org.yimen.time.WorkCalendar;

/**
 * Opens the work order of a bad rating in the rating's own transaction, and keeps what becomes of it
 * (国办发〔2019〕51号; 安阳市政务服务条例 art. 52).
 */
@Service
public class Rectifications {

    /** The type of work order that a bad rating opens. */
    static final String TYPE = "bad-rating";

    static final String AGAIN = "rating.rectification.again_text";

    /** 督办单. */
    private static final String SUPERVISE = "supervise";

    /** In whose name: neither of supervision, which does the work, nor of whoever was rated. */
    private static final String POST = Department.GOVERNMENT + "/head";

    private static final String CENTRE = "ZX";

    private static final String TOPIC = "service-conduct";
    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);

    private static final String SELECT = """
            select region_code, occasion_id, order_id, named, contacted_in_time, mended_in_time, visited_back, ended_on,
                   struck, again_level, again_text_sealed
              from rating.rectification
            """;

    private final JdbcClient jdbc;
    private final OrderDesk orders;
    private final RuledOrders ruled;
    private final OrderTypes types;
    private final WorkCalendar calendar;
    private final People people;
    private final ColumnCipher cipher;
    private final InstantSource time;

    Rectifications(
            JdbcClient jdbc,
            OrderDesk orders,
            RuledOrders ruled,
            OrderTypes types,
            WorkCalendar calendar,
            People people,
            ColumnCipher cipher,
            InstantSource time) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.ruled = ruled;
        this.types = types;
        this.calendar = calendar.provisional();
        this.people = people;
        this.cipher = cipher;
        this.time = time;
    }

    /** Part of the transaction that keeps the rating: one cannot be there without the other. */
    void open(Occasion rated, Rating rating) {
        Report.Reporter reporter = reporter(rated);
        var report = new Report(
                TYPE,
                TOPIC,
                new Accused(rated.department(), rated.servedBy(), null, null, rated.handlers()),
                false,
                new Report.Content(said(rated, rating), "", ""),
                reporter);
        CaseFile<State> order = orders.registerOfRating(report, rated.holder(), rated.id());
        jdbc.sql("""
                        insert into rating.rectification (region_code, occasion_id, order_id, named)
                        values (:region, :occasion, :order, :named)
                        """)
                .param("region", rated.region())
                .param("occasion", rated.id())
                .param("order", order.id().value())
                .param("named", reporter != null)
                .update();
    }

    private Report.@Nullable Reporter reporter(Occasion rated) {
        UUID person = rated.person();
        UUID holder = rated.holder();
        return person == null || holder == null
                ? null
                : people.find(person)
                        .map(known -> new Report.Reporter(
                                known.name(), known.phone(), person, holder.equals(person) ? null : holder))
                        .orElse(null);
    }

    /** What whoever puts it right must know, without the case, by which he would find who it was: the service, the level, what was ticked and written. */
    private static String said(Occasion rated, Rating rating) {
        var parts = new ArrayList<String>();
        parts.add(rated.name().zh() + "："
                + CHINESE.say("rating.level." + rating.level().code()));
        if (!rating.tags().isEmpty()) {
            parts.add(CHINESE.list(rating.tags().stream()
                    .map(tag -> CHINESE.say("rating.tag." + tag))
                    .toList()));
        }
        if (!rating.text().isEmpty()) {
            parts.add(rating.text());
        }
        return String.join("。", parts);
    }

    public Optional<Rectification> of(String region, UUID occasion) {
        return jdbc.sql(SELECT + " where region_code = :region and occasion_id = :occasion")
                .param("region", region)
                .param("occasion", occasion)
                .query((row, _) -> rectification(row))
                .optional();
    }

    /** The occasion whose rating opened this order, if one did. */
    Optional<UUID> occasion(String region, UUID order) {
        return jdbc.sql(
                        "select occasion_id from rating.rectification where region_code = :region and order_id = :order")
                .param("region", region)
                .param("order", order)
                .query(UUID.class)
                .optional();
    }

    /** As the order stands: an answer that was sent back has mended nothing. */
    void keep(String region, UUID order, OrderDesk.Mending now) {
        jdbc.sql("""
                        update rating.rectification
                           set contacted_in_time = :contacted, mended_in_time = :mended,
                               visited_back = :visited or again_level is not null, in_vain = :vain
                         where region_code = :region and order_id = :order
                        """)
                .param("contacted", now.contactedInTime(), Types.BOOLEAN)
                .param("mended", now.answeredInTime(), Types.BOOLEAN)
                .param("visited", now.visitedBack())
                .param("vain", now.inVain())
                .param("region", region)
                .param("order", order)
                .update();
    }

    void ended(String region, UUID order, LocalDate on, boolean struck) {
        jdbc.sql("""
                        update rating.rectification
                           set ended_on = :on, struck = :struck
                         where region_code = :region and order_id = :order
                        """)
                .param("on", on)
                .param("struck", struck)
                .param("region", region)
                .param("order", order)
                .update();
    }

    /**
     * 再评价: what he says of it once it was put right, beside the first rating, which stays. Once; the same sent twice is one. A bad
     * one is supervision's from then on, in the same transaction: it cannot get lost either.
     *
     * @param holder in whose name it is given
     */
    @Transactional
    public void again(Occasion rated, UUID holder, Level level, String text) {
        if (!holder.equals(rated.holder())) {
            throw new RatingRefused("rating.again.not-open");
        }
        store(rated, level, text);
    }

    /** The same by whoever has the link that only the message about this occasion's mending carries, or by him on the phone. */
    @Transactional
    public void againByLink(Occasion rated, Level level, String text) {
        store(rated, level, text);
    }

    private void store(Occasion rated, Level level, String text) {
        String said = text.strip();
        if (said.length() > Rating.LONGEST) {
            throw new RatingRefused("rating.text-long", Rating.LONGEST);
        }
        if (AuditLog.holdsPersonalNumber(said)) {
            throw new RatingRefused("rating.text-number");
        }
        var now = Timestamp.from(time.instant());
        byte[] sealed = said.isEmpty()
                ? null
                : cipher.seal(AGAIN, rated.region(), rated.id().toString(), said)
                        .bytes();
        int stored = jdbc.sql("""
                        update rating.rectification
                           set again_level = :level, again_text_sealed = :text, again_at = :at, visited_back = true
                         where region_code = :region and occasion_id = :occasion and named and not struck
                           and ended_on is not null and again_level is null
                        """)
                .param("level", level.stars())
                .param("text", sealed, Types.BINARY)
                .param("at", now)
                .param("region", rated.region())
                .param("occasion", rated.id())
                .update();
        Optional<Rectification> kept = of(rated.region(), rated.id());
        boolean same = kept.map(Rectification::again)
                .filter(before -> before.equals(new Rectification.Again(level, said)))
                .isPresent();
        if (stored == 0 && !same) {
            throw new RatingRefused("rating.again.not-open");
        }
        if (stored == 1 && level.isBad()) {
            supervise(rated, kept.orElseThrow().order(), level, said);
        }
    }

    /**
     * 不满意 → 督办: who was rated has had his turn. It goes to whoever supervises, with the term that the first mending had, and
     * climbs when that passes; the rated department reads of it what supervision asks.
     */
    private void supervise(Occasion rated, UUID order, Level level, String said) {
        String number = orders.find(new CaseId(rated.region(), order)).number();
        LocalDate today = CityTime.day(time.instant());
        var limit = types.current(TYPE).orElseThrow().in(rated.region()).handle();
        var _ = ruled.raise(
                Wish.of(
                        SUPERVISE,
                        CHINESE.say("rating.again.order", number),
                        new Source(Source.Kind.RATING, rated.id().toString(), number),
                        rated.department().equals(OrderPosts.EFFICIENCY) ? CENTRE : OrderPosts.EFFICIENCY,
                        Clock.of(today, limit.time()).dueOn(calendar, today),
                        CHINESE.say(
                                "rating.again.order-what",
                                rated.name().zh(),
                                CHINESE.say("rating.level." + level.code()),
                                said)),
                POST,
                "rating-again:" + rated.id());
    }

    /**
     * What became of the bad ratings that were given from one moment to another.
     *
     * @param bad all of them, {@code struck} those that an appeal took out; the rest is the base of {@code ended} and {@code
     *     mendedInTime}
     * @param named of the rest, the base of {@code contactedInTime} and {@code visitedBack}: whom nobody knows nobody calls
     * @param inVain calls that nobody answered, which are neither contact nor visit
     * @param better of those who rated again, how many no longer badly
     */
    public record Figures(
            long bad,
            long struck,
            long ended,
            long mendedInTime,
            long named,
            long contactedInTime,
            long visitedBack,
            long inVain,
            long again,
            long better) {

        public long valid() {
            return bad - struck;
        }
    }

    public Figures figures(String region, Instant from, Instant until) {
        return jdbc.sql("""
                        select count(*) as bad,
                               count(*) filter (where c.struck) as struck,
                               count(*) filter (where not c.struck and c.ended_on is not null) as ended,
                               count(*) filter (where not c.struck and c.ended_on is not null and c.mended_in_time) as mended,
                               count(*) filter (where not c.struck and c.named) as named,
                               count(*) filter (where not c.struck and c.named and c.contacted_in_time) as contacted,
                               count(*) filter (where not c.struck and c.named and c.visited_back) as visited,
                               coalesce(sum(c.in_vain) filter (where not c.struck), 0) as vain,
                               count(*) filter (where c.again_level is not null) as again,
                               count(*) filter (where c.again_level >= 3) as better
                          from rating.rectification c
                               join rating.rating r on r.region_code = c.region_code and r.occasion_id = c.occasion_id
                         where c.region_code = :region and r.at >= :from and r.at < :until
                        """)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new Figures(
                        row.getLong("bad"),
                        row.getLong("struck"),
                        row.getLong("ended"),
                        row.getLong("mended"),
                        row.getLong("named"),
                        row.getLong("contacted"),
                        row.getLong("visited"),
                        row.getLong("vain"),
                        row.getLong("again"),
                        row.getLong("better")))
                .single();
    }

    private Rectification rectification(ResultSet row) throws SQLException {
        int level = row.getInt("again_level");
        Rectification.Again again = row.wasNull() ? null : new Rectification.Again(Level.of(level), text(row));
        return new Rectification(
                row.getObject("order_id", UUID.class),
                row.getBoolean("named"),
                row.getObject("contacted_in_time", Boolean.class),
                row.getObject("mended_in_time", Boolean.class),
                row.getBoolean("visited_back"),
                row.getObject("ended_on", LocalDate.class),
                row.getBoolean("struck"),
                again);
    }

    private String text(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("again_text_sealed");
        return sealed == null
                ? ""
                : cipher.open(AGAIN, row.getString("region_code"), row.getString("occasion_id"), Sealed.of(sealed));
    }
}
