package org.yimen.rating;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.People;
import org.yimen.identity.ProvenPhones;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.rating.RatingPolicy.Look;
import org.yimen.rating.RatingPolicy.SignRule;
import org.yimen.rating.SignRules.Found;
import org.yimen.rating.SignRules.Given;

/**
 * 自评核查: looks through each day that is over for ratings that staff may have given itself, and opens a check. One of
 * supervision proposes whether they count, another decides; what is struck stays readable and is counted apart (ADR 61).
 */
@Service
public class Signs {

    /** Kinds of the audit entries. */
    public static final String PROPOSED = "rating.sign-proposed";

    public static final String DECIDED = "rating.sign-decided";
    public static final String SENT_BACK = "rating.sign-sent-back";
    public static final String OWN_NUMBER = "rating.own-number-entered";
    public static final String OWN_NUMBER_CONFIRMED = "rating.own-number-confirmed";
    public static final String OWN_NUMBERS_REMOVAL_ASKED = "rating.own-numbers-removal-asked";
    public static final String OWN_NUMBERS_REMOVED = "rating.own-numbers-removed";

    /** What a phone's digest is made of, for ratings and for what staff has stated. */
    static final String PHONE = "rating.rating.phone";

    public static final int LONGEST = 500;
    public static final int MOST = 200;

    private static final int DAYS_BACK = 7;
    private static final int MOST_OF_A_DAY = 50_000;

    private static final String DAY = """
            select r.occasion_id, coalesce(o.window_code, o.department_code) as counter, o.served_at, r.at, r.level,
                   r.text_sealed is not null as said, r.device, r.session, r.phone,
                   exists (select 1 from rating.own_number n
                            where n.region_code = r.region_code and n.phone = r.phone
                              and n.staff_id = o.served_by and n.confirmed_by is not null and n.counts) as own
              from rating.rating r
                   join rating.occasion o on o.region_code = r.region_code and o.id = r.occasion_id
             where r.region_code = :region and r.at >= :from and r.at < :until
             order by r.at, r.occasion_id
             limit :limit
            """;

