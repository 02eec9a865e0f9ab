package org.yimen.casework;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.TransparencyLog;
import org.yimen.crypto.Sm3;
import org.yimen.platform.Json;
import org.yimen.platform.Passing;

/** Where commands on cases are handed in: one command, one transaction, once. */
@Service
public class CaseDesk {

    /** Kind of the audit entries of what was tried beyond the published list. */
    public static final String BEYOND_THE_LIST = "case.beyond-the-list";

    /** Of what was tried without the post or the letter for it. */
    public static final String WITHOUT_AUTHORITY = "case.without-authority";

    /** Of what would have left the plan. */
    public static final String OFF_THE_ROUTE = "case.off-the-route";

    private static final int TRIES = 6;

    private final CaseFiles files;
    private final Attempts attempts;
    private final TransparencyLog log;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final HashChain chain = new HashChain();
    private final ConcurrentMap<String, Json> codecs = new ConcurrentHashMap<>();
    private final LongAdder repeats = new LongAdder();

    CaseDesk(
            CaseFiles files,
            Attempts attempts,
            TransparencyLog log,
            TransactionTemplate transaction,
            InstantSource time) {
        this.files = files;
        this.attempts = attempts;
        this.log = log;
        this.transaction = transaction;
        this.time = time;
    }

    /** How many attempts since the start were made again, because somebody else was faster or the database was away. */
    public long repeats() {
        return repeats.sum();
    }

    /** What else belongs to the same transaction as the events, e.g. the paper that a decision is written on. */
    @FunctionalInterface
    public interface Alongside<S, E> {
        void write(CaseFile<S> next, List<E> events);

        static <S, E> Alongside<S, E> nothing() {
            return (_, _) -> {};
        }
    }

    /**
     * Decides and stores one command.
     *
     * @return the case as it stands afterwards; for a repeated key as it stands now
     * @throws CaseRuleBroken if a rule refuses it; the refusal is stored under the key
     * @throws OptimisticLockingFailureException if the case has moved since {@link Ask#seen()}
     * @throws org.yimen.audit.LogBehind while the log does not keep up; nothing is stored then
     */
    public <S, C, E, X> CaseFile<S> handle(Procedure<S, C, E, X> procedure, Ask<C> ask, Alongside<S, E> alongside) {
        Json json = codec(procedure);
        String digest = digest(json, ask);
        return settle(ask, () -> {
            CaseFiles.Found<S> found = files.load(ask, json, procedure.states());
            CaseFile<S> file = found.file();
            if (found.answer() != null) {
                return found.answer().of(ask.id()).repeat(ask.key(), digest, () -> file);
            }
            if (ask.seen() != null && ask.seen() != file.version() && !isAbreast(procedure, ask.seen(), file)) {
                return new Settled.Stale<>(file.version());
            }
            return move(procedure, file, ask, digest, alongside);
        });
    }

    /** Opens a case by its first command, from the kind's state before anything happened. */
    public <S, C, E, X> CaseFile<S> open(
            Procedure<S, C, E, X> procedure, CaseFile<S> blank, Ask<C> ask, Alongside<S, E> alongside) {
        String digest = digest(codec(procedure), ask);
        return settle(ask, () -> {
            var answer = files.answer(ask);
            if (answer.isEmpty()) {
                return move(procedure, blank, ask, digest, alongside);
            }
            var opened = new CaseId(ask.id().region(), answer.get().caseId());
            return answer.get().repeat(ask.key(), digest, () -> find(procedure, opened));
        });
    }

    public <S, C, E, X> CaseFile<S> find(Procedure<S, C, E, X> procedure, CaseId id) {
        return files.find(id, codec(procedure), procedure.states());
    }

    /** The events of a case as its kind knows them, in order. */
    public <S, C, E, X> List<E> events(Procedure<S, C, E, X> procedure, CaseId id) {
        Json json = codec(procedure);
        return files.history(id).stream()
                .map(event -> json.read(event.payload(), procedure.events()))
                .toList();
    }

    public <S, C, E, X> E read(Procedure<S, C, E, X> procedure, CaseEvent event) {
        return codec(procedure).read(event.payload(), procedure.events());
    }

    public List<CaseEvent> history(CaseId id) {
        return files.history(id);
    }

    /** Numbers of the events of a case that are not what was written; empty where the chain holds. */
    public List<Long> broken(CaseId id) {
        var end = files.end(id);
        return HashChain.broken(id, files.history(id), end.version(), end.head());
    }

