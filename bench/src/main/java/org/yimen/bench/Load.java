package org.yimen.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Clients that take cases from draft to delivery, each act under a key of its own, each request sent up to {@link #TRIES}
 * times until an answer is heard. One case belongs to all of them, so that they get into each other's way.
 */
final class Load implements AutoCloseable {

    static final int TRIES = 5;

    private static final List<String> LIFE = List.of(
            "submit",
            "accept",
            "accept",
            "urge",
            "review-WJW",
            "urge",
            "review-SJ",
            "review-ZJ",
            "grant",
            "issue",
            "deliver");

    private final Door door;
    private final Ledger ledger;
    private final long seed;
    private final Phaser gate = new Phaser(1);
    private final Set<String> touched = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable String> shared = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile boolean open;
    private volatile boolean closed;
    private volatile boolean reachable = true;

    Load(Door door, Ledger ledger, long seed) {
        this.door = door;
        this.ledger = ledger;
        this.seed = seed;
    }

    /** @param lives how many cases each client takes through, or 0 for as many as there is time for */
    void start(int count, int lives) {
        open = true;
        for (int i = 0; i < count; i++) {
            var random = new Random(seed + i);
            gate.register();
            clients.add(Thread.ofVirtual().name("client-" + i).start(() -> live(random, lives)));
        }
    }

    /** Before this, clients whose request failed wait with sending it again. */
    void reachable(boolean now) {
        reachable = now;
    }

    /** Lets clients finish the act that they are at, up to its last try, and keeps them from beginning another. */
    void pause() {
        open = false;
        gate.arriveAndAwaitAdvance();
        Throwable failure = broken.get();
        if (failure != null) {
            throw new IllegalStateException("a client broke down", failure);
        }
    }

    void resume() {
        open = true;
        gate.arriveAndAwaitAdvance();
    }

    /** Waits for clients with a bounded number of lives. */
    void join() throws InterruptedException {
        for (Thread client : clients) {
            client.join();
        }
        Throwable failure = broken.get();
        if (failure != null) {
            throw new IllegalStateException("a client broke down", failure);
        }
    }

    /** The cases that somebody asked something of since the last call. */
    Set<String> takeTouched() {
        Set<String> taken = Set.copyOf(touched);
        touched.removeAll(taken);
        return taken;
    }

    int requests() {
        return requests.get();
    }

    int retries() {
        return retries.get();
    }

    int answers() {
        return answers.get();
    }

    private void live(Random random, int lives) {
        try {
            for (int life = 0; !closed && (lives == 0 || life < lives); life++) {
                oneCase(random);
            }
        } catch (RuntimeException | Error failure) {
            broken.compareAndSet(null, failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            gate.arriveAndDeregister();
        }
    }

    private void oneCase(Random random) throws InterruptedException {
        String id = draft();
        if (id == null) {
            return;
        }
        for (String act : LIFE) {
            if (!passGate()) {
                return;
            }
            boolean heard = ask(random, act, id);
            if (act.equals("submit") && heard) {
                shared.compareAndSet(null, id);
            }
            String everybodys = shared.get();
            if (everybodys != null && random.nextInt(4) == 0) {
                ask(random, "urge", everybodys);
            }
            // The shared one stays open for urging.
            if (!heard || (act.equals("review-SJ") && id.equals(everybodys))) {
                return;
            }
        }
    }

    private boolean passGate() {
        if (!open && !closed) {
            gate.arriveAndAwaitAdvance();
            gate.arriveAndAwaitAdvance();
        }
        return !closed;
    }

    private @Nullable String draft() throws InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            if (!passGate()) {
                return null;
            }
            try {
                Door.Answer answer = door.post("/bench/draft", Map.of());
                if (answer.status() == 200) {
                    return answer.body();
                }
            } catch (IOException _) {
                // A draft that nobody heard of is no case.
            }
            rest(tries);
        }
        return null;
    }

    /** True where an answer was heard. Now and then the same is asked once more although it was. */
    private boolean ask(Random random, String act, String id) throws InterruptedException {
        String key = act + "-" + new UUID(random.nextLong(), random.nextLong());
        touched.add(id);
        ledger.ask(key, act, id);
        boolean heard = false;
        for (int tries = 0; tries < TRIES; tries++) {
            requests.incrementAndGet();
            retries.addAndGet(tries == 0 ? 0 : 1);
            try {
                Door.Answer answer = door.post("/bench/act", Map.of("id", id, "act", act, "key", key));
                if (answer.status() == 200) {
                    ledger.told(key, answer.body());
                    answers.incrementAndGet();
                    heard = true;
                    if (random.nextInt(5) > 0) {
                        return true;
                    }
                }
            } catch (IOException _) {
                // Done or not, nobody knows: ask again.
            }
            if (!heard) {
                rest(tries);
            }
        }
        return heard;
    }

    private void rest(int tries) throws InterruptedException {
        Thread.sleep(20L << tries);
        while (!reachable && !closed) {
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        closed = true;
        reachable = true;
        gate.arriveAndDeregister();
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
