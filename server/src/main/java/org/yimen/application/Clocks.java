package org.yimen.application;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Acceptance;
import org.yimen.application.Application.Course;
import org.yimen.application.Application.Filing;
import org.yimen.application.Application.Halt;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.time.Clock;
import org.yimen.time.Pause;
import org.yimen.time.Reading;
import org.yimen.time.TimeLimit;

/** The clocks of an application: which run in a state, from when, and what stopped them. */
final class Clocks {

    /** Art. 44: the licence is handed over within ten working days of the decision to grant. */
    static final TimeLimit DELIVERY = TimeLimit.workingDays(10);

    /** A refusal is served as well; no law names its days, so the house takes those of art. 44 and says that they are its own. */
    static final TimeLimit SERVICE = TimeLimit.workingDays(10);

    private static final Basis HOUSE = new Basis("本单位自定（参照行政许可法第四十四条）", "", Basis.Level.NORMATIVE_DOCUMENT, false);

    private static final Basis ART_44 = new Basis("行政许可法", "第四十四条", Basis.Level.LAW, true);

    private Clocks() {}

    /**
     * A clock of a case, for its strip.
     *
     * @param code {@code answer}, {@code statutory}, {@code promised}, {@code stage}, {@code delivery} or {@code service}
     * @param stage the stage, for its clock
     * @param stoppedOn the day on which what it measured was done, or null while it runs
     */
    record CaseClock(
            String code,
            Clock clock,
            @Nullable Basis basis,
            @Nullable Stage stage,
            @Nullable LocalDate stoppedOn) {

        Reading read(Context context) {
            return clock.read(context.calendar(), stoppedOn == null ? context.today() : stoppedOn);
        }
    }

    /** Every clock that says something in this state, the law's first. */
    static List<CaseClock> of(State state, ItemVersion item) {
        var clocks = new ArrayList<CaseClock>();
        LocalDate decidedOn = decidedOn(state);
        statutory(state, item)
                .ifPresent(clock ->
                        clocks.add(new CaseClock("statutory", clock, statutoryBasis(state, item), null, decidedOn)));
        promised(state, item).ifPresent(clock -> clocks.add(new CaseClock("promised", clock, null, null, decidedOn)));
        switch (state) {
            case Received(var filing) -> clocks.add(answerClock(filing.since(), item));
            case Supplemented supplemented -> clocks.add(answerClock(supplemented.on(), item));
            case Reviewing(var _, var _, var course) -> stageClock(course, item).ifPresent(clocks::add);
            case InProcedure(var _, var _, var course, var _) ->
                stageClock(course, item).ifPresent(clocks::add);
            case Deciding(var _, var _, var course) -> stageClock(course, item).ifPresent(clocks::add);
            case ReadyToGrant(var _, var _, var course, var _) ->
                stageClock(course, item).ifPresent(clocks::add);
            // The second decider's days are the office's days: every clock runs on.
            case Proposed(var _, var _, var course, var _) ->
                stageClock(course, item).ifPresent(clocks::add);
            default -> {}
        }
        delivery(state, item)
                .ifPresent(clock -> clocks.add(new CaseClock("delivery", clock, ART_44, null, deliveredOn(state))));
        service(state).ifPresent(clock -> clocks.add(new CaseClock("service", clock, HOUSE, null, servedOn(state))));
        return clocks;
    }

    /** Runs from a refusal until it is served. */
    static Optional<Clock> service(State state) {
        LocalDate from = switch (state) {
            case Refused refused -> refused.decision().on();
            case RefusalServed served -> served.decision().on();
            default -> null;
        };
        return from == null ? Optional.empty() : Optional.of(new Clock(from, SERVICE, List.of(), 0));
    }

    private static @Nullable LocalDate servedOn(State state) {
        return state instanceof RefusalServed served ? served.on() : null;
    }

    static LocalDate answerDue(LocalDate receipt, Context context) {
        return answer(receipt, context).dueOn();
    }

    /** Art. 32: the term for accepting or for the one notice runs from the day of receipt. */
    static Reading answer(LocalDate receipt, Context context) {
        return new Clock(receipt, context.item().limits().answer(), List.of(), 0)
                .read(context.calendar(), context.today());
    }

