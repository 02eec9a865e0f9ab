package org.yimen.application;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Course;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Act;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Right;

/**
 * 协调催办、流程控制: how holders of letters steer a case within its plan. Nobody adds to the plan or leaves anything of it
 * out; only its order may be left, with a reason and somebody else's assent. Pure.
 */
final class Steering {

    private Steering() {}

    static List<Event> urged(Urge urge, Context context) {
        required(urge.note());
        if (!concerned(context).contains(urge.department())) {
            throw new CaseRuleBroken("application.urge.not-concerned", urge.department());
        }
        UUID colleague = urge.colleague();
        if (colleague != null && !serves(colleague, urge.department(), context)) {
            throw new CaseRuleBroken("application.urge.no-such-colleague");
        }
        LocalDate replyBy = Urgings.replyBy(urge.replyBy(), context);
        return List.of(new Event.Urged(
                context.today(),
                urge.department(),
                colleague,
                urge.note(),
                context.actor().id(),
                Powers.under(Right.URGE, context),
                replyBy));
    }

    /** The departments that a case of this item lies with, and the window. */
    static Set<String> concerned(Context context) {
        return concerned(context.item());
    }

    static Set<String> concerned(ItemVersion item) {
        var departments = new HashSet<String>();
        departments.add(item.department());
        departments.add(Tasks.department(Counters.CENTRE));
        for (Plan.Element element : item.plan().elements()) {
            switch (element) {
                case Stage stage -> departments.addAll(stage.departments());
                case Step step -> departments.add(step.department());
            }
        }
        return departments;
    }

    static List<Event> assigned(State state, Assign assign, Context context) {
        Task task = open(state, assign.task(), context);
        boolean may = context.colleagues()
                .find(assign.to())
                .filter(colleague -> colleague.serves(task.post()))
                .isPresent();
        if (!may) {
            throw new CaseRuleBroken("application.assign.not-of-the-post");
        }
        return List.of(new Event.Assigned(
                context.today(),
                task.key(),
                assign.to(),
                assign.note(),
                Powers.steering(Tasks.department(task.post()), context)));
    }

    static List<Event> hurried(State state, Hurry hurry, Context context) {
        required(hurry.reason());
        Task task = open(state, hurry.task(), context);
        LocalDate wanted = hurry.dueOn();
        if (wanted.isBefore(context.today())) {
            throw new CaseRuleBroken("application.hurry.past");
        }
        if (!context.calendar().isWorkday(wanted)) {
            throw new CaseRuleBroken("application.hurry.rest-day", wanted);
        }
        LocalDate due = Application.course(state).flow().wanted(task.key()).orElse(task.dueOn());
        // Speeding only ever shortens: never later than what it has now, nor than what was promised.
        if (due != null && !wanted.isBefore(due)) {
            throw new CaseRuleBroken("application.hurry.not-earlier", due);
        }
        Clocks.promised(state, context.item())
                .filter(_ -> !(state instanceof Granted))
                .map(clock -> Tasks.due(clock, context))
                .filter(wanted::isAfter)
                .ifPresent(promised -> {
                    throw new CaseRuleBroken("application.hurry.after-the-promise", promised);
                });
        return List.of(new Event.Hurried(
                context.today(), task.key(), wanted, hurry.reason(), Powers.under(Right.CONTROL, context)));
    }

    /**
     * Art. 38: who meets the conditions is granted, and whoever decides answers for it, so what was found good is examined anew where
     * something speaks against it. The applicant was told otherwise, so supervision reads why.
     */
    static List<Event> sentBack(State state, SendBack back, Context context) {
        required(back.reason());
        boolean ready = state instanceof ReadyToGrant;
        if (ready) {
            loggable(back.reason());
        }
        Plan plan = context.item().plan();
        Course course = Application.course(state);
        // While a stage is open, an opinion that was given on it can be asked for anew; after it, the last review.
        int from = state instanceof Reviewing ? course.position() : course.position() - 1;
        for (int position = from; position >= 0; position--) {
            if (plan.elements().get(position) instanceof Stage stage && stage.act() == Act.REVIEW) {
                if (back.departments().isEmpty() || !stage.departments().containsAll(back.departments())) {
                    throw CaseRuleBroken.beyondTheList(
                            "application.review.not-in-the-plan", String.join(", ", back.departments()));
                }
                boolean given = back.departments().stream().allMatch(each -> course.hasOpinionOf(stage.code(), each));
                if (!given) {
                    throw new CaseRuleBroken("application.send-back.not-given");
                }
                return List.of(new Event.SentBack(
                        context.today(),
                        position,
                        stage.code(),
                        back.departments(),
                        back.reason(),
                        Powers.under(Right.CONTROL, context),
                        ready ? true : null));
            }
        }
        throw new CaseRuleBroken("application.send-back.nothing-to-review");
    }

