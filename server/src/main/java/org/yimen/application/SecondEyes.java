package org.yimen.application;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Decision;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.Readiness;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.Guard;

/**
 * 双人决定: of items of high value one person decides and another one, who may decide them too and had no part in the case,
 * consents before it counts. Number, paper, seal and the end of every clock come with the consent; until then the office's
 * time runs on. Pure.
 */
public final class SecondEyes {

    static final String TASK = "consent";

    private SecondEyes() {}

    /**
     * What the first decider decided.
     *
     * @param by who
     * @param post from which post
     * @param grants to grant; else to refuse, for the reason, on the basis, because of the unmet conditions
     * @param provisos what would be granted with
     * @param readiness what was found before on a promised paper, if it was, so that it still counts after a dissent
     * @param others what the first decider said of major interests of others; null where he need not, and in older proposals
     */
    public record Proposal(
            LocalDate on,
            UUID by,
            String post,
            String letter,
            @Nullable Authority authority,
            boolean grants,
            String reason,
            String basis,
            List<String> unmet,
            List<Proviso> provisos,
            @Nullable Readiness readiness,
            @Nullable Boolean others) {
        public Proposal {
            unmet = List.copyOf(unmet);
            // Proposals that were written before there were any.
            provisos = provisos == null ? List.of() : List.copyOf(provisos);
        }
    }

    /**
     * Who consented.
     *
     * @param after the post from which the first had decided
     */
    public record Second(UUID by, @Nullable Authority authority, String after) {}

    /** True where the command proposes only, so that it draws no number and is written on no paper. */
    static boolean proposes(Command command, Supplier<ItemVersion> item) {
        return (command instanceof Grant || command instanceof Refuse)
                && item.get().oversight().secondDecider();
    }

    /** What the first decider's command makes: the decision, or where one alone may not decide, its proposal. */
    static List<Event> first(State state, List<Event> decided, Context context) {
        if (!context.item().oversight().secondDecider()) {
            return decided;
        }
        Readiness readiness = state instanceof ReadyToGrant ready ? ready.readiness() : null;
        String post = context.actor().post();
        // Nothing is late or in time yet: the clocks are read when it takes effect.
        Proposal proposal = switch (decided.getLast()) {
            case Event.Granted(var of) -> proposal(of, post, true, "", "", List.of(), readiness);
            case Event.Refused(var of, var reason, var basis, var unmet) ->
                proposal(of, post, false, reason, basis, unmet, readiness);
            default -> throw new IllegalStateException("No decision: " + decided);
        };
        return List.of(new Event.Proposed(proposal));
    }

    private static Proposal proposal(
            Decision of,
            String post,
            boolean grants,
            String reason,
            String basis,
            List<String> unmet,
            @Nullable Readiness readiness) {
        return new Proposal(
                of.on(),
                of.by(),
                post,
                of.letter(),
                of.authority(),
                grants,
                reason,
                basis,
                unmet,
                of.provisos(),
                readiness,
                of.others());
    }

    /** The decision as of today, by every rule that holds today: what changed since it was proposed changes it. */
    static List<Event> consented(Proposed state, Consent consent, Context context) {
        Proposal proposal = state.proposal();
        if (consent.grants() != proposal.grants()) {
            throw new CaseRuleBroken("application.consent.other");
        }
        if (!Powers.mayStillDecide(proposal.by(), context) || Recusals.of(state).contains(proposal.by())) {
            throw new CaseRuleBroken("application.consent.proposer");
        }
        State before = before(state);
        List<Event> decided = proposal.grants()
                ? Application.granted(
                        before, new Grant(consent.paper(), proposal.provisos(), proposal.others()), context)
                : Application.refused(
                        before,
                        new Refuse(
                                proposal.unmet(),
                                proposal.reason(),
                                proposal.basis(),
                                consent.paper(),
                                proposal.others()),
                        context);
        var second = new Second(context.actor().id(), Powers.deciding(context), proposal.post());
        var events = new ArrayList<Event>();
        for (Event event : decided) {
            events.add(
                    switch (event) {
                        case Event.Granted(var of) -> new Event.Granted(of.with(proposal, second));
                        case Event.Refused(var of, var reason, var basis, var unmet) ->
                            new Event.Refused(of.with(proposal, second), reason, basis, unmet);
                        // Late is whoever had it on the day on which it ran out.
                        case Event.FinishedLate(var clock, var due, var on, var days, var _)
                        when proposal.on().isAfter(due) -> new Event.FinishedLate(clock, due, on, days, proposal.by());
                        default -> event;
                    });
        }
        return events;
    }

