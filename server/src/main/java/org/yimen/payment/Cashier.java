package org.yimen.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.identifier.Uuid7;
import org.yimen.organisation.Officer;
import org.yimen.payment.FeeOrder.State;
import org.yimen.payment.LedgerEntry.Kind;
import org.yimen.payment.LedgerEntry.Way;
import org.yimen.payment.PaymentProvider.Notice;
import org.yimen.payment.PaymentProvider.Outcome;
import org.yimen.payment.PaymentProvider.ProviderDown;
import org.yimen.payment.PaymentProvider.Request;
import org.yimen.payment.Payments.Payment;

/**
 * 收款: takes money for an order, at the window or through a provider, exactly once. Whoever hears that an order was paid
 * holds its row first, so that a notice that comes twice, late or together with another finds what was done before it.
 */
@Service
public class Cashier {

    /** Kind of the audit entries of notices that are not what the provider would send. */
    public static final String NOTICE_REFUSED = "payment.notice-refused";

    /** How long one address at the provider can be paid. */
    static final Duration OPEN_FOR = Duration.ofMinutes(30);

    /** A request of which nothing was heard for so long is asked for. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Cashier.class);
    private static final String WINDOW = "window";
    private static final int AT_ONCE = 50;

    private final FeeOrders orders;
    private final Checkouts checkouts;
    private final Payments payments;
    private final Refunds refunds;
    private final FeeDesk desk;
    private final List<PaymentProvider> providers;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;
    private final InstantSource time;
    private final String address;

    Cashier(
            FeeOrders orders,
            Checkouts checkouts,
            Payments payments,
            Refunds refunds,
            FeeDesk desk,
            List<PaymentProvider> providers,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.url:http://localhost:8080}") String address) {
        this.orders = orders;
        this.checkouts = checkouts;
        this.payments = payments;
        this.refunds = refunds;
        this.desk = desk;
        this.providers = List.copyOf(providers);
        this.transaction = transaction;
        this.events = events;
        this.audit = audit;
        this.time = time;
        this.address = address;
    }

    /** What became of a notice. */
    public enum Heard {
        PAID,
        /** It was heard before; nothing was done. */
        REPEATED,
        /** The order needed no money any more: it goes back. */
        GIVEN_BACK
    }

    /** True where somebody can pay with his phone here. */
    public boolean takesOnline() {
        return !providers.isEmpty();
    }

    /** The provider of this place. */
    public Optional<PaymentProvider> provider() {
        return providers.stream().findFirst();
    }