    static List<Event> deviationAsked(Reviewing state, Deviate deviate, Context context) {
        required(deviate.reason());
        loggable(deviate.reason());
        if (state.course().flow().asked() != null) {
            throw new CaseRuleBroken("application.deviate.asked");
        }
        int position = ahead(state.course(), context).stream()
                .filter(each ->
                        context.item().plan().elements().get(each).code().equals(deviate.element()))
                .findFirst()
                // Nothing is left out and nothing is added; only the order may be left.
                .orElseThrow(() -> CaseRuleBroken.offTheRoute("application.deviate.not-possible", deviate.element()));
        return List.of(new Event.DeviationAsked(
                context.today(),
                position,
                deviate.element(),
                deviate.reason(),
                context.actor().id(),
                Powers.under(Right.CONTROL, context)));
    }

    /** The later elements before the decision that every case passes and this one has not: any of them may come first. */
    static List<Integer> ahead(Course course, Context context) {
        var elements = context.item().plan().elements();
        return IntStream.range(course.position() + 1, elements.size())
                .filter(each -> !course.flow().ahead().contains(each))
                .filter(each -> switch (elements.get(each)) {
                    case Stage stage -> stage.act() == Act.REVIEW;
                    case Step step -> step.always() && !course.isDone(step);
                })
                .boxed()
                .toList();
    }

    static List<Event> deviated(Reviewing state, String note, Context context) {
        loggable(note);
        Flow.Asked asked = asked(state);
        return List.of(new Event.Deviated(
                context.today(),
                asked.position(),
                asked.element(),
                context.item().plan().elements().get(state.course().position()).code(),
                asked.reason(),
                asked.by(),
                note));
    }

    static List<Event> deviationDenied(Reviewing state, String note, Context context) {
        required(note);
        return List.of(new Event.DeviationDenied(context.today(), asked(state).element(), note));
    }

    static State evolve(State state, Event event) {
        Course course = Application.course(state);
        Flow flow = course.flow();
        Course next = switch (event) {
            case Event.Urged urged ->
                course.with(flow.urged(new Flow.Urging(
                        flow.urgings().size() + 1,
                        urged.on(),
                        urged.department(),
                        urged.colleague(),
                        urged.note(),
                        urged.by(),
                        true,
                        urged.replyBy(),
                        0)));
            case Event.UrgeEscalated escalated ->
                course.with(flow.escalated(escalated.urging(), escalated.level(), escalated.replyBy()));
            case Event.UrgeAnswered answered -> course.with(flow.answered(answered.urging()));
            case Event.Assigned assigned ->
                course.with(flow.assigned(new Flow.Assignment(assigned.task(), assigned.to())));
            case Event.Hurried hurried -> course.with(flow.speeded(new Flow.Speeding(hurried.task(), hurried.dueOn())));
            case Event.DeviationAsked asked ->
                course.with(flow.asking(
                        new Flow.Asked(asked.position(), asked.element(), asked.reason(), asked.by(), asked.on())));
            case Event.Deviated deviated -> course.ahead(deviated.position(), deviated.on());
            case Event.DeviationDenied _ -> course.with(flow.asking(null));
            default -> throw new IllegalStateException("Not a steering event: " + event);
        };
        return Application.with(state, next);
    }

    private static Flow.Asked asked(Reviewing state) {
        Flow.Asked asked = state.course().flow().asked();
        if (asked == null) {
            throw new CaseRuleBroken("application.deviate.nothing-asked");
        }
        return asked;
    }

    private static Task open(State state, String key, Context context) {
        return Tasks.find(state, key, context).orElseThrow(() -> new CaseRuleBroken("application.task.not-open"));
    }

    private static boolean serves(UUID colleague, String department, Context context) {
        return context.colleagues()
                .find(colleague)
                .filter(officer -> officer.posts().stream().anyMatch(post -> post.startsWith(department + "/")))
                .isPresent();
    }

    /** Deviations are listed outside of the case too, where no personal number belongs. */
    private static void loggable(String text) {
        if (AuditLog.holdsPersonalNumber(text)) {
            throw new CaseRuleBroken("application.reason.personal-number");
        }
    }

    private static void required(String text) {
        if (text.isBlank()) {
            throw new CaseRuleBroken("application.reason.missing");
        }
    }
}
