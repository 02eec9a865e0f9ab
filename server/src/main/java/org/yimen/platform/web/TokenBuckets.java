package org.yimen.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How often somebody may ask: so many requests at once, and so many a second on and on. Each node counts for itself, so
 * behind a balancer the bound is that of one node times their number. The least lately seen are forgotten first.
 */
public final class TokenBuckets {

    private static final int MOST = 10_000;
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanos;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    private record Bucket(double left, long at) {}

    public TokenBuckets(double perSecond, double burst) {
        this(perSecond, burst, System::nanoTime);
    }

    /** The same by a clock; one that is put back gives nothing until it has caught up. */
    public TokenBuckets(double perSecond, double burst, InstantSource time) {
        this(perSecond, burst, () -> nanos(time));
    }

    private TokenBuckets(double perSecond, double burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
    }

    private static long nanos(InstantSource time) {
        return Duration.between(Instant.EPOCH, time.instant()).toNanos();
    }

    /** Nothing where one more request is in order, else how long to wait for it. */
    public Optional<Duration> take(String who) {
        return take(who, 1);
    }

    /** The same for what counts as several requests, e.g. as many as it has bytes. */
    public synchronized Optional<Duration> take(String who, long tokens) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.getOrDefault(who, new Bucket(burst, now));
        double left = Math.min(burst, bucket.left() + Math.max(0, now - bucket.at()) / NANOS * perSecond);
        if (left < tokens) {
            buckets.put(who, new Bucket(left, now));
            return Optional.of(Duration.ofNanos((long) ((tokens - left) / perSecond * NANOS)));
        }
        buckets.put(who, new Bucket(left - tokens, now));
        return Optional.empty();
    }
}