    public Optional<PaymentProvider> provider(String code) {
        return providers.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /** The place where an order is being paid now, if there is one. */
    public Optional<Checkout> current(FeeOrder order) {
        return checkouts
                .openOf(order)
                .filter(open -> open.isOpenAt(time.instant()))
                .filter(open -> open.address() != null);
    }

    /**
     * A place where the order can be paid with a phone: the one that is open, or a new one.
     *
     * @throws ProviderDown where the provider cannot be reached; the order stays open and this may be tried again
     */
    public Checkout checkout(String region, UUID order) {
        PaymentProvider provider = provider().orElseThrow(() -> new ProviderDown("no provider is configured"));
        Checkout checkout = transaction.execute(_ -> opened(region, order, provider));
        if (checkout == null) {
            throw new IllegalStateException("No checkout of " + order);
        }
        if (checkout.address() != null) {
            return checkout;
        }
        FeeOrder owed = orders.find(region, order).orElseThrow();
        var place = provider.open(new Request(
                checkout.id(),
                checkout.fen(),
                desk.line(owed).name().zh() + " " + owed.number(),
                address + "/me/cases/" + owed.caseId().value() + "/fees/" + owed.id(),
                checkout.expiresAt()));
        checkouts.address(checkout, place.address());
        return checkouts.find(region, checkout.id()).orElseThrow();
    }

    private Checkout opened(String region, UUID id, PaymentProvider provider) {
        FeeOrder order = orders.lock(region, id).orElseThrow(() -> new PaymentRuleBroken("payment.order.unknown"));
        mustBeOpen(order);
        Instant now = instant();
        Optional<Checkout> before = checkouts.openOf(order);
        if (before.isPresent()) {
            if (before.get().isOpenAt(now)) {
                return before.get();
            }
            checkouts.mark(before.get(), "closed");
        }
        Instant until = now.plus(OPEN_FOR);
        var checkout = new Checkout(
                region,
                Uuid7.next(now),
                order.id(),
                provider.code(),
                order.fen(),
                null,
                "open",
                now,
                until.isBefore(order.expiresAt()) ? until : order.expiresAt());
        checkouts.insert(checkout);
        return checkout;
    }

    private void mustBeOpen(FeeOrder order) {
        if (!order.isOpen() || !time.instant().isBefore(order.expiresAt())) {
            throw new PaymentRuleBroken(order.settles() ? "payment.order.paid" : "payment.order.over", order.number());
        }
    }

    /**
     * Records that the amount of the order was taken at the window; he cannot take another. The same key again records it
     * once.
     */
    public FeeOrder take(String region, UUID order, Way way, Officer officer, Actor actor, String key) {
        Tills.mustTake(officer);
        if (way == Way.QR) {
            throw new IllegalArgumentException("What a provider takes the provider reports");
        }
        transaction.executeWithoutResult(_ -> {
            FeeOrder locked =
                    orders.lock(region, order).orElseThrow(() -> new PaymentRuleBroken("payment.order.unknown"));
            String reference = way.code() + ":" + actor.id() + ":" + key;
            Optional<Payment> settled = payments.of(locked);
            if (settled.isPresent() && settled.get().reference().equals(reference)) {
                return;
            }
            mustBeOpen(locked);
            Instant now = instant();
            var payment =
                    new Payment(region, Uuid7.next(now), order, way, WINDOW, reference, locked.fen(), true, now, now);
            if (!payments.insert(payment)) {
                throw new PaymentRuleBroken("payment.key.used");
            }
            settle(locked, payment, actor);
        });
        return orders.find(region, order).orElseThrow();
    }

    /**
     * Hears that a request was paid, once however often and however late it is told.
     *
     * @throws PaymentRuleBroken {@code payment.notice.unknown} or {@code payment.notice.amount}; both are listed
     */
    public Heard hear(String region, String provider, Notice notice) {
        Checkout checkout = checkouts
                .find(region, notice.checkout())
                .filter(found -> found.provider().equals(provider))
                .orElseThrow(() -> refused(region, notice, "payment.notice.unknown"));
        Heard heard = transaction.execute(_ -> heard(checkout, notice));
        if (heard == null) {
            throw refused(region, notice, "payment.notice.amount");
        }
        return heard;
    }

    /** Null where the amount is not what was asked for: that is entered, and no more. */
    private @Nullable Heard heard(Checkout checkout, Notice notice) {
        FeeOrder order = orders.lock(checkout.region(), checkout.order()).orElseThrow();
        Instant now = instant();
        if (notice.fen() != checkout.fen()) {
            boolean entered = orders.ledger(checkout.region(), order.id()).stream()
                    .anyMatch(entry -> notice.reference().equals(entry.reference()));
            if (!entered) {
                orders.enter(
                        order, now, Kind.AMOUNT_DIFFERS, notice.fen(), Way.QR, notice.reference(), Actor.SYSTEM, "");
            }
            return null;
        }
        boolean settles = order.isOpen();
        var payment = new Payment(
                checkout.region(),
                Uuid7.next(now),
                order.id(),
                Way.QR,
                checkout.provider(),
                notice.reference(),
                notice.fen(),
                settles,
                notice.paidAt(),
                now);
        if (!payments.insert(payment)) {
            return Heard.REPEATED;
        }
        checkouts.mark(checkout, "paid");
        if (settles) {
            settle(order, payment, Actor.SYSTEM);
            return Heard.PAID;
        }
        orders.enter(order, now, Kind.STRAY, notice.fen(), Way.QR, notice.reference(), Actor.SYSTEM, "");
        refunds.giveBack(order, payment, now);
        return Heard.GIVEN_BACK;
    }

    private void settle(FeeOrder order, Payment payment, Actor actor) {
        orders.move(order, State.PAID, 0, payment.heardAt());
        orders.enter(order, payment.heardAt(), Kind.PAID, payment.fen(), payment.way(), payment.reference(), actor, "");
        checkouts.close(order);
        events.publishEvent(new FeePaid(order.caseId(), order.id()));
    }

    private PaymentRuleBroken refused(String region, Notice notice, String code) {
        audit.recordAttempt(
                region,
                Actor.SYSTEM.id().toString(),
                NOTICE_REFUSED,
                notice.checkout().toString(),
                Map.of("code", code, "0", Fen.yuan(notice.fen()), "kind", "SYSTEM", "post", ""));
        return new PaymentRuleBroken(code, Fen.yuan(notice.fen()));
    }

    /** Asks the provider at once, e.g. because the payer is back from there and no notice has come. */
    public void look(FeeOrder order) {
        checkouts.openOf(order).filter(open -> open.address() != null).ifPresent(open -> {
            try {
                ask(open);
            } catch (ProviderDown down) {
                log.info("The provider does not answer: {}", down.getMessage());
            } catch (PaymentRuleBroken refusal) {
                // Another amount was paid there: entered and listed, and whoever still owes gets a new place.
                checkouts.mark(open, "closed");
            }
        });
    }

    /**
     * Asks for every request of which nothing was heard, ends what can no longer be paid, and sends what goes back.
     *
     * @return how many requests were asked for
     */
    public int turn(String region) {
        Instant now = instant();
        List<Checkout> unheard = checkouts.unheard(region, now.minus(PATIENCE), now, AT_ONCE);
        for (Checkout checkout : unheard) {
            try {
                ask(checkout);
            } catch (ProviderDown down) {
                log.warn("Request {} stays open: {}", checkout.id(), down.getMessage());
            } catch (PaymentRuleBroken refusal) {
                // Entered and listed: the comparison of the day shows it to somebody.
                checkouts.mark(checkout, "closed");
            }
        }
        orders.ending(region, now).forEach(order -> transaction.executeWithoutResult(_ -> expire(order)));
        int sent = refunds.send(region);
        if (sent > 0) {
            log.info("{} refunds went out", sent);
        }
        return unheard.size();
    }

    private void ask(Checkout checkout) {
        PaymentProvider provider = provider(checkout.provider())
                .orElseThrow(() -> new ProviderDown("provider " + checkout.provider() + " is not configured"));
        switch (provider.ask(checkout.id())) {
            case Outcome.Paid(var notice) -> {
                Heard heard = hear(checkout.region(), checkout.provider(), notice);
                log.info("Request {} was asked for: {}", checkout.id(), heard);
            }
            case Outcome.Closed() -> checkouts.mark(checkout, "closed");
            case Outcome.Waiting() -> {
                if (!checkout.isPayableAt(time.instant())) {
                    checkouts.mark(checkout, "closed");
                }
            }
        }
    }

    /** Only after the provider was asked: money that came in time is not sent back. */
    private void expire(FeeOrder ending) {
        FeeOrder order = orders.lock(ending.caseId().region(), ending.id()).orElseThrow();
        if (order.isOpen() && checkouts.openOf(order).isEmpty()) {
            orders.move(order, State.EXPIRED, 0, null);
            orders.enter(order, instant(), Kind.EXPIRED, order.fen(), null, null, Actor.SYSTEM, "");
        }
    }

    private Instant instant() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
