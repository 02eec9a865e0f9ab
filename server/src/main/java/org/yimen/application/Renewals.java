package org.yimen.application;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Acceptance;
import org.yimen.application.Application.Decision;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Filing;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion.Business;

/** 行政许可法 art. 50: a renewal asked for in time is decided before the licence expires, or it is renewed all the same. Pure. */
final class Renewals {

    private Renewals() {}

    /** What is about a licence names one, and what is about none names none. */
    static void mustConcern(@Nullable Concern concern, Context context) {
        Business business = context.item().business();
        if (business == null ? concern != null : concern == null || concern.kind() != business.kind()) {
            throw new CaseRuleBroken("application.concern.missing");
        }
        if (concern != null && concern.kind() == Business.Kind.RENEWAL) {
            LocalDate expires = concern.expiresOn();
            if (expires == null || context.today().isAfter(expires)) {
                throw new CaseRuleBroken("application.renewal.no-term");
            }
        }
    }

    /** True once the licence has run out and nobody has decided. */
    static boolean isDeemed(State state, Context context) {
        // What was taken from him meanwhile, silence does not give back.
        return hasRunOut(state, context) && !isOver(state, context);
    }

    private static boolean hasRunOut(State state, Context context) {
        LocalDate by = decideBy(state);
        return by != null && context.today().isAfter(by);
    }

    private static boolean isOver(State state, Context context) {
        Concern concern = Application.filing(state).concern();
        return concern != null && context.records().isOver(concern);
    }

    /** The day after the last of the licence, on which silence renews it; nothing wakes the case once it cannot. */
    static @Nullable LocalDate deemedOn(State state, Context context) {
        LocalDate by = decideBy(state);
        return by == null || (hasRunOut(state, context) && isOver(state, context)) ? null : by.plusDays(1);
    }

    /** Said once, so that the officers know that nothing happens by itself any more; it stays for them to decide. */
    static List<Event> lapsed(State state, Context context) {
        LocalDate by = decideBy(state);
        return by != null && hasRunOut(state, context) && isOver(state, context)
                ? List.of(new Event.NotRenewed(context.today(), by))
                : List.of();
    }

    /** The message key of why nobody grants what is asked for about the old licence any more. */
    static Optional<String> bars(State state, Context context) {
        if (isDeemed(state, context)) {
            return Optional.of("application.renewal.deemed");
        }
        Concern concern = Application.filing(state).concern();
        return concern == null ? Optional.empty() : context.records().barred(concern);
    }

    /** What was granted does not take the place of a licence that ended, is suspended or may be ended meanwhile. */
    static void mustNotBeHalted(State state, Context context) {
        Concern concern = Application.filing(state).concern();
        if (concern != null) {
            context.records().halted(concern).ifPresent(code -> {
                throw new CaseRuleBroken(code);
            });
        }
    }

    /** A grant is ended without a licence only where there is none any more whose place that could take. */
    static void mustBeUndecidedOrOver(State state, Context context) {
        Concern concern = Application.filing(state).concern();
        if (state instanceof State.Granted
                && (concern == null || !context.records().isOver(concern))) {
            throw new CaseRuleBroken("application.terminate.granted");
        }
    }

    /**
     * The day by whose end it is decided, of a renewal that was asked for in time and was complete by then: what silence grants is
     * what the office could have decided. Null of everything else.
     */
    static @Nullable LocalDate decideBy(State state) {
        Filing filing = Application.filing(state);
        Concern concern = filing.concern();
        // It was decided in time once; what is decided anew follows the judgment, and silence renews nothing.
        LocalDate by = concern == null || filing.again() != null ? null : concern.decideBy();
        LocalDate complete = completeOn(state);
        return by == null || complete == null || complete.isAfter(by) ? null : by;
    }

    /**
     * The day on which all was in. What nobody has answered is taken as complete: the office had its five days to say what is
     * missing (art. 32(4)). Null while the applicant owes something.
     */
    private static @Nullable LocalDate completeOn(State state) {
        return switch (state) {
            case State.Received(var filing) -> filing.on();
            case State.Supplemented supplemented -> supplemented.on();
            case State.Reviewing _, State.InProcedure _, State.Deciding _, State.ReadyToGrant _, State.Proposed _ ->
                Application.acceptance(state).on();
            default -> null;
        };
    }

    /** The same of a clock, whose case may be decided by now. */
    static @Nullable LocalDate decideBy(Filing filing, Acceptance acceptance) {
        Concern concern = filing.concern();
        LocalDate by = concern == null || filing.again() != null ? null : concern.decideBy();
        return by == null || acceptance.on().isAfter(by) ? null : by;
    }

    /** From the day after the last: nobody refuses, or declines to accept, any more what the law has granted. */
    static void mustNotBeDeemed(State state, Context context) {
        if (isDeemed(state, context)) {
            throw new CaseRuleBroken("application.renewal.deemed");
        }
    }

    static List<Event> deemed(State state, Context context) {
        LocalDate by = decideBy(state);
        if (by == null) {
            throw new IllegalStateException("No renewal: " + state);
        }
        LocalDate today = context.today();
        var events = new ArrayList<Event>();
        // Nobody was late whose term to answer (art. 32) had not ended when the licence did.
        LocalDate complete = completeOn(state);
        if (complete != null && !Clocks.answerDue(complete, context).isAfter(by)) {
            int days = Math.max(1, context.calendar().workdaysIn(by, today));
            events.add(new Event.FinishedLate("expiry", by, today, days, null));
        }
        events.add(new Event.DeemedRenewed(today, by));
        events.add(
                new Event.Granted(new Decision(today, Actor.SYSTEM.id(), "", null, null, null, null, List.of(), null)));
        return List.copyOf(events);
    }
}
