package org.yimen.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.casework.Actor;
import org.yimen.identifier.Uuid7;
import org.yimen.organisation.Officer;
import org.yimen.payment.Difference.Kind;
import org.yimen.payment.PaymentProvider.Line;
import org.yimen.payment.PaymentProvider.ProviderDown;
import org.yimen.payment.Payments.Moved;
import org.yimen.platform.CityTime;

/** 对账: compares each day's statement of the provider with the ledger and keeps what differs until somebody explains it. */
@Service
public class Reconciliation {

    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

    /** Providers close their books during the night. */
    private static final LocalTime BOOKS_CLOSED = LocalTime.of(6, 0);

    /** How many days back a comparison is made up for. */
    private static final int MADE_UP = 7;

    private static final int MOST = 200;

    private static final String SELECT = """
            select region_code, id, provider, day, kind, reference, order_id, our_fen, their_fen, found_at, resolved_at,
                   resolved_by, note
              from payment.difference
            """;

    private final JdbcClient jdbc;
    private final Cashier cashier;
    private final Checkouts checkouts;
    private final Payments payments;
    private final TransactionTemplate transaction;
    private final InstantSource time;

    Reconciliation(
            JdbcClient jdbc,
            Cashier cashier,
            Checkouts checkouts,
            Payments payments,
            TransactionTemplate transaction,
            InstantSource time) {
        this.jdbc = jdbc;
        this.cashier = cashier;
        this.checkouts = checkouts;
        this.payments = payments;
        this.transaction = transaction;
        this.time = time;
    }

    /** One day that was compared. */
    public record Day(
            String provider, LocalDate day, Instant comparedAt, int ours, long ourFen, int theirs, long theirFen) {}

    /** Something on one side or on both. */
    record Pair(String reference, @Nullable UUID order, long ours, long theirs) {
        boolean differs() {
            return ours != theirs;
        }

        Kind kind() {
            return ours == 0 ? Kind.MISSING_HERE : theirs == 0 ? Kind.MISSING_THERE : Kind.AMOUNT;
        }
    }

    /** What differs between two lists of the same day. Pure. */
    static List<Pair> differences(List<Moved> ours, List<Line> theirs) {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        for (Moved moved : ours) {
            pairs.merge(
                    moved.reference(),
                    new Pair(moved.reference(), moved.order(), moved.fen(), 0),
                    (one, other) -> new Pair(one.reference(), one.order(), one.ours() + other.ours(), 0));
        }
        for (Line line : theirs) {
            pairs.merge(
                    line.reference(),
                    new Pair(line.reference(), null, 0, line.fen()),
                    (one, other) -> new Pair(one.reference(), one.order(), one.ours(), one.theirs() + other.theirs()));
        }
        return pairs.values().stream().filter(Pair::differs).toList();
    }

    /** Compares each of the last days once the provider's books are closed, where nobody has compared it yet. */
    void makeUp(String region) {
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        boolean early = now.atZone(CityTime.ZONE).toLocalTime().isBefore(BOOKS_CLOSED);
        Optional<PaymentProvider> provider = cashier.provider();
        if (provider.isEmpty()) {
            return;
        }
        var compared = days(region).stream()
                .filter(each -> each.provider().equals(provider.get().code()))
                .map(Day::day)
                .toList();
        for (int back = early ? 2 : 1; back <= MADE_UP; back++) {
            LocalDate day = today.minusDays(back);
            if (compared.contains(day)) {
                continue;
            }
            try {
                compare(region, day);
            } catch (ProviderDown down) {
                log.warn("The statement of {} is not there yet: {}", day, down.getMessage());
                return;
            }
        }
    }

    /** Compares on behalf of somebody who keeps the books. */
    public List<Difference> compare(String region, LocalDate day, Officer officer) {
        Tills.mustDecide(officer);
        if (!day.isBefore(CityTime.day(time.instant()))) {
            throw new PaymentRuleBroken("payment.statement.not-yet");
        }
        return compare(region, day);
    }

