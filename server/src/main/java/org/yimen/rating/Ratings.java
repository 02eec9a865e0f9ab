package org.yimen.rating;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;
import org.yimen.platform.Settings;
import org.yimen.platform.Text;

/**
 * 好差评: once for a case that was applied for online, once for a visit. A rating is never changed and holds nothing up; who
 * gave it is told to nobody whom it is about.
 */
@Service
public class Ratings {

    /** Setting: how many days after the service a rating is in time. */
    static final String DAYS = "rating.days";

    static final String TEXT = "rating.rating.text";

    /** Kind of the audit entry of a rating that an operator took down. */
    public static final String FOR_CALLER = "rating.entered-for-caller";

    private static final String DEVICE = "rating.rating.device";
    private static final String SESSION = "rating.rating.session";

    public static final int MOST = 100;

    private static final String SELECT = """
            select o.region_code, o.id, o.kind, o.subject, o.holder_id, o.person_id, o.served_by, o.handlers,
                   o.department_code, o.window_code,
                   o.item_code, o.name_zh, o.name_en, o.served_at, o.until_at, r.level, r.tags, r.text_sealed, r.late,
                   r.at
              from rating.occasion o
                   left join rating.rating r on r.region_code = o.region_code and r.occasion_id = o.id
            """;

    private static final String SAID = """
            select o.department_code, o.item_code, o.name_zh, o.name_en, o.kind, r.occasion_id, r.level, r.tags,
                   r.text_sealed, r.late, r.at, r.channel, c.order_id,
                   coalesce(c.struck, false) or x.at is not null as struck
              from rating.rating r
                   join rating.occasion o on o.region_code = r.region_code and o.id = r.occasion_id
                   left join rating.rectification c on c.region_code = r.region_code and c.occasion_id = r.occasion_id
                   left join rating.struck x on x.region_code = r.region_code and x.occasion_id = r.occasion_id
             where r.region_code = :region
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Outbox outbox;
    private final Settings settings;
    private final Rectifications rectifications;
    private final RateBook rates;
    private final RatingLinks links;
    private final People people;
    private final AuditLog audit;
    private final InstantSource time;

    Ratings(
            JdbcClient jdbc,
            ColumnCipher cipher,
            Outbox outbox,
            Settings settings,
            Rectifications rectifications,
            RateBook rates,
            RatingLinks links,
            People people,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.outbox = outbox;
        this.settings = settings;
        this.rectifications = rectifications;
        this.rates = rates;
        this.links = links;
        this.people = people;
        this.audit = audit;
        this.time = time;
    }

    /**
     * A service that may be rated from now on.
     *
     * @param subject the case's id, or the visit's ticket: told twice, it is one service
     * @param holder who was served, with {@code person} who stood there or asked; both null where nobody knows
     * @param servedBy who served or decided, if one did
     * @param handlers of a case, every officer who acted on it
     * @param item code, or empty
     */
    public record Served(
            Occasion.Kind kind,
            String subject,
            @Nullable UUID holder,
            @Nullable UUID person,
            @Nullable UUID servedBy,
            List<UUID> handlers,
            String department,
            @Nullable String window,
            String item,
            Text name) {

        public Served {
            handlers = List.copyOf(handlers);
        }

        public static Served visit(
                UUID ticket,
                @Nullable UUID holder,
                @Nullable UUID person,
                @Nullable UUID clerk,
                String department,
                String window,
                Text name) {
            return new Served(
                    Occasion.Kind.VISIT,
                    ticket.toString(),
                    holder,
                    person,
                    clerk,
                    List.of(),
                    department,
                    window,
                    "",
                    name);
        }

        public static Served ofCase(
                UUID caseId,
                UUID holder,
                UUID person,
                @Nullable UUID decider,
                String department,
                String item,
                Text name) {
            return new Served(
                    Occasion.Kind.CASE,
                    caseId.toString(),
                    holder,
                    person,
                    decider,
                    List.of(),
                    department,
                    null,
                    item,
                    name);
        }

        /** The same of a visit for this item. */
        public Served about(@Nullable String code) {
            return code == null
                    ? this
                    : new Served(kind, subject, holder, person, servedBy, handlers, department, window, code, name);
        }

        /** The same of a case on which these have acted. */
        public Served handledBy(Collection<UUID> officers) {
            return new Served(
                    kind, subject, holder, person, servedBy, List.copyOf(officers), department, window, item, name);
        }

        /** The message that asks; of a visit nobody says that something came to its end. */
        String template() {
            return kind == Occasion.Kind.VISIT ? "rating.visit" : "rating.invitation";
        }
    }

    /**
     * A visit at a window ended, or an online case came to its outcome: it may be rated once, whatever was done there.
     *
     * @return the occasion, the same however often the service is told
     */
    @Transactional
    public UUID served(String region, Served service, Instant servedAt) {
        UUID id = Uuid7.next(time.instant());
        Instant until = servedAt.plus(Duration.ofDays(settings.number(DAYS)));
        int opened = jdbc.sql("""
                        insert into rating.occasion
                               (region_code, id, kind, subject, holder_id, person_id, served_by, handlers, department_code,
                                window_code, item_code, name_zh, name_en, served_at, until_at)
                        values (:region, :id, :kind, :subject, :holder, :person, :by, :handlers, :department, :window, :item,
                                :zh, :en, :served, :until)
                            on conflict (region_code, kind, subject) do nothing
                        """)
                .param("region", region)
                .param("id", id)
                .param("kind", service.kind().name())
                .param("subject", service.subject())
                .param("holder", service.holder(), Types.OTHER)
                .param("person", service.person(), Types.OTHER)
                .param("by", service.servedBy(), Types.OTHER)
                .param("handlers", service.handlers().toArray(UUID[]::new))
                .param("department", service.department())
                .param("window", service.window(), Types.VARCHAR)
                .param("item", service.item())
                .param("zh", service.name().zh())
                .param("en", service.name().en(), Types.VARCHAR)
                .param("served", Timestamp.from(servedAt))
                .param("until", Timestamp.from(until))
                .update();
        if (opened == 0) {
            return about(region, service.kind(), service.subject())
                    .orElseThrow()
                    .id();
        }
        UUID holder = service.holder();
        UUID person = service.person();
        if (holder != null && person != null) {
            outbox.post(Notice.of(
                            region,
                            holder,
                            person,
                            "rating:" + id,
                            service.template(),
                            List.of(service.name(), link(service)),
                            servedAt)
                    .to("/me/ratings/" + id));
        }
        return id;
    }

    /** What the message for the phone carries: it is answered without signing in. */
    private Text link(Served service) {
        String address = links.of(UUID.fromString(service.subject()), Channel.SMS);
        return new Text(address, address);
    }

    /** The service that a link names, the first one or that of its mending, once it came to its end. */
    public Optional<Occasion> byLink(String region, UUID subject, String code) {
        return links.opens(subject, code) || links.opensAgain(subject, code)
                ? ofCase(region, subject).or(() -> ofVisit(region, subject))
                : Optional.empty();
    }

    /**
     * Takes the one rating of an occasion. A second one is refused, whatever it says; the same one sent twice is one.
     *
     * @param holder in whose name it is given
     * @param tags codes that fit the level; others are refused
     */
    @Transactional
    public void rate(String region, UUID occasion, UUID holder, Level level, List<String> tags, String text, Way way) {
        Occasion rated = ofHolder(region, occasion, holder).orElseThrow(() -> new RatingRefused("rating.unknown"));
        store(rated, level, tags, text, way);
    }

    /** The same by whoever has the link that only this service's message or receipt carries. */
    @Transactional
    public void rateByLink(Occasion rated, Level level, List<String> tags, String text, Way way) {
        store(rated, level, tags, text, way);
    }

    /** 12345: an operator enters for a caller what he says, marked as such, and whoever it is of is told; never of what the operator did himself. */
    @Transactional
    public void rateForCaller(Occasion rated, Officer operator, Level level, List<String> tags, String text) {
        if (rated.concerns(operator)) {
            throw new RatingRefused("rating.call.own");
        }
        store(rated, level, tags, text, Way.forCaller(operator.id()));
        entered(rated, operator, level, "rating-by-phone:" + rated.id());
    }

    /** 再评价 of what was put right, in the same way. */
    @Transactional
    public void againForCaller(Occasion rated, Officer operator, Level level, String text) {
        if (rated.concerns(operator)) {
            throw new RatingRefused("rating.call.own");
        }
        rectifications.againByLink(rated, level, text);
        entered(rated, operator, level, "rating-again-by-phone:" + rated.id());
    }

    private void entered(Occasion rated, Officer operator, Level level, String key) {
        audit.record(
                rated.region(),
                operator.id().toString(),
                FOR_CALLER,
                rated.id().toString(),
                Map.of("level", level.code()));
        UUID holder = rated.holder();
        UUID person = rated.person();
        if (holder != null && person != null) {
            outbox.post(Notice.of(
                            rated.region(),
                            holder,
                            person,
                            key,
                            "rating.by-phone",
                            List.of(rated.name()),
                            time.instant())
                    .to("/me/ratings/" + rated.id()));
        }
    }

    /**
     * The same for a visit, by whoever stands before the evaluator of its window or holds its ticket: he need not be known.
     */
    @Transactional
    public void rateVisit(String region, UUID occasion, Level level, List<String> tags, String text, Way way) {
        Occasion rated = find(region, occasion)
                .filter(each -> each.kind() == Occasion.Kind.VISIT)
                .orElseThrow(() -> new RatingRefused("rating.unknown"));
        store(rated, level, tags, text, way);
    }

    private void store(Occasion rated, Level level, List<String> tags, String text, Way way) {
        String region = rated.region();
        UUID occasion = rated.id();
        Instant now = time.instant();
        String said = text.strip();
        if (said.length() > Rating.LONGEST) {
            throw new RatingRefused("rating.text-long", Rating.LONGEST);
        }
        if (AuditLog.holdsPersonalNumber(said)) {
            throw new RatingRefused("rating.text-number");
        }
        if (!level.tags().containsAll(tags)) {
            throw new RatingRefused("rating.tags");
        }
        var rating =
                new Rating(occasion, level, tags.stream().distinct().sorted().toList(), said, rated.late(now), now);
        int stored = jdbc.sql("""
                        insert into rating.rating
                               (region_code, occasion_id, level, tags, text_sealed, channel, late, at, device, session,
                                phone, entered_by)
                        values (:region, :occasion, :level, :tags, :text, :channel, :late, :at, :device, :session,
                                :phone, :by)
                            on conflict (region_code, occasion_id) do nothing
                        """)
                .param("region", region)
                .param("occasion", occasion)
                .param("level", level.stars())
                .param("tags", rating.tags().toArray(String[]::new))
                .param(
                        "text",
                        said.isEmpty()
                                ? null
                                : cipher.seal(TEXT, region, occasion.toString(), said)
                                        .bytes(),
                        Types.BINARY)
                .param("channel", way.channel().code())
                .param("late", rating.late())
                .param("at", Timestamp.from(now))
                .param("device", digest(DEVICE, way.device()), Types.BINARY)
                .param("session", digest(SESSION, way.session()), Types.BINARY)
                .param("phone", digest(Signs.PHONE, phone(rated)), Types.BINARY)
                .param("by", way.enteredBy(), Types.OTHER)
                .update();
        if (stored == 0 && !same(rating, region)) {
            throw new RatingRefused("rating.once");
        }
        if (stored == 1 && level.isBad()) {
            // In this transaction: what was rated badly cannot get lost.
            rectifications.open(rated, rating);
        }
    }

    /** How many days after a service a rating of it still counts: its figures stand only then. */
    public long days() {
        return settings.number(DAYS);
    }

    private byte @Nullable [] digest(String purpose, String trait) {
        return trait.isEmpty() ? null : cipher.index(purpose, trait);
    }

    private String phone(Occasion rated) {
        UUID person = rated.person();
        return person == null ? "" : people.find(person).map(Person::phone).orElse("");
    }

    @Guard
    private static boolean isHeldBy(Occasion occasion, UUID holder) {
        return holder.equals(occasion.holder());
    }

    private boolean same(Rating rating, String region) {
        return find(region, rating.occasion())
                .map(Occasion::rating)
                .filter(before -> before.level() == rating.level()
                        && before.tags().equals(rating.tags())
                        && before.text().equals(rating.text()))
                .isPresent();
    }

    public Optional<Occasion> find(String region, UUID occasion) {
        return jdbc.sql(SELECT + """
                         where o.region_code = :region and o.id = :id
                        """)
                .param("region", region)
                .param("id", occasion)
                .query((row, _) -> occasion(row))
                .optional();
    }

    /** The same, if it is this holder's. */
    public Optional<Occasion> ofHolder(String region, UUID occasion, UUID holder) {
        return find(region, occasion).filter(each -> isHeldBy(each, holder));
    }

    /** What somebody may rate or has rated, the newest first. */
    public List<Occasion> of(String region, UUID holder, int limit) {
        return jdbc.sql(SELECT + """
                         where o.region_code = :region and o.holder_id = :holder
                         order by o.served_at desc, o.id desc
                         limit :limit
                        """)
                .param("region", region)
                .param("holder", holder)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> occasion(row))
                .list();
    }

    /** The occasion of a case, if it is one. */
    public Optional<Occasion> ofCase(String region, UUID caseId) {
        return about(region, Occasion.Kind.CASE, caseId.toString());
    }

    /** The occasion of a visit, if its ticket was served. */
    public Optional<Occasion> ofVisit(String region, UUID ticket) {
        return about(region, Occasion.Kind.VISIT, ticket.toString());
    }

    private Optional<Occasion> about(String region, Occasion.Kind kind, String subject) {
        return jdbc.sql(SELECT + """
                         where o.region_code = :region and o.kind = :kind and o.subject = :subject
                        """)
                .param("region", region)
                .param("kind", kind.name())
                .param("subject", subject)
                .query((row, _) -> occasion(row))
                .optional();
    }

    /** Who was served last at a window, not before {@code since}, if he has not rated it yet. */
    public Optional<Occasion> justServed(String region, String window, Instant since) {
        return servedAt(region, window, since, 1).stream()
                .filter(each -> each.rating() == null)
                .findFirst();
    }

    /** Who was served at a window not before {@code since}, the last one first. */
    public List<Occasion> servedAt(String region, String window, Instant since, int limit) {
        return jdbc.sql(SELECT + """
                         where o.region_code = :region and o.window_code = :window and o.served_at >= :since
                         order by o.served_at desc, o.id desc
                         limit :limit
                        """)
                .param("region", region)
                .param("window", window)
                .param("since", Timestamp.from(since))
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> occasion(row))
                .list();
    }

    /** Which ratings somebody asks for. */
    public enum Only {
        ALL,
        BAD,
        GOOD,
        LATE,
        STRUCK
    }

    /**
     * Which ratings somebody asks for, of services from one moment to another.
     *
     * @param by with {@code key} the part of the whole, or null for all of it
     */
    public record Asked(Instant from, Instant until, RateBook.@Nullable By by, String key, Only only) {

        /** Whatever was ever said. */
        public static Asked ever(Only only) {
            return new Asked(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"), null, "", only);
        }
    }

    /** The same of all times. */
    public List<Said> said(String region, boolean onlyBad, int limit) {
        return said(region, Asked.ever(onlyBad ? Only.BAD : Only.ALL), limit);
    }

    /** What was said, for supervision: level, tags and text, the item and the department, and nobody's name. The newest first. */
    public List<Said> said(String region, Asked asked, int limit) {
        RateBook.By by = asked.by();
        return jdbc.sql(SAID + """
                           and o.served_at >= :from and o.served_at < :until
                           and (:only = 'ALL' or (:only = 'BAD' and r.level <= 2) or (:only = 'GOOD' and r.level >= 4)
                                or (:only = 'LATE' and r.late) or (:only = 'STRUCK' and (c.struck or x.at is not null)))
                           and (:by = '' or :key = case :by when 'UNIT' then o.department_code
                                    when 'ITEM' then coalesce(nullif(o.item_code, ''), '-')
                                    when 'WINDOW' then coalesce(o.window_code, '-') else r.channel end)
                         order by r.at desc, r.occasion_id
                         limit :limit
                        """)
                .param("region", region)
                .param("from", Timestamp.from(asked.from()))
                .param("until", Timestamp.from(asked.until()))
                .param("only", asked.only().name())
                .param("by", by == null ? "" : by.name())
                .param("key", asked.key())
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> said(region, row))
                .list();
    }

    /** The same of these services. */
    public List<Said> said(String region, List<UUID> occasions) {
        return jdbc.sql(SAID + """
                           and r.occasion_id = any(:occasions)
                         order by r.at, r.occasion_id
                         limit :limit
                        """)
                .param("region", region)
                .param("occasions", occasions.toArray(UUID[]::new))
                .param("limit", MOST)
                .query((row, _) -> said(region, row))
                .list();
    }

    private Said said(String region, ResultSet row) throws SQLException {
        return new Said(
                row.getString("department_code"),
                row.getString("item_code"),
                new Text(row.getString("name_zh"), row.getString("name_en")),
                Occasion.Kind.valueOf(row.getString("kind")),
                row.getString("channel"),
                row.getBoolean("struck"),
                row.getObject("order_id", UUID.class),
                rating(region, row.getObject("occasion_id", UUID.class), row));
    }

    /**
     * A rating with what it is about.
     *
     * @param item code, or empty
     * @param struck it is counted apart
     * @param order that a bad one opened, or null
     */
    public record Said(
            String department,
            String item,
            Text name,
            Occasion.Kind kind,
            String channel,
            boolean struck,
            @Nullable UUID order,
            Rating rating) {}

    /** The figures of services from one moment to another: all of them first, then by department. */
    public List<Figures> figures(String region, Instant from, Instant until) {
        return rates.by(region, from, until, RateBook.By.UNIT).stream()
                .map(Rates::said)
                .toList();
    }

    private Occasion occasion(ResultSet row) throws SQLException {
        String region = row.getString("region_code");
        UUID id = row.getObject("id", UUID.class);
        row.getInt("level");
        boolean rated = !row.wasNull();
        return new Occasion(
                region,
                id,
                Occasion.Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getObject("holder_id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getObject("served_by", UUID.class),
                List.of((UUID[]) row.getArray("handlers").getArray()),
                row.getString("department_code"),
                row.getString("window_code"),
                row.getString("item_code"),
                new Text(row.getString("name_zh"), row.getString("name_en")),
                row.getTimestamp("served_at").toInstant(),
                row.getTimestamp("until_at").toInstant(),
                rated ? rating(region, id, row) : null);
    }

    private Rating rating(String region, UUID occasion, ResultSet row) throws SQLException {
        byte[] text = row.getBytes("text_sealed");
        return new Rating(
                occasion,
                Level.of(row.getInt("level")),
                List.of((String[]) row.getArray("tags").getArray()),
                text == null ? "" : cipher.open(TEXT, region, occasion.toString(), Sealed.of(text)),
                row.getBoolean("late"),
                row.getTimestamp("at").toInstant());
    }
}
