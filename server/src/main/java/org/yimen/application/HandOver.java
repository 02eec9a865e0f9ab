package org.yimen.application;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Command.ComeBack;
import org.yimen.application.Application.Command.Deliver;
import org.yimen.application.Application.Command.Serve;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Flow.Parcel;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.Receiver;
import org.yimen.delivery.Way;

/** 送达: the end of a case on its way to the applicant. What was decided is served, and only then is it over. */
final class HandOver {

    private static final int LONGEST_REASON = 200;

    private HandOver() {}

    static Event delivered(State state, Deliver deliver, Context context) {
        return new Event.Delivered(context.today(), way(state, deliver.how()), relation(deliver.receiver()));
    }

    /** Refusals are served like grants (行政许可法 arts. 38, 44). */
    static Event served(State state, Serve serve, Context context) {
        return new Event.RefusalServed(context.today(), way(state, serve.how()), relation(serve.receiver()));
    }

    /** A parcel is delivered when somebody signed for it, and nothing else is while it is under way. */
    private static String way(State state, String how) {
        Way way = Way.find(how).orElseThrow(() -> new CaseRuleBroken("application.hand-over.way", how));
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