    /**
     * Compares a day, as often as somebody likes: what was found before is not found twice, and what has gone meanwhile is
     * closed with a note that says so.
     *
     * @throws ProviderDown where the provider does not give the statement now
     */
    List<Difference> compare(String region, LocalDate day) {
        PaymentProvider provider = cashier.provider().orElseThrow(() -> new ProviderDown("no provider is configured"));
        List<Line> theirs = provider.statement(day);
        hearWhatWasLost(region, provider, theirs);
        transaction.executeWithoutResult(_ -> {
            List<Moved> ours = payments.ofDay(region, provider.code(), day);
            List<Pair> pairs = differences(ours, theirs).stream()
                    .map(pair -> known(region, pair, theirs))
                    .toList();
            store(region, provider.code(), day, ours, theirs);
            pairs.forEach(pair -> find(region, provider.code(), day, pair));
            closeGone(region, provider.code(), day, pairs);
        });
        return of(region, provider.code(), day);
    }

    /** A lost notice is no difference: the provider is asked for each request that it says was paid and we have not heard of. */
    private void hearWhatWasLost(String region, PaymentProvider provider, List<Line> theirs) {
        for (Line line : theirs) {
            UUID checkout = line.checkout();
            if (line.fen() <= 0 || checkout == null) {
                continue;
            }
            boolean waits = checkouts.find(region, checkout).stream()
                    .anyMatch(open -> !open.state().equals("paid") && open.fen() == line.fen());
            if (waits && provider.ask(checkout) instanceof PaymentProvider.Outcome.Paid(var notice)) {
                log.info("A lost notice was found in the statement: {}", cashier.hear(region, provider.code(), notice));
            }
        }
    }

    /** Names the order, and what it asked for where another amount was paid. */
    private Pair known(String region, Pair pair, List<Line> theirs) {
        Optional<Checkout> checkout = theirs.stream()
                .filter(line -> line.reference().equals(pair.reference()) && line.fen() > 0)
                .flatMap(line -> Optional.ofNullable(line.checkout()).stream())
                .flatMap(id -> checkouts.find(region, id).stream())
                .findFirst();
        long ours = pair.ours() == 0
                ? checkout.map(Checkout::fen)
                        .filter(fen -> fen != pair.theirs())
                        .orElse(0L)
                : pair.ours();
        return new Pair(pair.reference(), checkout.map(Checkout::order).orElse(pair.order()), ours, pair.theirs());
    }

    private void store(String region, String provider, LocalDate day, List<Moved> ours, List<Line> theirs) {
        jdbc.sql("""
                        insert into payment.statement
                               (region_code, provider, day, compared_at, our_count, our_fen, their_count, their_fen)
                        values (:region, :provider, :day, :at, :ours, :ourFen, :theirs, :theirFen)
                        on conflict (region_code, provider, day)
                          do update set compared_at = excluded.compared_at, our_count = excluded.our_count,
                                        our_fen = excluded.our_fen, their_count = excluded.their_count,
                                        their_fen = excluded.their_fen
                        """)
                .param("region", region)
                .param("provider", provider)
                .param("day", day)
                .param("at", FeeOrders.utc(instant()))
                .param("ours", ours.size())
                .param("ourFen", ours.stream().mapToLong(Moved::fen).sum())
                .param("theirs", theirs.size())
                .param("theirFen", theirs.stream().mapToLong(Line::fen).sum())
                .update();
    }

    private void find(String region, String provider, LocalDate day, Pair pair) {
        jdbc.sql("""
                        insert into payment.difference
                               (region_code, id, provider, day, kind, reference, order_id, our_fen, their_fen, found_at)
                        values (:region, :id, :provider, :day, :kind, :reference, :order, :ours, :theirs, :at)
                        on conflict (region_code, provider, day, reference) do nothing
                        """)
                .param("region", region)
                .param("id", Uuid7.next(instant()))
                .param("provider", provider)
                .param("day", day)
                .param("kind", pair.kind().code())
                .param("reference", pair.reference())
                .param("order", pair.order())
                .param("ours", pair.ours())
                .param("theirs", pair.theirs())
                .param("at", FeeOrders.utc(instant()))
                .update();
    }

