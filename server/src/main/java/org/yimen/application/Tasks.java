package org.yimen.application;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Course;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.organisation.Counters;
import org.yimen.time.Clock;

/** What has to be done in a state, by whom and by when. Pure. */
final class Tasks {

    /** Before the id of a named colleague in the place of a role: {@code SJ/@…} is his alone. */
    static final String NAMED = "@";

    private static final String ASSENT = "assent";
    private static final String URGED = "urge:";
    private static final String EXTENSION = "extend-joint";

    private Tasks() {}

    /** Everything that waits for somebody, with what holders of letters laid on it. */
    static List<Task> of(State state, Context context) {
        List<UUID> recused = Recusals.of(state);
        return recused.isEmpty()
                ? laidOut(state, context)
                : laidOut(state, context).stream()
                        .map(task -> deputised(task, recused, context))
                        .toList();
    }

    /** 回避: where everybody on the post keeps out, its stand-in has the task before him. */
    private static Task deputised(Task task, List<UUID> recused, Context context) {
        return context.records()
                .deputy(task.post(), recused)
                .map(to -> new Task(task.key(), named(department(task.post()), to), task.act(), task.dueOn()))
                .orElse(task);
    }

    private static List<Task> laidOut(State state, Context context) {
        var own = plain(state, context);
        Optional<Course> course = course(state);
        if (course.isEmpty()) {
            return own;
        }
        Flow flow = course.get().flow();
        var tasks = new ArrayList<Task>();
        LocalDate wanted = FastTrack.wanted(state, context).orElse(null);
        own.forEach(task -> tasks.add(laidOn(task, flow, wanted, context)));
        // While nobody has answered, the urged sees it in his inbox, on top.
        flow.open().forEach(urging -> tasks.add(urged(urging, own, context)));
        Flow.Asked asked = flow.asked();
        if (asked != null) {
            LocalDate due = context.calendar().after(asked.on(), 1);
            tasks.add(new Task(ASSENT, context.item().department() + "/head", ASSENT, due));
        }
        Flow.ExtensionWish wish = flow.extension();
        if (wish != null && !(state instanceof Granted)) {
            LocalDate due = context.calendar().after(wish.on(), 1);
            tasks.add(new Task(EXTENSION, Extensions.organ(context.item()) + "/head", EXTENSION, due));
        }
        return tasks;
    }

    /** The open task of that key, without what was laid on it. */
    static Optional<Task> find(State state, String key, Context context) {
        return plain(state, context).stream()
                .filter(task -> task.key().equals(key))
                .findFirst();
    }

    static String review(String department) {
        return "review:" + department;
    }

    static String step(String code) {
        return "step:" + code;
    }

    /** Who alone may do the task: the colleague it was given to, while he still holds its post. */
    static Optional<UUID> assignee(Course course, String task, String post, Context context) {
        return course.flow()
                .assignee(task)
                // An assignment to somebody who left the post binds nobody.
                .filter(to -> context.colleagues()
                        .find(to)
                        .filter(officer -> officer.serves(post))
                        .isPresent());
    }

    private static Task laidOn(Task task, Flow flow, @Nullable LocalDate wanted, Context context) {
        String post = flow.assignee(task.key())
                .filter(to -> context.colleagues()
                        .find(to)
                        .filter(officer -> officer.serves(task.post()))
                        .isPresent())
                .map(to -> named(department(task.post()), to))
                .orElse(task.post());
        LocalDate due = flow.wanted(task.key()).orElse(task.dueOn());
        if (wanted != null && (due == null || wanted.isBefore(due))) {
            due = wanted;
        }
        return new Task(task.key(), post, task.act(), due);
    }

    private static Task urged(Flow.Urging urging, List<Task> open, Context context) {
        UUID colleague = urging.colleague();
        String post = urging.level() > 0
                ? Urgings.above(urging)
                : colleague != null
                        ? named(urging.department(), colleague)
                        : open.stream()
                                .map(Task::post)
                                .filter(each -> department(each).equals(urging.department()))
                                .findFirst()
                                .orElse(urging.department() + "/chief");
        LocalDate due = urging.replyBy() == null ? context.calendar().after(urging.on(), 1) : urging.replyBy();
        return new Task(URGED + urging.number(), post, "answer-urge", due);
    }

    static String named(String department, UUID colleague) {
        return department + "/" + NAMED + colleague;
    }

    static String department(String post) {
        return post.substring(0, post.indexOf('/'));
    }

    /** The course of a case that was accepted and is not at its end. */
    static Optional<Course> course(State state) {
        return switch (state) {
            case Reviewing reviewing -> Optional.of(reviewing.course());
            case InProcedure running -> Optional.of(running.course());
            case Deciding deciding -> Optional.of(deciding.course());
            case ReadyToGrant ready -> Optional.of(ready.course());
            case Proposed proposed -> Optional.of(proposed.course());
            case Granted granted -> Optional.of(granted.course());
            default -> Optional.empty();
        };
    }