    private static final String SELECT = """
            select s.id, s.look, s.counter, s.day, s.found_at, s.strikes, s.reason, s.proposed_by, s.proposed_at,
                   s.decided_by, s.decided_at,
                   array(select m.occasion_id from rating.sign_rating m
                          where m.region_code = s.region_code and m.sign_id = s.id
                          order by m.occasion_id) as ratings
              from rating.sign s
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final AuditLog audit;
    private final RatingPolicy policy;
    private final ProvenPhones phones;
    private final People people;
    private final Directory directory;
    private final RatingTasks tasks;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final String home;

    Signs(
            JdbcClient jdbc,
            ColumnCipher cipher,
            AuditLog audit,
            RatingPolicy policy,
            ProvenPhones phones,
            People people,
            Directory directory,
            RatingTasks tasks,
            TransactionTemplate transaction,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.audit = audit;
        this.policy = policy;
        this.phones = phones;
        this.people = people;
        this.directory = directory;
        this.tasks = tasks;
        this.transaction = transaction;
        this.time = time;
        this.home = home;
    }

    @Scheduled(fixedDelayString = "${yimen.rating.signs-every:PT1H}", initialDelayString = "PT5M")
    void sweep() {
        LocalDate today = CityTime.day(time.instant());
        for (int back = DAYS_BACK; back > 0; back--) {
            look(home, today.minusDays(back));
        }
    }

    /** Looks through a day that is over; looking twice finds nothing new. With the last day of a month its shares too. */
    public void look(String region, LocalDate day) {
        List<SignRule> daily = policy.signs().stream()
                .filter(rule -> rule.look() != Look.SHARE)
                .toList();
        keep(region, day, SignRules.find(given(region, day, day), daily));
        if (day.plusDays(1).getDayOfMonth() == 1) {
            List<SignRule> monthly = policy.signs().stream()
                    .filter(rule -> rule.look() == Look.SHARE)
                    .toList();
            keep(region, day, SignRules.find(given(region, day.withDayOfMonth(1), day), monthly));
        }
    }

    private List<Given> given(String region, LocalDate from, LocalDate to) {
        return jdbc.sql(DAY)
                .param("region", region)
                .param("from", Timestamp.from(CityTime.startOf(from)))
                .param("until", Timestamp.from(CityTime.startOf(to.plusDays(1))))
                .param("limit", MOST_OF_A_DAY)
                .query((row, _) -> new Given(
                        row.getObject("occasion_id", UUID.class),
                        row.getString("counter"),
                        row.getTimestamp("served_at").toInstant(),
                        row.getTimestamp("at").toInstant(),
                        Level.of(row.getInt("level")),
                        row.getBoolean("said"),
                        hex(row.getBytes("device")),
                        hex(row.getBytes("session")),
                        hex(row.getBytes("phone")),
                        row.getBoolean("own")))
                .list();
    }

    private static String hex(byte @Nullable [] digest) {
        return digest == null ? "" : HexFormat.of().formatHex(digest);
    }

    private void keep(String region, LocalDate day, List<Found> found) {
        for (Found one : found) {
            transaction.executeWithoutResult(_ -> keep(region, day, one));
        }
    }

    private void keep(String region, LocalDate day, Found found) {
        Instant now = time.instant();
        UUID id = Uuid7.next(now);
        int opened = jdbc.sql("""
                        insert into rating.sign (region_code, id, look, counter, day, found_at)
                        values (:region, :id, :look, :counter, :day, :at)
                            on conflict (region_code, look, counter, day) do nothing
                        """)
                .param("region", region)
                .param("id", id)
                .param("look", found.look().name())
                .param("counter", found.counter())
                .param("day", day)
                .param("at", Timestamp.from(now))
                .update();
        if (opened == 1) {
            jdbc.sql("""
                            insert into rating.sign_rating (region_code, sign_id, occasion_id)
                            select :region, :id, unnest(:ratings)
                            """)
                    .param("region", region)
                    .param("id", id)
                    .param("ratings", found.ratings().toArray(UUID[]::new))
                    .update();
            tasks.open(region, RatingTasks.Kind.SIGN, id);
        }
    }

    /** What nobody has decided first, then the newest. */
    public List<Sign> recent(String region, int limit) {
        return jdbc.sql(SELECT + """
                         where s.region_code = :region
                         order by s.decided_at is not null, s.found_at desc, s.id desc
                         limit :limit
                        """)
                .param("region", region)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> sign(row))
                .list();
    }

    public Optional<Sign> find(String region, UUID id) {
        return jdbc.sql(SELECT + " where s.region_code = :region and s.id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> sign(row))
                .optional();
    }

    /**
     * The first of two says whether these ratings count.
     *
     * @param strikes true to take them out
     */
    @Transactional
    public void propose(Officer officer, UUID id, boolean strikes, String reason) {
        Sign sign = open(officer, id);
        String said = reason.strip();
        if (said.isEmpty() || said.length() > LONGEST || AuditLog.holdsPersonalNumber(said)) {
            throw new RatingRefused("rating.sign.reason", LONGEST);
        }
        int done = jdbc.sql("""
                        update rating.sign
                           set strikes = :strikes, reason = :reason, proposed_by = :by, proposed_at = :at
                         where region_code = :region and id = :id and proposed_by is null
                        """)
                .param("strikes", strikes)
                .param("reason", said)
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .param("region", officer.region())
                .param("id", id)
                .update();
        if (done == 0) {
            throw new RatingRefused("rating.sign.proposed");
        }
        record(officer, PROPOSED, sign, strikes);
    }

    /**
     * The second of two agrees, which decides it, or sends it back.
     *
     * @param agrees false opens it again for whoever looks next
     */
    @Transactional
    public void decide(Officer officer, UUID id, boolean agrees) {
        Sign sign = open(officer, id);
        Sign.Proposal proposal = sign.proposal();
        if (proposal == null) {
            throw new RatingRefused("rating.sign.not-proposed");
        }
        if (proposal.by().equals(officer.id())) {
            throw new RatingRefused("rating.sign.another");
        }
        Instant now = time.instant();
        int done = agrees
                ? jdbc.sql("""
                                update rating.sign
                                   set decided_by = :by, decided_at = :at
                                 where region_code = :region and id = :id and proposed_by = :first and decided_by is null
                                """)
                        .param("by", officer.id())
                        .param("at", Timestamp.from(now))
                        .param("region", officer.region())
                        .param("id", id)
                        .param("first", proposal.by())
                        .update()
                : jdbc.sql("""
                                update rating.sign
                                   set strikes = null, reason = null, proposed_by = null, proposed_at = null
                                 where region_code = :region and id = :id and proposed_by = :first and decided_by is null
                                """)
                        .param("region", officer.region())
                        .param("id", id)
                        .param("first", proposal.by())
                        .update();
        if (done == 0) {
            throw new RatingRefused("rating.sign.decided");
        }
        if (agrees && proposal.strikes()) {
            jdbc.sql("""
                            insert into rating.struck (region_code, occasion_id, sign_id, at)
                            select m.region_code, m.occasion_id, m.sign_id, :at
                              from rating.sign_rating m
                             where m.region_code = :region and m.sign_id = :id
                                on conflict (region_code, occasion_id) do nothing
                            """)
                    .param("at", Timestamp.from(now))
                    .param("region", officer.region())
                    .param("id", id)
                    .update();
        }
        if (agrees) {
            tasks.done(officer.region(), RatingTasks.Kind.SIGN, id);
        }
        record(officer, agrees ? DECIDED : SENT_BACK, sign, proposal.strikes());
    }

    /** One that is not decided and none of whose ratings is about this officer himself. */
    private Sign open(Officer officer, UUID id) {
        Sign sign = find(officer.region(), id).orElseThrow(() -> new RatingRefused("rating.sign.none"));
        if (sign.decided()) {
            throw new RatingRefused("rating.sign.decided");
        }
        long own = jdbc.sql("""
                        select count(*)
                          from rating.occasion o
                         where o.region_code = :region and o.id = any(:ratings) and\s""" + Occasion.CONCERNS)
                .param("region", officer.region())
                .param("ratings", sign.ratings().toArray(UUID[]::new))
                .param("officer", officer.id())
                .query(Long.class)
                .single();
        if (own > 0) {
            throw new RatingRefused("rating.sign.own");
        }
        return sign;
    }

    private void record(Officer officer, String kind, Sign sign, boolean strikes) {
        audit.record(
                officer.region(),
                officer.id().toString(),
                kind,
                sign.id().toString(),
                Map.of(
                        "look",
                        sign.look().name(),
                        "strikes",
                        Boolean.toString(strikes),
                        "ratings",
                        Integer.toString(sign.ratings().size())));
    }

    /**
     * 本人号码 of a member of staff, of which nothing but this is shown.
     *
     * @param confirmedBy who typed the same number again; null while it finds nothing yet
     * @param removalBy who wants it out, which another has to want too; null while nobody does
     */
    public record OwnNumber(
            UUID staff,
            UUID enteredBy,
            Instant at,
            @Nullable UUID confirmedBy,
            @Nullable UUID removalBy) {}

    /** The newest first. */
    public List<OwnNumber> ownNumbers(String region) {
        return jdbc.sql("""
                        select staff_id, entered_by, at, confirmed_by, removal_by
                          from rating.own_number
                         where region_code = :region
                         order by at desc, staff_id
                         limit :limit
                        """)
                .param("region", region)
                .param("limit", MOST)
                .query((row, _) -> new OwnNumber(
                        row.getObject("staff_id", UUID.class),
                        row.getObject("entered_by", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("confirmed_by", UUID.class),
                        row.getObject("removal_by", UUID.class)))
                .list();
    }

    /**
     * Takes out what was entered for a member of staff: a number given up, or one that was never his. What two have entered
     * goes as two want it; nobody removes his own.
     */
    @Transactional
    public void removeOwnNumbers(Officer officer, UUID staff) {
        if (officer.id().equals(staff)) {
            throw new RatingRefused("rating.sign.own");
        }
        int removed = jdbc.sql("""
                        delete from rating.own_number
                         where region_code = :region and staff_id = :staff
                           and (confirmed_by is null or removal_by <> :by)
                        """)
                .param("region", officer.region())
                .param("staff", staff)
                .param("by", officer.id())
                .update();
        int asked = jdbc.sql("""
                        update rating.own_number
                           set removal_by = :by, removal_at = :at
                         where region_code = :region and staff_id = :staff and removal_by is null
                        """)
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .param("region", officer.region())
                .param("staff", staff)
                .update();
        record(officer, OWN_NUMBERS_REMOVED, staff, removed);
        record(officer, OWN_NUMBERS_REMOVAL_ASKED, staff, asked);
    }

    private void record(Officer officer, String kind, UUID staff, int numbers) {
        if (numbers > 0) {
            audit.record(
                    officer.region(),
                    officer.id().toString(),
                    kind,
                    staff.toString(),
                    Map.of("numbers", Integer.toString(numbers)));
        }
    }

    /**
     * 本人号码: kept as a digest, so that a rating from it is noticed and nobody reads it here. It finds something once another
     * officer has typed it too, and then only in what this member of staff served: nobody finds out by it what others said. The
     * proven number of somebody else is taken like any and finds nothing: nobody finds out by it whose a number is.
     */
    @Transactional
    public void ownNumber(Officer officer, UUID staff, String phone) {
        String number = phone.replaceAll("[\\s-]", "");
        if (!number.matches("1\\d{10}")) {
            throw new RatingRefused("rating.own-number.spelt");
        }
        if (officer.id().equals(staff)) {
            throw new RatingRefused("rating.sign.own");
        }
        boolean counts = !isSomebodyElses(officer.region(), staff, number);
        int entered = jdbc.sql("""
                        insert into rating.own_number (region_code, staff_id, phone, entered_by, at, counts)
                        values (:region, :staff, :phone, :by, :at, :counts)
                            on conflict (region_code, staff_id, phone) do nothing
                        """)
                .param("region", officer.region())
                .param("staff", staff)
                .param("phone", cipher.index(PHONE, number))
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .param("counts", counts)
                .update();
        if (entered == 1) {
            audit.record(officer.region(), officer.id().toString(), OWN_NUMBER, staff.toString(), Map.of());
            return;
        }
        int confirmed = jdbc.sql("""
                        update rating.own_number
                           set confirmed_by = :by, confirmed_at = :at, counts = :counts
                         where region_code = :region and staff_id = :staff and phone = :phone and entered_by <> :by
                           and confirmed_by is null
                        """)
                .param("region", officer.region())
                .param("staff", staff)
                .param("phone", cipher.index(PHONE, number))
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .param("counts", counts)
                .update();
        if (confirmed == 1) {
            audit.record(officer.region(), officer.id().toString(), OWN_NUMBER_CONFIRMED, staff.toString(), Map.of());
        }
    }

    /**
     * It is the proven phone of somebody who has another name than this member of staff, of whom no citizen number is kept to
     * tell him from a namesake.
     */
    private boolean isSomebodyElses(String region, UUID staff, String number) {
        Optional<String> name = directory.everybody(region).stream()
                .filter(each -> each.id().equals(staff))
                .map(Staff::name)
                .findFirst();
        return people.find(phones.holders(number)).stream()
                .anyMatch(holder -> name.filter(holder.name()::equals).isEmpty());
    }

    private static Sign sign(ResultSet row) throws SQLException {
        UUID proposedBy = row.getObject("proposed_by", UUID.class);
        Timestamp decidedAt = row.getTimestamp("decided_at");
        return new Sign(
                row.getObject("id", UUID.class),
                Look.valueOf(row.getString("look")),
                row.getString("counter"),
                row.getObject("day", LocalDate.class),
                row.getTimestamp("found_at").toInstant(),
                List.of((UUID[]) row.getArray("ratings").getArray()),
                proposedBy == null
                        ? null
                        : new Sign.Proposal(
                                row.getBoolean("strikes"),
                                row.getString("reason"),
                                proposedBy,
                                row.getTimestamp("proposed_at").toInstant()),
                row.getObject("decided_by", UUID.class),
                decidedAt == null ? null : decidedAt.toInstant());
    }
}