    /** Nothing happened since this version but what is beside the matter; a version to come is nobody's. */
    private <S, C, E, X> boolean isAbreast(Procedure<S, C, E, X> procedure, long seen, CaseFile<S> file) {
        return seen < file.version()
                && events(procedure, file.id()).stream().skip(Math.max(0, seen)).allMatch(procedure::isBeside);
    }

    private <S, C, E, X> Settled<S> move(
            Procedure<S, C, E, X> procedure, CaseFile<S> file, Ask<C> ask, String digest, Alongside<S, E> alongside) {
        Json json = codec(procedure);
        // PostgreSQL keeps microseconds: hash what it will give back.
        Instant now = time.instant().truncatedTo(ChronoUnit.MICROS);
        X context = procedure.context(file, ask.actor(), now);
        List<E> events;
        try {
            events = procedure.decide(file.state(), ask.command(), context);
        } catch (CaseRuleBroken refusal) {
            if (!files.refuse(ask, file.id(), digest, refusal, now)) {
                // Once for each intent, however often it is sent again.
                attempts.refused(ask, refusal);
            }
            return new Settled.Refused<>(refusal);
        }
        if (events.isEmpty()) {
            throw new IllegalStateException("Nothing follows from " + ask.command() + " in " + file.state());
        }
        S state = file.state();
        String head = file.head();
        var links = new ArrayList<CaseEvent>(events.size());
        for (E event : events) {
            state = procedure.evolve(state, event);
            long seq = file.version() + links.size() + 1;
            String type = event.getClass().getSimpleName();
            CaseEvent link = chain.link(file.id(), seq, now, type, ask.actor(), json.write(event), head);
            links.add(link);
            head = link.leaf();
        }
        CaseFile<S> next = file.with(state, file.version() + links.size(), head);
        files.append(next, json.write(state), procedure.agenda(state, context), links, ask, digest, now);
        alongside.write(next, events);
        return new Settled.Moved<>(next);
    }

    /**
     * Runs one attempt per transaction until one is stored or heard of. A connection that breaks at the commit leaves the
     * outcome unknown: the next attempt finds the key, or does what was not done.
     */
    private <S> CaseFile<S> settle(Ask<?> ask, Supplier<Settled<S>> attempt) {
        // Within a caller's transaction the next try would meet the same failure: that one is his to repeat.
        int most = TransactionSynchronizationManager.isActualTransactionActive() ? 1 : TRIES;
        // Before anything else: what the log cannot take in is not done, and leaves no trace under its key.
        log.admit();
        for (int tries = 1; ; tries++) {
            try {
                return switch (once(ask, attempt)) {
                    case Settled.Moved<S>(var file) -> file;
                    case Settled.Refused<S>(var refusal) -> throw refusal;
                    case Settled.Stale<S>(var version) ->
                        throw new OptimisticLockingFailureException(ask.id() + " stands at version " + version);
                };
            } catch (DataAccessException | TransactionException failure) {
                if (tries == most || !mayPass(failure)) {
                    throw failure;
                }
                repeats.increment();
                pause(tries, failure);
            }
        }
    }

    /** A refusal that is thrown, not returned, comes from what belongs beside the events and takes them back. */
    private <S> Settled<S> once(Ask<?> ask, Supplier<Settled<S>> attempt) {
        try {
            return requireNonNull(transaction.execute(_ -> attempt.get()));
        } catch (CaseRuleBroken refusal) {
            throw attempts.undone(ask, refusal);
        }
    }

    /** Somebody else was faster, with this key or another, or the database was away for a moment. */
    private static boolean mayPass(RuntimeException failure) {
        return failure instanceof LostRace || failure instanceof DuplicateKeyException || Passing.isPassing(failure);
    }

    private static void pause(int tries, RuntimeException failure) {
        try {
            Thread.sleep(Passing.pauseAfter(tries));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** How an attempt ended; a refusal is an end like another, so that its record is committed. */
    sealed interface Settled<S> {
        record Moved<S>(CaseFile<S> file) implements Settled<S> {}

        record Refused<S>(CaseRuleBroken refusal) implements Settled<S> {}

        record Stale<S>(long version) implements Settled<S> {}
    }

    /** The guarded update found another version: decide again on what is there now. */
    static final class LostRace extends OptimisticLockingFailureException {
        LostRace(CaseId id, long version) {
            super(id + " moved past version " + version);
        }
    }

    private static String digest(Json json, Ask<?> ask) {
        return Sm3.hex(json.write(requireNonNull(ask.body())).getBytes(UTF_8));
    }

    private <S, C, E, X> Json codec(Procedure<S, C, E, X> procedure) {
        return codecs.computeIfAbsent(
                procedure.kind(), _ -> Json.of(procedure.states(), procedure.commands(), procedure.events()));
    }
}