    private static List<Task> plain(State state, Context context) {
        var tasks = new ArrayList<>(ofState(state, context));
        course(state).ifPresent(course -> course.gaps().unchecked().forEach(gap -> tasks.add(toCheck(gap, context))));
        return tasks;
    }

    /** What was promised has come in: whoever accepts looks at it within a day. */
    private static Task toCheck(Gaps.Gap gap, Context context) {
        LocalDate came = gap.suppliedOn() == null ? context.today() : gap.suppliedOn();
        LocalDate due = context.calendar().after(came, 1);
        return new Task("check-gap:" + gap.material(), Powers.accepting(context.item()), "check-gap", due);
    }

    private static List<Task> ofState(State state, Context context) {
        var item = context.item();
        return switch (state) {
            case Received(var filing) -> List.of(answer(filing.since(), context));
            case Supplemented supplemented -> List.of(answer(supplemented.on(), context));
            case Reviewing(var _, var _, var course) -> reviews(course, context);
            case InProcedure(var _, var _, var _, var halt) -> {
                Step step = Clocks.step(item, halt.step());
                LocalDate due = due(new Clock(halt.from(), step.limit(), List.of(), 0), context);
                var finish = new Task(step(step.code()), step.department() + "/examiner", "finish-step", due);
                LocalDate overdueOn = halt.overdueOn();
                yield overdueOn == null || Stops.left(halt, step) == 0
                        ? List.of(finish)
                        : List.of(finish, Stops.task(halt, step, overdueOn, context));
            }
            case Deciding(var _, var _, var course) -> List.of(decide(state, course, context));
            case ReadyToGrant ready -> {
                Gaps gaps = ready.course().gaps();
                yield gaps.areClosed() || gaps.areBroken()
                        ? List.of(decide(state, ready.course(), context))
                        : List.of();
            }
            case Proposed proposed -> List.of(SecondEyes.task(proposed, due(proposed.course(), context), context));
            case Granted granted ->
                List.of(new Task("issue", item.department() + "/chief", "issue", handOverDue(granted, context)));
            case Issued issued -> handOver(state, "deliver", handOverDue(issued, context));
            case Refused _ -> handOver(state, "serve", serveDue(state, context));
            case Draft _, SupplementDue _, Delivered _, RefusalServed _ -> List.of();
            case Declined _, Withdrawn _, Terminated _, Archived _ -> List.of();
        };
    }

    /** While a parcel is with the courier nobody need do anything; one that came back is for the window. */
    private static List<Task> handOver(State state, String act, @Nullable LocalDate due) {
        Flow.Parcel parcel = Application.course(state).flow().parcel();
        if (parcel == null) {
            return List.of(atWindow(act, due));
        }
        return parcel.underWay() ? List.of() : List.of(new Task(act, Counters.CENTRE, "returned", due));
    }

    private static Task decide(State state, Course course, Context context) {
        var item = context.item();
        LocalDate due = due(course, context);
        String post = Handling.isTheHeads(state, context) ? "/head" : "/chief";
        return new Task("decide", item.department() + post, "decide", due);
    }

    /** By when the stage that the case is in is to be done. */
    private static LocalDate due(Course course, Context context) {
        Stage stage = (Stage) context.item().plan().elements().get(course.position());
        return Clocks.stage(course, stage, context).dueOn();
    }

    private static List<Task> reviews(Course course, Context context) {
        return switch (context.item().plan().elements().get(course.position())) {
            case Stage stage -> {
                LocalDate due = Clocks.stage(course, stage, context).dueOn();
                Stream<String> open = stage.departments().stream()
                        .filter(department -> !course.hasOpinionOf(stage.code(), department));
                yield open.map(department -> new Task(review(department), department + "/examiner", "review", due))
                        .toList();
            }
            case Step step -> {
                LocalDate due = due(new Clock(course.enteredOn(), step.limit(), List.of(), 0), context);
                yield List.of(new Task(step(step.code()), step.department() + "/examiner", "start-step", due));
            }
        };
    }

    static @Nullable LocalDate handOverDue(State state, Context context) {
        return Clocks.delivery(state, context.item())
                .map(clock -> due(clock, context))
                .orElse(null);
    }

    /** By when a refusal is to be served, by the house's own term. */
    static @Nullable LocalDate serveDue(State state, Context context) {
        return Clocks.service(state).map(clock -> due(clock, context)).orElse(null);
    }

    static LocalDate due(Clock clock, Context context) {
        return clock.read(context.calendar(), context.today()).dueOn();
    }

    /** Art. 32: the department accepts, or says what is missing. */
    private static Task answer(LocalDate from, Context context) {
        return new Task("answer", Powers.accepting(context.item()), "answer", Clocks.answerDue(from, context));
    }

    private static Task atWindow(String act, @Nullable LocalDate due) {
        return new Task(act, Counters.CENTRE, act, due);
    }
}