    private void closeGone(String region, String provider, LocalDate day, List<Pair> pairs) {
        jdbc.sql("""
                        update payment.difference
                           set resolved_at = :at, resolved_by = :by, resolved_post = '', note = :note
                         where region_code = :region and provider = :provider and day = :day and resolved_at is null
                           and reference <> all(:still)
                        """)
                .param("at", FeeOrders.utc(instant()))
                .param("by", Actor.SYSTEM.id())
                .param("note", "再次对账时已经一致")
                .param("region", region)
                .param("provider", provider)
                .param("day", day)
                .param("still", pairs.stream().map(Pair::reference).toArray(String[]::new))
                .update();
    }

    /** Explains a difference; it stays on the list with the note. */
    @Transactional
    public Difference resolve(String region, UUID difference, String note, Officer officer, Actor actor) {
        Tills.mustDecide(officer);
        String why = Refunds.said(note);
        int resolved = jdbc.sql("""
                        update payment.difference
                           set resolved_at = :at, resolved_by = :by, resolved_post = :post, note = :note
                         where region_code = :region and id = :id and resolved_at is null
                        """)
                .param("at", FeeOrders.utc(instant()))
                .param("by", actor.id())
                .param("post", actor.post())
                .param("note", why)
                .param("region", region)
                .param("id", difference)
                .update();
        Difference found = find(region, difference);
        if (resolved == 0 && !why.equals(found.note())) {
            throw new PaymentRuleBroken("payment.difference.resolved");
        }
        return found;
    }

    private Difference find(String region, UUID id) {
        return jdbc.sql(SELECT + " where region_code = :region and id = :id")
                .param("region", region)
                .param("id", id)
                .query(Reconciliation::toDifference)
                .optional()
                .orElseThrow(() -> new PaymentRuleBroken("payment.difference.unknown"));
    }

    List<Difference> of(String region, String provider, LocalDate day) {
        return jdbc.sql(
                        SELECT
                                + " where region_code = :region and provider = :provider and day = :day order by reference limit :limit")
                .param("region", region)
                .param("provider", provider)
                .param("day", day)
                .param("limit", MOST)
                .query(Reconciliation::toDifference)
                .list();
    }

    /** The youngest differences, those that nobody has explained first. */
    public List<Difference> differences(String region) {
        return jdbc.sql(SELECT + """
                         where region_code = :region
                         order by resolved_at is not null, day desc, reference
                         limit :limit
                        """)
                .param("region", region)
                .param("limit", MOST)
                .query(Reconciliation::toDifference)
                .list();
    }

    /** The days that were compared, the youngest first. */
    public List<Day> days(String region) {
        return new ArrayList<>(jdbc.sql("""
                        select provider, day, compared_at, our_count, our_fen, their_count, their_fen
                          from payment.statement
                         where region_code = :region
                         order by day desc, provider
                         limit 31
                        """)
                .param("region", region)
                .query((row, _) -> new Day(
                        row.getString("provider"),
                        row.getObject("day", LocalDate.class),
                        row.getObject("compared_at", OffsetDateTime.class).toInstant(),
                        row.getInt("our_count"),
                        row.getLong("our_fen"),
                        row.getInt("their_count"),
                        row.getLong("their_fen")))
                .list());
    }

    private Instant instant() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Difference toDifference(ResultSet row, int index) throws SQLException {
        return new Difference(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getString("provider"),
                row.getObject("day", LocalDate.class),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("reference"),
                row.getObject("order_id", UUID.class),
                row.getLong("our_fen"),
                row.getLong("their_fen"),
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                FeeOrders.moment(row, "resolved_at"),
                row.getObject("resolved_by", UUID.class),
                row.getString("note"));
    }
}