    static Reading stage(Course course, Stage stage, Context context) {
        return new Clock(course.enteredOn(), stage.limit(), pauses(course, context.item(), course.enteredOn()), 0)
                .read(context.calendar(), context.today());
    }

    static Optional<Clock> statutory(State state, ItemVersion item) {
        TimeLimit limit = Anew.limit(state).orElse(item.limits().statutory());
        return limit == null ? Optional.empty() : decision(state, item, limit);
    }

    static Optional<Clock> promised(State state, ItemVersion item) {
        // What was ordered takes the place of what the office promised.
        return decision(state, item, Anew.limit(state).orElse(item.limits().promised()));
    }

    /** Where a judgment names the days, they rest on it. */
    private static @Nullable Basis statutoryBasis(State state, ItemVersion item) {
        return Anew.ordered(state)
                .map(judgment ->
                        new Basis(judgment.organ() + judgment.number(), "", Basis.Level.NORMATIVE_DOCUMENT, true))
                .orElse(item.limits().statutoryBasis());
    }

    /** Runs from the decision to grant to the hand-over; licences only, art. 44. */
    static Optional<Clock> delivery(State state, ItemVersion item) {
        LocalDate from = switch (state) {
            case Granted granted -> granted.decision().on();
            case Issued issued -> issued.decision().on();
            case Delivered delivered -> delivered.decision().on();
            default -> null;
        };
        return from == null || item.regime() != Regime.LICENCE
                ? Optional.empty()
                : Optional.of(new Clock(from, DELIVERY, List.of(), 0));
    }

    /**
     * The short limit of the fast lane, from acceptance or admission, whichever is later; what stops the law's clock stops
     * it. Where everything but a promised paper was found good it waits for the paper, and starts on the day on which that
     * came: the lane binds the office, not the applicant.
     */
    static Optional<Clock> wanted(State state, ItemVersion item) {
        return isWorkedOn(state) ? laneClock(state, item) : Optional.empty();
    }

    /** The same also once it is decided: what the lane took. */
    static Optional<CaseClock> inLane(State state, ItemVersion item) {
        return laneClock(state, item).map(clock -> new CaseClock("lane", clock, null, null, decidedOn(state)));
    }

    private static Optional<Clock> laneClock(State state, ItemVersion item) {
        Lane lane = FastTrack.lane(state).orElse(null);
        if (lane == null || lane.days() == null) {
            return Optional.empty();
        }
        LocalDate came = isFoundReady(state) ? Application.course(state).gaps().completeOn() : null;
        return decision(state, item, TimeLimit.workingDays(lane.days())).map(clock -> {
            LocalDate start = Stream.of(clock.start(), lane.since(), came)
                    .filter(Objects::nonNull)
                    .max(LocalDate::compareTo)
                    .orElseThrow();
            return new Clock(start, clock.limit(), from(start, clock.pauses()), 0);
        });
    }

    /** Also while two decide it: what was found good stays so, and the limit does not jump back. */
    private static boolean isFoundReady(State state) {
        return state instanceof ReadyToGrant
                || (state instanceof Proposed(var _, var _, var _, var proposal) && proposal.readiness() != null);
    }

    private static boolean isWorkedOn(State state) {
        return switch (state) {
            case Reviewing _, InProcedure _, Deciding _, Proposed _ -> true;
            case ReadyToGrant ready -> ready.course().gaps().areClosed();
            default -> false;
        };
    }

    private static List<Pause> from(LocalDate start, List<Pause> pauses) {
        return pauses.stream()
                .filter(pause -> pause.until() == null || !pause.until().isBefore(start))
                .map(pause -> pause.from().isBefore(start)
                        ? new Pause(start, pause.until(), pause.cause(), pause.basis())
                        : pause)
                .toList();
    }

