package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Acceptance;
import org.yimen.application.Application.Command.DecideAnew;
import org.yimen.application.Application.Course;
import org.yimen.application.Application.Decision;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Filing;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.application.Judgment.Kind;
import org.yimen.application.Judgment.What;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.platform.CityTime;
import org.yimen.time.TimeLimit;

/**
 * 重新作出: a decision that a reviewing organ or a court set aside is taken again in the same case, by others, within the days that
 * were ordered or else those of the item, from the day on which the judgment binds. The first decision stays in the journal. Pure.
 */
public final class Anew {

    private Anew() {}

    /**
     * Why a case is decided once more.
     *
     * @param reason of the first decision; empty of a grant
     * @param accepted false where its non-acceptance was set aside, so that it is answered anew
     */
    public record Again(Judgment judgment, String reason, boolean accepted) {

        LocalDate from() {
            return judgment.effectiveOn();
        }

        Instant at() {
            return CityTime.startOf(from());
        }
    }

    /** What can be set aside in this state. */
    static Optional<What> what(State state) {
        return switch (state) {
            case Refused _, RefusalServed _ -> Optional.of(What.REFUSAL);
            case Declined _ -> Optional.of(What.NON_ACCEPTANCE);
            case Granted _, Issued _, Delivered _ -> Optional.of(What.GRANT);
            case Archived archived -> Optional.of(archived.refusal() == null ? What.GRANT : What.REFUSAL);
            case Draft _, Received _, SupplementDue _, Supplemented _, Withdrawn _, Terminated _ -> Optional.empty();
            case Reviewing _, InProcedure _, Deciding _, ReadyToGrant _, Proposed _ -> Optional.empty();
        };
    }

    /** True where the case goes on; what was issued is taken by a measure, in its own procedure (行政许可法 art. 69). */
    static boolean reopens(State state, Kind kind) {
        return kind != Kind.UNLAWFUL
                && switch (state) {
                    case Refused _, RefusalServed _, Declined _, Granted _ -> true;
                    case Archived archived -> archived.refusal() != null;
                    default -> false;
                };
    }

    static List<Event> decided(State state, DecideAnew ask, Context context) {
        What what = what(state).orElseThrow(() -> new CaseRuleBroken("application.step.not-open"));
        Judgment judgment = ask.judgment();
        mustBeWhole(what, judgment, context.today());
        if (ask.evidence().isBlank()) {
            throw new CaseRuleBroken("application.judgment.file");
        }
        // Two pairs of eyes: nobody opens a decided case alone.
        UUID proposedBy = ask.proposedBy();
        if (proposedBy == null
                || proposedBy.equals(context.actor().id())
                || Recusals.of(state).contains(proposedBy)) {
            throw new CaseRuleBroken("application.judgment.second");
        }
        if (HandOver.isInTheMail(state)) {
            throw new CaseRuleBroken("application.hand-over.in-the-mail");
        }
        boolean reopens = reopens(state, judgment.kind());
        var events = new ArrayList<Event>();
        events.add(new Event.SetAside(
                context.today(),
                judgment,
                what,
                reopens,
                first(state, ask.first()),
                ask.evidence(),
                proposedBy,
                Powers.ending(context),
                ask.paper()));
        if (reopens && what != What.NON_ACCEPTANCE) {
            Course course = begun(Application.course(state), context.today());
            // Varied: what is to be decided is said; whoever promised was never examined before.
            events.add(
                    judgment.kind() == Kind.VARIED || Application.filing(state).commitment() != null
                            ? Commitments.decision(context.item().plan(), context.today())
                            : Application.next(course, context.today(), context));
        }
        return events;
    }

    private static void mustBeWhole(What what, Judgment judgment, LocalDate today) {
        for (String line : List.of(judgment.organ(), judgment.number())) {
            if (line.isBlank() || line.length() > Judgment.LONGEST) {
                throw new CaseRuleBroken("application.judgment.lines", Judgment.LONGEST);
            }
            if (AuditLog.holdsPersonalNumber(line)) {
                throw new CaseRuleBroken("application.reason.personal-number");
            }
        }
        if (judgment.on().isAfter(judgment.effectiveOn())
                || judgment.effectiveOn().isAfter(today)) {
            throw new CaseRuleBroken("application.judgment.days");
        }
        Integer days = judgment.days();
        if (days != null && (days < 1 || days > Judgment.MOST_DAYS)) {
            throw new CaseRuleBroken("application.judgment.limit", Judgment.MOST_DAYS);
        }
        // Of a non-acceptance or of a grant nothing can be granted instead.
        if (judgment.kind() == Kind.VARIED && what != What.REFUSAL) {
            throw new CaseRuleBroken("application.judgment.varied");
        }
    }

