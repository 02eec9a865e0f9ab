package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Acceptance;
import org.yimen.application.Application.Command.CheckGap;
import org.yimen.application.Application.Command.SupplyGap;
import org.yimen.application.Application.Course;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Filing;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.Reviewing;
import org.yimen.application.Application.State.Supplemented;
import org.yimen.application.Gaps.Gap;
import org.yimen.application.Gaps.Promise;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.CityTime;
import org.yimen.time.WorkCalendar;

/**
 * 容缺受理: a case may be accepted while a material is missing that the item version calls tolerable and that the applicant
 * promised in writing. The examination goes on meanwhile, but nothing is granted before it is complete (行政许可法 arts. 38,
 * 69). No national law orders it: 安阳市政务服务条例 art. 24 is one that does; what does not come leads to a refusal, as in
 * 滨州市工程建设项目并联审批管理规定 art. 11; the two and twenty working days are Shenzhen's (not verified). Pure.
 */
final class Tolerance {

    /** The promised day lies so many working days before the decision is due, so that somebody can still look at it. */
    static final int AHEAD = 2;

    /** And no more than so many working days after acceptance, however long the decision may take. */
    static final int MOST = 20;

    /** So many working days before the promised day the applicant is reminded of it. */
    static final int REMINDER = 1;

    private Tolerance() {}

    static void mayBePromised(String material, Context context) {
        if (!context.tolerates(material)) {
            throw CaseRuleBroken.beyondTheList("application.gaps.not-tolerable", material);
        }
    }

    /** What was promised and did not come with a supplement meanwhile. */
    static List<Promise> awaited(State state) {
        List<String> came = state instanceof Supplemented supplemented ? supplemented.materials() : List.of();
        return Application.filing(state).promised().stream()
                .filter(promise -> !came.contains(promise.material()))
                .toList();
    }

    /** What is promised, if it may be. */
    static Event.GapsPromised promised(Filing filing, Acceptance acceptance, List<Promise> promises, Context context) {
        LocalDate latest = latest(context.item(), filing, acceptance, context.calendar(), context.today())
                .orElseThrow(() -> new CaseRuleBroken("application.gaps.no-time"));
        for (Promise promise : promises) {
            mayBePromised(promise.material(), context);
            if (promise.dueOn().isAfter(latest)) {
                throw new CaseRuleBroken("application.gaps.too-late", latest);
            }
            if (promise.dueOn().isBefore(context.today())) {
                throw new CaseRuleBroken("application.gaps.past");
            }
        }
        return new Event.GapsPromised(
                context.today(), promises, context.records().house().promiseLapse());
    }

    /** The last day that may be promised; none where the decision is due too soon for any. */
    static Optional<LocalDate> latest(
            ItemVersion item, Filing filing, Acceptance acceptance, WorkCalendar calendar, LocalDate today) {
        var accepted = new Reviewing(filing, acceptance, Course.begun(acceptance.on()));
        return Clocks.promised(accepted, item)
                .map(clock -> before(clock.read(calendar, today).dueOn(), AHEAD, calendar))
                .map(day -> earlier(day, calendar.after(acceptance.on(), MOST)))
                .filter(day -> day.isAfter(today));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /** The last working day from which so many more are left until {@code due}. */
    static LocalDate before(LocalDate due, int workingDays, WorkCalendar calendar) {
        LocalDate day = due;
        while (!calendar.isWorkday(day) || calendar.after(day, workingDays).isAfter(due)) {
            day = day.minusDays(1);
        }
        return day;
    }

    static List<Event> supplied(State state, SupplyGap supply, Context context) {
        Gaps gaps = Application.course(state).gaps();
        if (supply.materials().isEmpty()) {
            throw new CaseRuleBroken("application.gaps.nothing-supplied");
        }
        for (String material : supply.materials()) {
            if (gaps.find(material).filter(Gap::isOpen).isEmpty()) {
                throw new CaseRuleBroken("application.gaps.not-open", material);
            }
        }
        return List.of(new Event.GapSupplied(context.today(), supply.materials(), supply.dossier()));
    }

    static List<Event> checked(State state, CheckGap check, Context context) {
        if (Application.course(state)
                .gaps()
                .find(check.material())
                .filter(Gap::awaitsCheck)
                .isEmpty()) {
            throw new CaseRuleBroken("application.gaps.nothing-to-check", check.material());
        }
        if (!check.good() && check.remark().isBlank()) {
            throw new CaseRuleBroken("application.reason.missing");
        }
        return List.of(
                check.good()
                        ? new Event.GapClosed(context.today(), check.material())
                        : new Event.GapRejected(context.now(), context.today(), check.material(), check.remark()));
    }

    /** What time has to say: a reminder before the day, and after it that the promise was not kept. */
    static List<Event> woken(State state, Context context) {
        var events = new ArrayList<Event>();
        for (Gap gap : Application.course(state).gaps().missing()) {
            LocalDate today = context.today();
            if (today.isAfter(gap.dueOn()) && !gap.isBroken()) {
                events.add(new Event.PromiseBroken(today, gap.material(), gap.dueOn()));
            } else if (gap.remindedOn() == null && !today.isBefore(reminder(gap, context.calendar()))) {
                events.add(new Event.GapReminded(today, gap.material(), gap.dueOn()));
            }
        }
        String lapse = Application.course(state).gaps().lapseBasis();
        if (lapse != null && events.stream().anyMatch(Event.PromiseBroken.class::isInstance)) {
            // The acceptance said so; without an article it is for the office to refuse with reasons (art. 38).
            events.add(new Event.Withdrawn(context.today(), "逾期未补交承诺的材料，依据" + lapse + "视为撤回申请", null));
        }
        return events;
    }

    /** When time has something to say next. */
    static @Nullable Instant wake(Course course, Context context) {
        return course.gaps().missing().stream()
                .flatMap(gap -> gap.isBroken()
                        ? Stream.empty()
                        : Stream.of(
                                gap.remindedOn() == null
                                        ? reminder(gap, context.calendar())
                                        : gap.dueOn().plusDays(1)))
                .min(Comparator.naturalOrder())
                .map(CityTime::startOf)
                .orElse(null);
    }

    private static LocalDate reminder(Gap gap, WorkCalendar calendar) {
        return before(gap.dueOn(), REMINDER, calendar);
    }

    static State evolve(State state, Event event) {
        Course course = Application.course(state);
        Gaps gaps = course.gaps();
        Gaps next = switch (event) {
            case Event.GapsPromised promised -> Gaps.of(promised.gaps(), promised.lapseBasis());
            case Event.GapSupplied supplied -> {
                Gaps more = gaps;
                for (String material : supplied.materials()) {
                    more = more.with(material, gap -> gap.supplied(supplied.on()));
                }
                yield more;
            }
            case Event.GapClosed closed -> gaps.with(closed.material(), gap -> gap.closed(closed.on()));
            case Event.GapRejected rejected ->
                gaps.with(rejected.material(), gap -> gap.rejected(rejected.at(), rejected.remark()));
            case Event.GapReminded reminded -> gaps.with(reminded.material(), gap -> gap.reminded(reminded.on()));
            case Event.PromiseBroken broken -> gaps.with(broken.material(), gap -> gap.broken(broken.on()));
            default -> throw new IllegalStateException("Not of a gap: " + event);
        };
        return Application.with(state, course.with(next));
    }
}
