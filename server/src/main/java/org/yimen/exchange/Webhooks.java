package org.yimen.exchange;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseFeed;
import org.yimen.casework.CaseFeed.Cursor;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Machine;
import org.yimen.platform.Guard;

/** 事件订阅: what machines are told without asking. */
@Service
public class Webhooks {

    /** The most subscriptions of one machine. */
    public static final int MOST = 10;

    private static final int MOST_SHOWN = 500;
    private static final int SECRET_BYTES = 32;

    private final Subscriptions subscriptions;
    private final Destinations destinations;
    private final CaseFeed feed;
    private final AuditLog audit;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    Webhooks(
            Subscriptions subscriptions, Destinations destinations, CaseFeed feed, AuditLog audit, InstantSource time) {
        this.subscriptions = subscriptions;
        this.destinations = destinations;
        this.feed = feed;
        this.audit = audit;
        this.time = time;
    }

    /** A subscription with the secret by which its receiver knows us. */
    public record Subscribed(
            Subscription subscription, @Nullable String secret) {
        @Override
        public String toString() {
            return "Subscribed[" + subscription.id() + "]";
        }
    }

    /**
     * Subscribes from now on, once for each key.
     *
     * @param types kebab-case names of events; empty for all
     */
    @Transactional
    public Subscribed subscribe(Machine machine, String url, Set<String> types, String key) {
        Optional<Subscription> before = subscriptions.byKey(machine.region(), machine.clientId(), key);
        if (before.isPresent()) {
            boolean same =
                    before.get().url().equals(url) && before.get().types().equals(types);
            if (!same) {
                throw new ExchangeRuleBroken("casework.key.reused", key);
            }
            return new Subscribed(before.get(), null);
        }
        if (AuditLog.holdsPersonalNumber(url)) {
            throw new ExchangeRuleBroken("audit.personal-number");
        }
        destinations.flaw(url).ifPresent(code -> {
            throw new ExchangeRuleBroken(code);
        });
        if (of(machine).size() >= MOST) {
            throw new ExchangeRuleBroken("exchange.subscription.too-many", MOST);
        }
        Instant now = time.instant();
        var made = new Subscription(
                machine.region(),
                Uuid7.next(now),
                machine.clientId(),
                url,
                types,
                now,
                feed.end(),
                0,
                null,
                0,
                null,
                null,
                now,
                false);
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        subscriptions.insert(made, key, secret);
        audit.record(
                machine.region(),
                machine.clientId(),
                "exchange.subscribed",
                made.id().toString(),
                Map.of("url", url));
        return new Subscribed(made, secret);
    }

    /** Those of one machine. */
    public List<Subscription> of(Machine machine) {
        return subscriptions.of(machine.region(), machine.clientId(), MOST_SHOWN);
    }

    /** One of this machine's; another's is not there for it. */
    public Optional<Subscription> of(Machine machine, UUID id) {
        return find(machine.region(), id).filter(each -> isOf(machine, each));
    }

    @Guard
    private static boolean isOf(Machine machine, Subscription subscription) {
        return subscription.clientId().equals(machine.clientId());
    }

    /** Those of all machines. */
    public List<Subscription> all(String region) {
        return subscriptions.all(region, MOST_SHOWN);
    }

    public Optional<Subscription> find(String region, UUID id) {
        return subscriptions.find(region, id);
    }

    @Transactional
    public void end(Subscription subscription, String by) {
        if (subscriptions.delete(subscription.region(), subscription.id())) {
            audit.record(
                    subscription.region(),
                    by,
                    "exchange.unsubscribed",
                    subscription.id().toString(),
                    Map.of("url", subscription.url()));
        }
    }

    /**
     * Sends again at once.
     *
     * @param from the event after which to begin, or null to go on with what failed
     */
    @Transactional
    public void again(Subscription subscription, @Nullable Cursor from, String by) {
        subscriptions.again(subscription.region(), subscription.id(), from, time.instant());
        audit.record(
                subscription.region(),
                by,
                "exchange.redelivered",
                subscription.id().toString(),
                Map.of("from", from == null ? "" : from.toString()));
    }
}