    /** Everybody who had a hand in the first decision: he takes no part in the second. */
    private static List<UUID> first(State state, List<UUID> named) {
        var all = new ArrayList<>(named);
        decision(state).ifPresent(decision -> {
            all.add(decision.by());
            SecondEyes.Second second = decision.second();
            if (second != null) {
                all.add(second.by());
            }
        });
        return all.stream()
                .distinct()
                .filter(each -> !each.equals(Actor.SYSTEM.id()))
                .toList();
    }

    private static Optional<Decision> decision(State state) {
        return switch (state) {
            case Granted granted -> Optional.of(granted.decision());
            case Issued issued -> Optional.of(issued.decision());
            case Delivered delivered -> Optional.of(delivered.decision());
            case Refused refused -> Optional.of(refused.decision());
            case RefusalServed served -> Optional.of(served.decision());
            case Archived archived -> Optional.of(archived.decision());
            default -> Optional.empty();
        };
    }

    static State evolve(State state, Event.SetAside aside) {
        if (!aside.reopens()) {
            return state;
        }
        return switch (state) {
            case Declined declined ->
                new Received(
                        declined.filing().again(new Again(aside.judgment(), declined.reason(), false), aside.first()));
            case Granted(var filing, var acceptance, var course, var _) ->
                reviewing(aside, filing, acceptance, course, "");
            case Refused(var filing, var acceptance, var course, var _, var reason) ->
                reviewing(aside, filing, acceptance, course, reason);
            case RefusalServed(var filing, var acceptance, var course, var _, var reason, var _, var _) ->
                reviewing(aside, filing, acceptance, course, reason);
            case Archived(var filing, var acceptance, var course, var _, var _, var refusal) ->
                reviewing(aside, filing, acceptance, course, refusal == null ? "" : refusal);
            default -> throw new IllegalStateException(aside + " cannot have happened in " + state);
        };
    }

    private static State reviewing(
            Event.SetAside aside, Filing filing, Acceptance acceptance, Course course, String reason) {
        return new Reviewing(
                filing.again(new Again(aside.judgment(), reason, true), aside.first()),
                acceptance,
                begun(course, aside.on()));
    }

    /** Opinions are asked for anew; what a special procedure found stays, and is not passed a second time. */
    private static Course begun(Course before, LocalDate on) {
        Flow.Parcel parcel = before.flow().parcel();
        return new Course(
                0,
                on,
                List.of(),
                before.halts(),
                0,
                parcel == null ? Flow.NONE : Flow.NONE.sent(parcel),
                before.gaps(),
                before.requests());
    }

    private static Optional<Again> again(State state) {
        return state instanceof Draft
                ? Optional.empty()
                : Optional.ofNullable(Application.filing(state).again());
    }

    /** What the judgment orders, where it names days, of what had been accepted before it. */
    static Optional<TimeLimit> limit(State state) {
        return again(state)
                .filter(Again::accepted)
                .flatMap(again -> Optional.ofNullable(again.judgment().days()))
                .map(TimeLimit::naturalDays);
    }

    /** Who ordered it, for the clock. */
    static Optional<Judgment> ordered(State state) {
        return limit(state).flatMap(_ -> again(state)).map(Again::judgment);
    }

    /** The day from which an accepted case is decided anew; null of all others. */
    static @Nullable LocalDate from(Filing filing) {
        Again again = filing.again();
        return again == null || !again.accepted() ? null : again.from();
    }

    /**
     * A refusal, or a non-acceptance, does not repeat what was set aside: not on the same facts and reasons, unless the procedure
     * alone was wrong (行政复议法 art. 64(2)), and not at all where it was varied (art. 63).
     */
    static void mustNotRepeat(State state, String reason) {
        again(state).ifPresent(again -> {
            if (again.judgment().kind() == Kind.VARIED) {
                throw new CaseRuleBroken("application.judgment.bound");
            }
            if (!again.judgment().procedural() && again.reason().strip().equals(reason.strip())) {
                throw new CaseRuleBroken("application.judgment.same");
            }
        });
    }
}
