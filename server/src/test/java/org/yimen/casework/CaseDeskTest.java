package org.yimen.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.casework.CaseDesk.Alongside;
import org.yimen.casework.Errand.Command.*;
import org.yimen.casework.Errand.State;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.Statements;

@HallTest
class CaseDeskTest {

    private static final Actor CARRIER = Actor.officer(new UUID(4, 2), "TEST/carrier");
    private static final Errand ERRAND = new Errand();

    @Autowired
    private CaseDesk desk;

    @Autowired
    private WorkLists lists;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    @Test
    void aCommandTakesAtMostThreeStatementsAndOneCommit() {
        var file = opened();

        var count = statements.during(() -> handle(file.id(), "step", new Step(3)));

        assertThat(count.statements()).hasSizeLessThanOrEqualTo(3);
        assertThat(count.commits()).isEqualTo(1);
    }

    @Test
    void theSameKeyDoesItOnce() {
        var file = opened();

        handle(file.id(), "same", new Step(1));
        var again = handle(file.id(), "same", new Step(1));

        assertThat(again.state()).isEqualTo(new State.Carried(1));
        assertThat(desk.history(file.id())).hasSize(2);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        var file = opened();
        handle(file.id(), "same", new Step(1));

        refused("casework.key.reused", () -> handle(file.id(), "same", new Step(2)));

        assertThat(desk.history(file.id())).hasSize(2);
    }

    @Test
    void openingTwiceUnderOneKeyOpensOneCase() {
        var first = Errand.blank();
        var second = Errand.blank();
        String key = "open-" + first.id().value();

        var opened = open(first, key);
        var again = open(second, key);

        assertThat(again.id()).isEqualTo(opened.id());
    }

    @Test
    void aRefusalByRuleIsHeardAgainUnderItsKeyEvenWhenItWouldNowBeAllowed() {
        var file = Errand.blank();
        open(file, "open-" + file.id().value());
        handle(file.id(), "finish", new Finish());

        refused("errand.not-now", () -> handle(file.id(), "late", new Step(1)));
        refused("errand.not-now", () -> handle(file.id(), "late", new Step(1)));
        assertThat(desk.history(file.id())).hasSize(2);
    }

    @Test
    void aFailureBesideTheEventsLeavesNothing() {
        var file = opened();
        Alongside<State, Errand.Event> failing = (_, _) -> {
            throw new IllegalStateException("the paper jammed");
        };

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> desk.handle(ERRAND, Ask.of(file.id(), "jam", CARRIER, new Step(1)), failing));

