package org.yimen.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseFeed;
import org.yimen.casework.CaseFeed.Cursor;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.DataRights;
import org.yimen.exchange.Destinations.Destination;
import org.yimen.identity.Machine;
import org.yimen.identity.Machines;
import org.yimen.identity.Scope;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;

/**
 * Posts what happened to whoever subscribed. One event at a time for each subscription, and the next only after an answer
 * of 2xx: so the order holds, and a receiver that is down holds up nobody but itself. An answer that is lost is an event
 * that comes twice; its id is the same.
 */
@Component
public class WebhookRelay {

    /** So many tries of one event, over some nine hours; then the subscription rests until somebody asks. */
    static final int MOST_TRIES = 16;

    private static final Logger log = LoggerFactory.getLogger(WebhookRelay.class);
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration TURN = Duration.ofMinutes(1);
    private static final int AT_ONCE = 20;
    private static final int MOST_DOUBLINGS = 12;
    private static final Json JSON = Json.of();

    private final Subscriptions subscriptions;
    private final Destinations destinations;
    private final CaseFeed feed;
    private final Machines machines;
    private final Directory directory;
    private final Catalogue catalogue;
    private final DataRights rights;
    private final InstantSource time;
    private final String region;
    private final Post post = new Post(Duration.ofSeconds(3), Duration.ofSeconds(5));

    WebhookRelay(
            Subscriptions subscriptions,
            Destinations destinations,
            CaseFeed feed,
            Machines machines,
            Directory directory,
            Catalogue catalogue,
            DataRights rights,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.subscriptions = subscriptions;
        this.destinations = destinations;
        this.feed = feed;
        this.machines = machines;
        this.directory = directory;
        this.catalogue = catalogue;
        this.rights = rights;
        this.time = time;
        this.region = region;
    }

    @Scheduled(fixedDelayString = "${yimen.webhooks.every:PT1S}")
    void relay() {
        Instant now = time.instant();
        List<Subscription> due = subscriptions.claim(region, now, now.plus(LEASE), AT_ONCE);
        // Side by side, so that one slow receiver does not keep the others waiting.
        List<Thread> turns = due.stream()
                .map(each -> Thread.ofVirtual().name("webhook").start(() -> turn(each)))
                .toList();
        for (Thread turn : turns) {
            try {
                turn.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    void turn(Subscription subscription) {
        try {
            serve(subscription);
        } catch (RuntimeException failure) {
            // The lease ends by itself, and the next turn begins where this one stood.
            log.error("The webhook {} could not be served", subscription.id(), failure);
        }
    }

    private void serve(Subscription subscription) {
        Optional<Machine> machine =
                machines.find(region, subscription.clientId()).filter(WebhookRelay::listens);
        if (machine.isEmpty()) {
            subscriptions.release(subscription, time.instant().plus(LONGEST_WAIT));
            return;
        }
        Officer officer = directory.officer(machine.get().staffId(), CityTime.day(time.instant()));
        long until = System.nanoTime() + TURN.toNanos();
        Subscription at = subscription;
        List<Told> page = feed.after(region, at.heard(), CaseFeed.MOST);
        while (!page.isEmpty() && System.nanoTime() < until) {
            for (Told event : page) {
                if (System.nanoTime() > until) {
                    break;
                }
                if (!concerns(event, at, officer)) {
                    at = moved(at, event.at(), null);
                    continue;
                }
                String answer = deliver(at, event);
                if (!answer.matches("2\\d\\d")) {
                    failed(at, answer);
                    return;
                }
                at = moved(at, event.at(), answer);
            }
            page = feed.after(region, at.heard(), CaseFeed.MOST);
        }
        subscriptions.release(at, time.instant());
    }

    private static boolean listens(Machine machine) {
        return !machine.suspended() && machine.scopes().contains(Scope.WEBHOOKS_MANAGE.code());
    }

    private Subscription moved(Subscription at, Cursor heard, @Nullable String answer) {
        subscriptions.heard(at, heard, answer, time.instant());
        return new Subscription(
                at.region(),
                at.id(),
                at.clientId(),
                at.url(),
                at.types(),
                at.madeAt(),
                heard,
                at.delivered(),
                at.deliveredAt(),
                answer == null ? at.failures() : 0,
                at.failingSince(),
                answer,
                at.nextAt(),
                false);
    }

    /** The machine may see the case, and asked for this kind of event. */
    private boolean concerns(Told event, Subscription subscription, Officer officer) {
        boolean wanted = subscription.types().isEmpty() || subscription.types().contains(type(event));
        return wanted && sees(officer, event);
    }

    /** Whether the event is of a case that the officer may see. */
    boolean sees(Officer officer, Told event) {
        return catalogue
                .version(event.subject().code(), event.subject().version())
                .filter(item -> rights.sees(officer, item, event.caseId()))
                .isPresent();
    }

    private String deliver(Subscription subscription, Told event) {
        Destination to;
        try {
            to = destinations.resolve(subscription.url());
        } catch (Destinations.NotAllowed refusal) {
            return refusal.code();
        }
        var content = new TreeMap<String, Object>();
        content.put("id", event.id());
        content.put("cursor", event.at().toString());
        content.put("type", type(event));
        content.put("number", event.number());
        content.put("item", event.subject().code());
        content.put("department", event.department());
        content.put("seq", event.seq());
        content.put("at", event.happenedAt().toString());
        byte[] body = JSON.write(content).getBytes(UTF_8);
        String timestamp = Long.toString(time.instant().getEpochSecond());
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Yimen-Webhook/1");
        headers.put("Yimen-Event", event.id());
        headers.put("Yimen-Timestamp", timestamp);
        headers.put("Yimen-Signature", "v1=" + signature(subscriptions.secret(subscription), timestamp, body));
        return post.send(to, headers, body);
    }

    /** HMAC-SHA256 over timestamp, a dot and the body: what every receiver's library can check. */
    static String signature(String secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
    }

    private void failed(Subscription subscription, String answer) {
        Instant now = time.instant();
        int tries = subscription.failures() + 1;
        boolean stops = tries >= MOST_TRIES;
        if (stops) {
            log.warn("The webhook {} has failed {} times and rests", subscription.id(), tries);
        }
        subscriptions.failed(subscription, answer, now, now.plus(wait(tries)), stops);
    }

    /** Twice as long each time, up to an hour. */
    static Duration wait(int tries) {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    static String type(Told event) {
        return CAMEL.matcher(event.type()).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
