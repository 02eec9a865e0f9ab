package org.yimen.application;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Command.ComeBack;
import org.yimen.application.Application.Command.Deliver;
import org.yimen.application.Application.Command.Serve;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Flow.Parcel;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.Receiver;
import org.yimen.delivery.Way;
import org.yimen.licence.Standing;

/** 送达: the end of a case on its way to the applicant. What was decided is served, and only then is it over. */
final class HandOver {

    private static final int LONGEST_REASON = 200;

    private HandOver() {}

    static Event delivered(State state, Deliver deliver, Context context) {
        if (!isInTheMail(state)) {
            mustBeInForce(state, context);
        }
        return new Event.Delivered(context.today(), way(state, deliver.how(), context), relation(deliver.receiver()));
    }

    /** Refusals are served like grants (行政许可法 arts. 38, 44). */
    static Event served(State state, Serve serve, Context context) {
        return new Event.RefusalServed(context.today(), way(state, serve.how(), context), relation(serve.receiver()));
    }

    /** A parcel is delivered when somebody signed for it, and nothing else is while it is under way. */
    private static String way(State state, String how, Context context) {
        Way way = Way.find(how).orElseThrow(() -> new CaseRuleBroken("application.hand-over.way", how));
        boolean announced = state instanceof State.Refused && context.actor().kind() == Actor.Kind.SYSTEM;
        if (way == Way.ANNOUNCEMENT && !announced) {
            // A certificate is given to somebody, and that the days of an announcement are over is nobody's to say.
            throw new CaseRuleBroken("application.hand-over.way", how);
        }
        if (isInTheMail(state) && way != Way.MAIL) {
            throw new CaseRuleBroken("application.hand-over.in-the-mail");
        }
        if (!isInTheMail(state) && way == Way.MAIL) {
            throw new CaseRuleBroken("application.hand-over.no-parcel");
        }
        return way.code();
    }

    private static @Nullable String relation(@Nullable Receiver receiver) {
        return receiver == null ? null : receiver.relation().code();
    }

    static List<Event> dispatched(State state, Context context) {
        if (isInTheMail(state)) {
            throw new CaseRuleBroken("application.hand-over.in-the-mail");
        }
        mustBeInForce(state, context);
        Parcel before = Application.course(state).flow().parcel();
        return List.of(new Event.Dispatched(context.today(), before == null ? 1 : before.round() + 1));
    }

    static List<Event> cameBack(State state, ComeBack back, Context context) {
        Parcel parcel = Application.course(state).flow().parcel();
        if (parcel == null || !parcel.underWay()) {
            throw new CaseRuleBroken("application.hand-over.no-parcel");
        }
        String reason = back.reason().strip();
        String kept = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        return List.of(new Event.CameBack(context.today(), parcel.round(), kept));
    }

    /**
     * The message key of why the certificate is kept back, if it is: what was ended certifies nothing (行政许可法 arts. 69, 70),
     * and of what is suspended the certificate itself is withheld (行政处罚法 art. 9(3)). What a courier has, arrives or comes
     * back; that is a fact and no hand-over.
     */
    static Optional<String> keptBack(State state, Context context) {
        return state instanceof State.Issued issued
                ? context.records().standing(issued.outcome().licence()).flatMap(HandOver::keptBack)
                : Optional.empty();
    }

    private static Optional<String> keptBack(Standing standing) {
        return switch (standing) {
            case Standing.Ended(var how, var _, var _) -> Optional.of("application.hand-over." + how.code());
            case Standing.Suspended _ -> Optional.of("application.hand-over.suspended");
            case Standing.InForce _, Standing.NotYet _, Standing.Expired _ -> Optional.empty();
        };
    }

    private static void mustBeInForce(State state, Context context) {
        keptBack(state, context).ifPresent(code -> {
            throw new CaseRuleBroken(code);
        });
    }

    /** Nothing is left to be handed over: the case is over. While a courier has it, his word comes first. */
    static List<Event> ended(State.Issued issued, Context context) {
        return isInTheMail(issued)
                ? List.of()
                : context.records().standing(issued.outcome().licence()).stream()
                        .filter(Standing.Ended.class::isInstance)
                        .map(Standing.Ended.class::cast)
                        .<Event>map(end -> new Event.HandOverEnded(
                                context.today(), end.how().code()))
                        .toList();
    }

    static State evolve(State state, Event event) {
        Parcel parcel = switch (event) {
            case Event.Dispatched(var _, var round) -> new Parcel(round, true);
            case Event.CameBack(var _, var round, var _) -> new Parcel(round, false);
            default -> throw new IllegalStateException("Not of a parcel: " + event);
        };
        var course = Application.course(state);
        return Application.with(state, course.with(course.flow().sent(parcel)));
    }

    /** True while a courier has it. */
    static boolean isInTheMail(State state) {
        return switch (state) {
            case State.Issued issued -> issued.course().flow().isInTheMail();
            case State.Refused refused -> refused.course().flow().isInTheMail();
            default -> false;
        };
    }
}
