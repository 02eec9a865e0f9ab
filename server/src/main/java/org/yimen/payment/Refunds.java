package org.yimen.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.identifier.Uuid7;
import org.yimen.organisation.Officer;
import org.yimen.payment.LedgerEntry.Kind;
import org.yimen.payment.LedgerEntry.Way;
import org.yimen.payment.PaymentProvider.ProviderDown;
import org.yimen.payment.Payments.Payment;

/** 退款: asked with a reason by one person, decided by another, sent back the way the money came, once. */
@Service
public class Refunds {

    private static final Logger log = LoggerFactory.getLogger(Refunds.class);
    private static final int LONGEST_REASON = 300;
    private static final int MOST = 100;
    private static final Duration WAIT = Duration.ofMinutes(5);

    private static final String SELECT = """
            select region_code, id, order_id, payment_id, fen, reason, automatic, state, asked_by, asked_post, asked_at,
                   decided_by, done_at
              from payment.refund
            """;

    private final JdbcClient jdbc;
    private final FeeOrders orders;
    private final Payments payments;
    private final List<PaymentProvider> providers;
    private final TransactionTemplate transaction;
    private final InstantSource time;

    Refunds(
            JdbcClient jdbc,
            FeeOrders orders,
            Payments payments,
            List<PaymentProvider> providers,
            TransactionTemplate transaction,
            InstantSource time) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.payments = payments;
        this.providers = List.copyOf(providers);
        this.transaction = transaction;
        this.time = time;
    }

    /**
     * Asks for money to go back; the same key again asks once.
     *
     * @param fen how much of what is left
     */
    @Transactional
    public Refund ask(String region, UUID order, long fen, String reason, Officer officer, Actor actor, String key) {
        Tills.mustAskBack(officer);
        String why = said(reason);
        FeeOrder locked = orders.lock(region, order).orElseThrow(() -> new PaymentRuleBroken("payment.order.unknown"));
        Optional<Refund> before = byKey(region, actor.id(), key);
        if (before.isPresent()) {
            Refund asked = before.get();
            if (asked.order().equals(order)
                    && asked.fen() == fen
                    && asked.reason().equals(why)) {
                return asked;
            }
            throw new PaymentRuleBroken("platform.key.reused");
        }
        if (fen <= 0 || fen > locked.refundable()) {
            throw new PaymentRuleBroken("payment.refund.too-much", Fen.yuan(locked.refundable()));
        }
        if (ofOrder(locked).stream().anyMatch(Refunds::isUnderWay)) {
            throw new PaymentRuleBroken("payment.refund.under-way");
        }
        return insert(locked, fen, why, actor, key, instant());
    }

    /**
     * The case ended without a result: all that is left is asked back, and somebody still decides. What somebody asked for before
     * and nobody decided goes up in that; what was decided already is on its way.
     */
    void askByItself(FeeOrder locked, String reason, Instant now) {
        List<Refund> before =
                ofOrder(locked).stream().filter(Refunds::isUnderWay).toList();
        for (Refund waiting : before) {
            if (waiting.state() == Refund.State.ASKED) {
                supersede(waiting, now);
                orders.enter(locked, now, Kind.REFUND_DECLINED, waiting.fen(), null, null, Actor.SYSTEM, "改为退还全部余款");
            }
        }
        long going = before.stream()
                .filter(refund -> refund.state() == Refund.State.APPROVED)
                .mapToLong(Refund::fen)
                .sum();
        long rest = locked.refundable() - going;
        if (rest > 0) {
            var _ = insert(locked, rest, said(reason), Actor.SYSTEM, "end:" + locked.id(), now);
        }
    }

    private void supersede(Refund waiting, Instant now) {
        jdbc.sql("""
                        update payment.refund
                           set state = 'declined', decided_by = :by, decided_post = '', decided_at = :at
                         where region_code = :region and id = :id and state = 'asked'
                        """)
                .param("by", Actor.SYSTEM.id())
                .param("at", FeeOrders.utc(now))
                .param("region", waiting.region())
                .param("id", waiting.id())
                .update();
    }

    private static boolean isUnderWay(Refund refund) {
        return !refund.automatic() && (refund.state() == Refund.State.ASKED || refund.state() == Refund.State.APPROVED);
    }

    private Refund insert(FeeOrder order, long fen, String reason, Actor actor, String key, Instant now) {
        Payment payment = payments.of(order).orElseThrow();
        UUID id = Uuid7.next(now);
        jdbc.sql("""
                        insert into payment.refund
                               (region_code, id, order_id, payment_id, fen, reason, automatic, state, key, asked_by,
                                asked_post, asked_at)
                        values (:region, :id, :order, :payment, :fen, :reason, false, 'asked', :key, :by, :post, :at)
                        """)
                .param("region", payment.region())
                .param("id", id)
                .param("order", order.id())
                .param("payment", payment.id())
                .param("fen", fen)
                .param("reason", reason)
                .param("key", key)
                .param("by", actor.id())
                .param("post", actor.post())
                .param("at", FeeOrders.utc(now))
                .update();
        orders.enter(order, now, Kind.REFUND_ASKED, fen, payment.way(), null, actor, reason);
        return find(payment.region(), id).orElseThrow();
    }

    /** Money for an order that needed none goes back by itself. In the transaction that heard of it. */
    void giveBack(FeeOrder order, Payment stray, Instant now) {
        jdbc.sql("""
                        insert into payment.refund
                               (region_code, id, order_id, payment_id, fen, reason, automatic, state, key, asked_by,
                                asked_post, asked_at, next_at)
                        values (:region, :id, :order, :payment, :fen, :reason, true, 'approved', :key, :by, '', :at, :at)
                        on conflict (region_code, payment_id) where automatic do nothing
                        """)
                .param("region", stray.region())
                .param("id", Uuid7.next(now))
                .param("order", order.id())
                .param("payment", stray.id())
                .param("fen", stray.fen())
                .param("reason", "订单已" + ended(order) + "，款项原路退回")
                .param("key", "stray:" + stray.id())
                .param("by", Actor.SYSTEM.id())
                .param("at", FeeOrders.utc(now))
                .update();
    }

    private static String ended(FeeOrder order) {
        return switch (order.state()) {
            case OPEN, PAID, PART_REFUNDED -> "缴清";
            case REFUNDED -> "退款";
            case CANCELLED -> "取消";
            case EXPIRED -> "过期";
        };
    }

    /** Another person says that the money may go. */
    @Transactional
    public Refund approve(String region, UUID refund, Officer officer, Actor actor) {
        Refund found = decide(region, refund, officer, actor, Refund.State.APPROVED);
        FeeOrder order = orders.lock(region, found.order()).orElseThrow();
        orders.enter(order, instant(), Kind.REFUND_APPROVED, found.fen(), null, null, actor, "");
        return found;
    }

    @Transactional
    public Refund decline(String region, UUID refund, String reason, Officer officer, Actor actor) {
        String why = said(reason);
        Refund found = decide(region, refund, officer, actor, Refund.State.DECLINED);
        FeeOrder order = orders.lock(region, found.order()).orElseThrow();
        orders.enter(order, instant(), Kind.REFUND_DECLINED, found.fen(), null, null, actor, why);
        return found;
    }

    private Refund decide(String region, UUID refund, Officer officer, Actor actor, Refund.State state) {
        Tills.mustDecide(officer);
        Refund found = find(region, refund).orElseThrow(() -> new PaymentRuleBroken("payment.refund.unknown"));
        if (found.askedBy().equals(actor.id())) {
            throw new PaymentRuleBroken("payment.refund.second-person");
        }
        Instant now = instant();
        int decided = jdbc.sql("""
                        update payment.refund
                           set state = :state, decided_by = :by, decided_post = :post, decided_at = :at, next_at = :at
                         where region_code = :region and id = :id and state = 'asked'
                        """)
                .param("state", state.code())
                .param("by", actor.id())
                .param("post", actor.post())
                .param("at", FeeOrders.utc(now))
                .param("region", region)
                .param("id", refund)
                .update();
        if (decided == 0) {
            throw new PaymentRuleBroken("payment.refund.decided");
        }
        return find(region, refund).orElseThrow();
    }

    /** Sends what was approved; what a provider cannot take now is tried again later. Returns how many went. */
    int send(String region) {
        int sent = 0;
        for (Refund refund : due(region)) {
            try {
                sent += send(refund) ? 1 : 0;
            } catch (ProviderDown down) {
                log.warn("Refund {} waits: {}", refund.id(), down.getMessage());
            }
        }
        return sent;
    }

    /** The provider gives it back once whatever happens here between its answer and the commit. */
    private boolean send(Refund refund) {
        Payment payment = payments.find(refund.region(), refund.payment()).orElseThrow();
        String reference = payment.way() == Way.QR
                ? provider(payment.provider()).refund(refund.id(), payment.reference(), refund.fen())
                : payment.way().code() + ":" + refund.id();
        return Boolean.TRUE.equals(transaction.execute(_ -> done(refund, payment, reference)));
    }

    private boolean done(Refund refund, Payment payment, String reference) {
        Instant now = instant();
        FeeOrder order = orders.lock(refund.region(), refund.order()).orElseThrow();
        int moved = jdbc.sql("""
                        update payment.refund
                           set state = 'done', done_at = :at, reference = :reference
                         where region_code = :region and id = :id and state = 'approved'
                        """)
                .param("at", FeeOrders.utc(now))
                .param("reference", reference)
                .param("region", refund.region())
                .param("id", refund.id())
                .update();
        if (moved == 0) {
            return false;
        }
        if (payment.settles()) {
            long refunded = order.refunded() + refund.fen();
            orders.move(
                    order,
                    refunded == order.fen() ? FeeOrder.State.REFUNDED : FeeOrder.State.PART_REFUNDED,
                    refunded,
                    order.paidAt());
        }
        orders.enter(order, now, Kind.REFUNDED, refund.fen(), payment.way(), reference, Actor.SYSTEM, refund.reason());
        return true;
    }

    private PaymentProvider provider(String code) {
        return providers.stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new ProviderDown("provider " + code + " is not configured"));
    }

    private List<Refund> due(String region) {
        Instant now = instant();
        return jdbc.sql("""
                        update payment.refund
                           set next_at = :later
                         where region_code = :region and id in (
                                 select id
                                   from payment.refund
                                  where region_code = :region and state = 'approved' and next_at <= :now
                                  order by next_at
                                  limit :limit
                                    for update skip locked)
                        returning region_code, id, order_id, payment_id, fen, reason, automatic, state, asked_by,
                                  asked_post, asked_at, decided_by, done_at
                        """)
                .param("later", FeeOrders.utc(now.plus(WAIT)))
                .param("region", region)
                .param("now", FeeOrders.utc(now))
                .param("limit", MOST)
                .query(Refunds::toRefund)
                .list();
    }

    public Optional<Refund> find(String region, UUID id) {
        return jdbc.sql(SELECT + " where region_code = :region and id = :id")
                .param("region", region)
                .param("id", id)
                .query(Refunds::toRefund)
                .optional();
    }

    private Optional<Refund> byKey(String region, UUID by, String key) {
        return jdbc.sql(SELECT + " where region_code = :region and asked_by = :by and key = :key")
                .param("region", region)
                .param("by", by)
                .param("key", key)
                .query(Refunds::toRefund)
                .optional();
    }

    public List<Refund> ofOrder(FeeOrder order) {
        return jdbc.sql(SELECT
                        + " where region_code = :region and order_id = :order order by asked_at, id limit :limit")
                .param("region", order.caseId().region())
                .param("order", order.id())
                .param("limit", MOST)
                .query(Refunds::toRefund)
                .list();
    }

    /** What waits for a decision, the oldest first. */
    public List<Refund> waiting(String region) {
        return jdbc.sql(SELECT + " where region_code = :region and state = 'asked' order by asked_at, id limit :limit")
                .param("region", region)
                .param("limit", MOST)
                .query(Refunds::toRefund)
                .list();
    }

    private Instant instant() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A reason is short, is there, and names nobody by his number. */
    static String said(String reason) {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new PaymentRuleBroken("payment.reason", LONGEST_REASON);
        }
        if (AuditLog.holdsPersonalNumber(why)) {
            throw new PaymentRuleBroken("payment.reason-number");
        }
        return why;
    }

    private static Refund toRefund(ResultSet row, int index) throws SQLException {
        return new Refund(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getObject("payment_id", UUID.class),
                row.getLong("fen"),
                row.getString("reason"),
                row.getBoolean("automatic"),
                Refund.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getObject("asked_by", UUID.class),
                row.getString("asked_post"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("decided_by", UUID.class),
                FeeOrders.moment(row, "done_at"));
    }
}