        assertThat(desk.find(ERRAND, file.id()).state()).isEqualTo(new State.Carried(0));
        assertThat(handle(file.id(), "jam", new Step(1)).state()).isEqualTo(new State.Carried(1));
    }

    @Test
    void whoSawAnOlderVersionIsToldSo() {
        var file = opened();
        handle(file.id(), "first", new Step(1));
        var stale = new Ask<Errand.Command>(file.id(), "second", CARRIER, new Step(1), file.version(), new Step(1));

        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> desk.handle(ERRAND, stale, Alongside.nothing()));
    }

    @Test
    void aNoteThatWasMadeMeanwhileRefusesNobody() {
        var file = opened();
        handle(file.id(), "note", new Note("慢一点"));
        var unaware = new Ask<Errand.Command>(file.id(), "step", CARRIER, new Step(1), file.version(), new Step(1));

        assertThat(desk.handle(ERRAND, unaware, Alongside.nothing()).state()).isEqualTo(new State.Carried(1));
    }

    @Test
    void aStepThatIsHiddenByALaterNoteIsStillSeen() {
        var file = opened();
        handle(file.id(), "first", new Step(1));
        handle(file.id(), "note", new Note("慢一点"));
        var stale = new Ask<Errand.Command>(file.id(), "second", CARRIER, new Step(1), file.version(), new Step(1));

        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> desk.handle(ERRAND, stale, Alongside.nothing()));
    }

    @Test
    void aVersionThatIsNotThereYetIsRefused() {
        var file = opened();
        var early = new Ask<Errand.Command>(file.id(), "early", CARRIER, new Step(1), 99L, new Step(1));

        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> desk.handle(ERRAND, early, Alongside.nothing()));
    }

    @Test
    void eightWritersAtOnceLoseNothingAndDoubleNothing() throws Exception {
        var file = opened();
        var done = new AtomicInteger();
        var work = new ArrayList<Callable<Boolean>>();
        for (int writer = 0; writer < 8; writer++) {
            String key = "writer-" + writer;
            // Each intent arrives twice, as a nervous finger sends it.
            for (int click = 0; click < 2; click++) {
                work.add(() -> {
                    var lost =
                            catchThrowableOfType(DataAccessException.class, () -> handle(file.id(), key, new Step(1)));
                    if (lost == null) {
                        done.incrementAndGet();
                    }
                    return lost == null;
                });
            }
        }

        try (var pool = Executors.newFixedThreadPool(8)) {
            for (var future : pool.invokeAll(work)) {
                future.get();
            }
        }

        long steps = desk.history(file.id()).size() - 1L;
        assertThat(desk.find(ERRAND, file.id()).state()).isEqualTo(new State.Carried((int) steps));
        assertThat(steps).isLessThanOrEqualTo(8).isGreaterThanOrEqualTo(1);
        assertThat(done.get()).isGreaterThanOrEqualTo((int) steps);
        assertThat(desk.broken(file.id())).isEmpty();
    }

    @Test
    void tasksFollowTheState() {
        var file = opened();
        assertThat(lists.tasks(file.id())).hasSize(1);

        handle(file.id(), "finish", new Finish());

        assertThat(lists.tasks(file.id())).isEmpty();
    }

    @Test
    @Proves("M-APR-19")
    void theJournalRefusesToBeChanged() {
        var file = opened();

        for (String attack : List.of(
                "update casework.case_event set type = 'Nothing' where region_code = :region and case_id = :id",
                "delete from casework.case_event where region_code = :region and case_id = :id")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> jdbc.sql(attack)
                            .param("region", file.id().region())
                            .param("id", file.id().value())
                            .update());
        }
    }

    @Test
    @Proves("M-APR-19")
    void anEditedInsertedOrCutOffEventIsNamed() {
        var file = opened();
        handle(file.id(), "three", new Step(3));
        var events = desk.history(file.id());
        var head = events.getLast().leaf();

        assertThat(HashChain.broken(file.id(), events, 4, head)).isEmpty();

        var edited = new ArrayList<>(events);
        CaseEvent third = edited.get(2);
        edited.set(
                2,
                new CaseEvent(
                        third.seq(),
                        third.at(),
                        third.type(),
                        third.actor(),
                        third.payload().replace("2", "9"),
                        third.salt(),
                        third.payloadDigest(),
                        third.previous(),
                        third.leaf()));
        assertThat(HashChain.broken(file.id(), edited, 4, head)).containsExactly(3L);

        var deleted = new ArrayList<>(events);
        deleted.remove(1);
        assertThat(HashChain.broken(file.id(), deleted, 4, head)).contains(3L);

        assertThat(HashChain.broken(file.id(), events.subList(0, 3), 4, head)).contains(4L);
    }

    @RepeatedTest(40)
    void foldingTheJournalGivesTheRow(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var file = opened();

        for (int i = 0; i < 8; i++) {
            Errand.Command command = random.nextInt(8) == 0 ? new Finish() : new Step(1 + random.nextInt(3));
            String key = "k" + random.nextInt(6);
            var _ = catchThrowableOfType(CaseRuleBroken.class, () -> handle(file.id(), key, command));
        }

        State folded = new State.Fresh();
        for (Errand.Event event : desk.events(ERRAND, file.id())) {
            folded = ERRAND.evolve(folded, event);
        }
        assertThat(folded).isEqualTo(desk.find(ERRAND, file.id()).state());
        assertThat(desk.broken(file.id())).isEmpty();
    }

    private CaseFile<State> opened() {
        var blank = Errand.blank();
        return open(blank, "open-" + blank.id().value());
    }

    private CaseFile<State> open(CaseFile<State> blank, String key) {
        return desk.open(ERRAND, blank, Ask.of(blank.id(), key, CARRIER, new Start()), Alongside.nothing());
    }

    private CaseFile<State> handle(CaseId id, String key, Errand.Command command) {
        // Keys belong to an actor; tests share theirs, so each case gets its own.
        return desk.handle(ERRAND, Ask.of(id, key + "-" + id.value(), CARRIER, command), Alongside.nothing());
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(CaseRuleBroken.class).isThrownBy(call).returns(code, CaseRuleBroken::code);
    }
}
