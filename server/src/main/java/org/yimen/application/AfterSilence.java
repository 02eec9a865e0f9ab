package org.yimen.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yimen.application.Application.Acceptance;
import org.yimen.application.Application.Command.AskForMaterials;
import org.yimen.application.Application.Command.Supply;
import org.yimen.application.Application.Course;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.DefectNotice;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.Supplemented;
import org.yimen.application.Gaps.Gap;
import org.yimen.application.Requests.Request;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.time.WorkCalendar;

/**
 * 逾期受理后的补充材料: whom silence accepted (行政许可法 art. 32(4)) may be asked for what is missing or wrong, and the clock of
 * art. 42 runs on, since art. 45 knows no waiting for papers. Then the office decides on what there is (art. 38). Pure.
 */
final class AfterSilence {

    /** So many working days are left for the decision when the applicant's day is over. */
    static final int AHEAD = 1;

    private AfterSilence() {}

    /** Whom silence accepted after his supplement was told everything before: no request names a new point (art. 32(4)). */
    static Course begun(State state, Acceptance acceptance) {
        Course course = Course.begun(acceptance.on());
        return acceptance.deemed() && state instanceof Supplemented(var _, var notice, var on, var materials, var _)
                ? course.with(Requests.NONE.with(new Request(notice, on, on, materials)))
                : course;
    }

    static List<Event> asked(State state, AskForMaterials ask, Context context) {
        if (!Application.acceptance(state).deemed()) {
            throw CaseRuleBroken.beyondTheList("application.ask.not-deemed");
        }
        Course course = Application.course(state);
        if (course.requests().open().isPresent()) {
            throw new CaseRuleBroken("application.ask.open");
        }
        if (ask.defects().isEmpty()) {
            throw new CaseRuleBroken("application.notice.empty");
        }
        ask.defects().forEach(defect -> mustBeAskable(state, defect, context));
        LocalDate latest = latest(state, context).orElseThrow(() -> new CaseRuleBroken("application.ask.no-time"));
        if (!ask.dueOn().isAfter(context.today()) || ask.dueOn().isAfter(latest)) {
            throw new CaseRuleBroken("application.ask.day", latest);
        }
        return List.of(
                new Event.MaterialsAsked(context.now(), context.today(), ask.defects(), ask.dueOn(), ask.paper()));
    }

    private static void mustBeAskable(State state, Defect defect, Context context) {
        String material = defect.material();
        // 清单之外无权力: only materials of the published list, and no answers, which he gave.
        if (Defect.question(material).isPresent()
                || !context.asks(material)
                || Commitments.isReplaced(material, Application.filing(state), context.item())) {
            throw CaseRuleBroken.beyondTheList("application.notice.not-on-the-list", material);
        }
        Reason.required(defect.what());
        // What was promised has its own day.
        if (Application.course(state)
                .gaps()
                .find(material)
                .filter(Gap::isMissing)
                .isPresent()) {
            throw new CaseRuleBroken("application.ask.promised", material);
        }
        if (!Application.mayBeNamed(state, material)) {
            throw CaseRuleBroken.beyondTheList("application.notice.new-point", material);
        }
    }

    /**
     * The last day that may be set: before the promised end, or before the law's where the promise leaves no day any more;
     * none where both are too near.
     */
    static Optional<LocalDate> latest(State state, Context context) {
        return latest(state, context.item(), context.calendar(), context.today());
    }

    /** The same of whatever the applicant does while the clock runs. */
    static Optional<LocalDate> latest(State state, ItemVersion item, WorkCalendar calendar, LocalDate today) {
        return Stream.of(Clocks.promised(state, item), Clocks.statutory(state, item))
                .flatMap(Optional::stream)
                .map(clock -> clock.read(calendar, today).dueOn())
                .map(due -> Tolerance.before(due, AHEAD, calendar))
                .filter(day -> day.isAfter(today))
                .findFirst();
    }

    /** Exactly what was asked for, all at once; late is not too late while nothing is decided. */
    static List<Event> supplied(State state, Supply supply, Context context) {
        Request request =
                Requests.of(state).open().orElseThrow(() -> new CaseRuleBroken("application.ask.nothing-open"));
        for (String material : supply.materials()) {
            if (!request.notice().names(material)) {
                throw new CaseRuleBroken("application.ask.not-asked", material);
            }
        }
        Application.mustAnswer(request.notice(), supply);
        return List.of(
                new Event.MaterialsSupplied(context.today(), supply.materials(), supply.dossier(), context.now()));
    }

    static State evolve(State state, Event event) {
        Course course = Application.course(state);
        Requests next = switch (event) {
            case Event.MaterialsAsked(var at, var on, var defects, var dueOn, var paper) ->
                course.requests()
                        .with(new Request(new DefectNotice(at, on, paper.number(), defects), dueOn, null, List.of()));
            case Event.MaterialsSupplied(var on, var materials, var _, var _) ->
                course.requests().supplied(on, materials);
            default -> throw new IllegalStateException("Of no request: " + event);
        };
        return Application.with(state, course.with(next));
    }
}
