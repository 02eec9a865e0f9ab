package org.yimen.application;

import java.util.Optional;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Department;
import org.yimen.organisation.Right;

/**
 * 延长期限: who may extend the term of a case, by how many days, and until when. 行政许可法 art. 42(1): the head of the office;
 * art. 42(2): the head of the government, where that ordered unified, joint or concentrated handling. Once, before the
 * term has run out, with a reason that the applicant gets on paper. Pure.
 */
final class Extensions {

    private Extensions() {}

    /** The right that a letter must name. */
    static Right right(ItemVersion item) {
        return isTheGovernments(item) ? Right.EXTEND_JOINT : Right.EXTEND;
    }

    /** Code of the organ in whose name it is extended. */
    static String organ(ItemVersion item) {
        return isTheGovernments(item) ? Department.GOVERNMENT : item.department();
    }

    static boolean isTheGovernments(ItemVersion item) {
        return item.limits().joint() != null;
    }

    static Event extended(State state, String reason, PaperRef paper, Context context) {
        ItemVersion item = context.item();
        if (item.limits().extension() == 0 || Clocks.statutory(state, item).isEmpty()) {
            throw CaseRuleBroken.beyondTheList("application.extend.no-basis");
        }
        forbids(state, context).ifPresent(code -> {
            throw new CaseRuleBroken(code);
        });
        if (reason.isBlank()) {
            throw new CaseRuleBroken("application.reason.missing");
        }
        return new Event.Extended(
                context.today(),
                item.limits().extension(),
                reason,
                context.actor().id(),
                paper,
                Powers.under(right(item), organ(item), context));
    }

    /** 提请市政府批准: once at a time, and while it can still be extended. */
    static Event asked(State state, String reason, Context context) {
        if (!mayBeAsked(context.item())) {
            throw CaseRuleBroken.beyondTheList("application.extend.no-basis");
        }
        forbids(state, context).ifPresent(code -> {
            throw new CaseRuleBroken(code);
        });
        if (Application.course(state).flow().extension() != null) {
            throw new CaseRuleBroken("application.extend.asked");
        }
        if (reason.isBlank()) {
            throw new CaseRuleBroken("application.reason.missing");
        }
        return new Event.ExtensionAsked(context.today(), reason, context.actor().id());
    }

    static Event denied(State state, String reason, Context context) {
        if (Application.course(state).flow().extension() == null) {
            throw new CaseRuleBroken("application.extend.not-asked");
        }
        if (reason.isBlank()) {
            throw new CaseRuleBroken("application.reason.missing");
        }
        return new Event.ExtensionDenied(
                context.today(), reason, Powers.under(right(context.item()), organ(context.item()), context));
    }

    /** Whoever may extend it himself asks nobody. */
    static boolean mayBeAsked(ItemVersion item) {
        return isTheGovernments(item) && item.limits().extension() > 0;
    }

    static State evolve(State state, Event event) {
        Application.Course course = Application.course(state);
        Flow flow = course.flow();
        return switch (event) {
            case Event.Extended extended ->
                Application.with(state, course.extendedBy(extended.days()).with(flow.wishing(null)));
            case Event.ExtensionAsked(var on, var reason, var by) ->
                Application.with(state, course.with(flow.wishing(new Flow.ExtensionWish(reason, by, on))));
            case Event.ExtensionDenied _ -> Application.with(state, course.with(flow.wishing(null)));
            default -> throw new IllegalStateException("Not about an extension: " + event);
        };
    }

    /** The message key of what stands against extending now, whoever asks for it. */
    static Optional<String> forbids(State state, Context context) {
        // The days that a judgment orders are not the office's to extend.
        if (Anew.limit(state).isPresent()) {
            return Optional.of("application.extend.ordered");
        }
        if (Application.course(state).extension() > 0) {
            return Optional.of("application.extend.once");
        }
        // Art. 45: while it stands still nothing runs out, and how long is needed afterwards nobody knows yet.
        if (Stops.stands(state, context)) {
            return Optional.of("application.extend.stopped");
        }
        boolean late = Clocks.statutory(state, context.item())
                .map(clock -> clock.read(context.calendar(), context.today()).daysLate() > 0)
                .orElse(false);
        return late ? Optional.of("application.extend.too-late") : Optional.empty();
    }
}