    static List<Event> opposed(Proposed state, Oppose oppose, Context context) {
        if (oppose.reason().isBlank()) {
            throw new CaseRuleBroken("application.reason.missing");
        }
        Proposal proposal = state.proposal();
        return List.of(new Event.Opposed(
                context.today(), proposal.by(), proposal.grants(), oppose.reason(), Powers.deciding(context)));
    }

    static State evolve(State state, Event event) {
        return switch (event) {
            case Event.Proposed(var proposal) ->
                new Proposed(
                        Application.filing(state), Application.acceptance(state), Application.course(state), proposal);
            case Event.Opposed _ -> before((Proposed) state);
            default -> throw new IllegalStateException("Not of two deciders: " + event);
        };
    }

    /** Where the case stood when it was proposed, with what happened since. */
    private static State before(Proposed state) {
        Readiness readiness = state.proposal().readiness();
        return readiness == null
                ? new Deciding(state.filing(), state.acceptance(), state.course())
                : new ReadyToGrant(state.filing(), state.acceptance(), state.course(), readiness);
    }

    /** The other one of the two who decide for the department has it before him. */
    static Task task(Proposed state, LocalDate due, Context context) {
        String department = context.item().department();
        String post = state.proposal().post().equals(department + "/head") ? "/chief" : "/head";
        return new Task(TASK, department + post, TASK, due);
    }

    /** The message key of why this officer, who may decide the item, is no second pair of eyes on this case. */
    static Optional<String> bars(Proposed state, Context context) {
        return Stream.of(
                        Powers.notWhoAccepted(state.acceptance(), context),
                        notWhoProposed(state, context),
                        notWhoReviewed(state, context))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Guard
    private static Optional<String> notWhoProposed(Proposed state, Context context) {
        return context.actor().id().equals(state.proposal().by())
                ? Optional.of("application.may-not.proposed")
                : Optional.empty();
    }

    @Guard
    private static Optional<String> notWhoReviewed(Proposed state, Context context) {
        boolean reviewed = state.course().opinions().stream()
                .anyMatch(opinion -> opinion.by().equals(context.actor().id()));
        // Who went to look, or was to inspect or test, has examined as well.
        return reviewed || context.records().hasVerified(context.actor().id())
                ? Optional.of("application.may-not.reviewed")
                : Optional.empty();
    }

    /** What waits for consent, if something does. */
    public static Optional<Proposal> proposal(State state) {
        return state instanceof Proposed proposed ? Optional.of(proposed.proposal()) : Optional.empty();
    }

    static boolean grants(State state) {
        return proposal(state).map(Proposal::grants).orElse(false);
    }

    /** By which letter the one who acted last did so. */
    static @Nullable Authority lastly(Decision decision) {
        return decision.second() == null
                ? decision.authority()
                : decision.second().authority();
    }

    /** What a paper says that grants with two people's consent. */
    static List<Proviso> provisos(List<Event> events) {
        return events.stream()
                .filter(Event.Granted.class::isInstance)
                .map(granted -> ((Event.Granted) granted).decision().provisos())
                .findFirst()
                .orElseThrow();
    }

    /** What a paper says that refuses with two people's consent. */
    static Refuse refusal(List<Event> events, PaperRef paper) {
        return events.stream()
                .filter(Event.Refused.class::isInstance)
                .map(Event.Refused.class::cast)
                .map(refused -> new Refuse(refused.unmet(), refused.reason(), refused.basis(), paper))
                .findFirst()
                .orElseThrow();
    }
}