    private static Optional<Clock> decision(State state, ItemVersion item, TimeLimit limit) {
        return switch (state) {
            case Reviewing(var filing, var acceptance, var course) ->
                Optional.of(decision(filing, acceptance, course, item, limit));
            case InProcedure(var filing, var acceptance, var course, var halt) ->
                Optional.of(decision(filing, acceptance, course.with(halt), item, limit));
            case Deciding(var filing, var acceptance, var course) ->
                Optional.of(decision(filing, acceptance, course, item, limit));
            case Proposed(var filing, var acceptance, var course, var _) ->
                Optional.of(decision(filing, acceptance, course, item, limit));
            case ReadyToGrant(var filing, var acceptance, var course, var _) ->
                Optional.of(decision(filing, acceptance, course, item, limit));
            case Granted granted ->
                Optional.of(decision(granted.filing(), granted.acceptance(), granted.course(), item, limit));
            case Issued issued ->
                Optional.of(decision(issued.filing(), issued.acceptance(), issued.course(), item, limit));
            case Delivered delivered ->
                Optional.of(decision(delivered.filing(), delivered.acceptance(), delivered.course(), item, limit));
            case Refused refused ->
                Optional.of(decision(refused.filing(), refused.acceptance(), refused.course(), item, limit));
            case RefusalServed served ->
                Optional.of(decision(served.filing(), served.acceptance(), served.course(), item, limit));
            case Archived archived ->
                Optional.of(decision(archived.filing(), archived.acceptance(), archived.course(), item, limit));
            case Draft _, Received _, SupplementDue _, Supplemented _, Declined _, Withdrawn _, Terminated _ ->
                Optional.empty();
        };
    }

    private static Clock decision(
            Filing filing, Acceptance acceptance, Course course, ItemVersion item, TimeLimit limit) {
        LocalDate anew = Anew.from(filing);
        LocalDate start = anew == null ? start(filing, acceptance, item) : anew;
        // Art. 50: decided before the licence expires, whatever the term; nothing stops that day.
        return new Clock(
                start, limit, pauses(course, item, start), course.extension(), Renewals.decideBy(filing, acceptance));
    }

    private static LocalDate start(Filing filing, Acceptance acceptance, ItemVersion item) {
        return switch (item.limits().starts()) {
            case ACCEPTANCE -> acceptance.on();
            // A defective application has not been received in the law's sense until its supplement is in.
            case RECEIPT -> acceptance.supplemented() ? acceptance.on() : filing.since();
            case WINDOW_END -> {
                LocalDate end = item.limits().windowEndsOn();
                yield end == null || end.isBefore(acceptance.on()) ? acceptance.on() : end;
            }
        };
    }

    private static List<Pause> pauses(Course course, ItemVersion item, LocalDate from) {
        return course.halts().stream()
                .filter(Halt::stopsClock)
                .flatMap(halt -> halt.spans().stream()
                        .filter(span -> span.until() == null || !span.until().isBefore(from))
                        .map(span -> {
                            Step step = step(item, halt.step());
                            LocalDate start = span.from().isBefore(from) ? from : span.from();
                            return new Pause(start, span.until(), step.name().zh(), step.basis());
                        }))
                .toList();
    }

    static Step step(ItemVersion item, String code) {
        return item.plan().steps().stream()
                .filter(step -> step.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(item.code() + " has no step " + code));
    }

    private static CaseClock answerClock(LocalDate receipt, ItemVersion item) {
        var limits = item.limits();
        return new CaseClock(
                "answer", new Clock(receipt, limits.answer(), List.of(), 0), limits.answerBasis(), null, null);
    }

    private static Optional<CaseClock> stageClock(Course course, ItemVersion item) {
        return item.plan().elements().get(course.position()) instanceof Stage stage
                ? Optional.of(new CaseClock(
                        "stage",
                        new Clock(course.enteredOn(), stage.limit(), pauses(course, item, course.enteredOn()), 0),
                        null,
                        stage,
                        null))
                : Optional.empty();
    }

    private static @Nullable LocalDate decidedOn(State state) {
        return switch (state) {
            case Granted granted -> granted.decision().on();
            case Issued issued -> issued.decision().on();
            case Delivered delivered -> delivered.decision().on();
            case Refused refused -> refused.decision().on();
            case RefusalServed served -> served.decision().on();
            case Archived archived -> archived.decision().on();
            default -> null;
        };
    }

    private static @Nullable LocalDate deliveredOn(State state) {
        return state instanceof Delivered delivered ? delivered.on() : null;
    }
}
