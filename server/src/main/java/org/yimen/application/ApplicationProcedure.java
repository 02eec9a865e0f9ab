package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Course;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Actor;
import org.yimen.casework.Agenda;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseFile;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.casework.Procedure;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.time.Clock;
import org.yimen.time.Reading;
import org.yimen.time.WorkCalendar;

/** Teaches the engine applications: what they need to know, and what follows from where they stand. */
@Component
class ApplicationProcedure implements Procedure<State, Command, Event, Context> {

    static final String KIND = "application";

    private final Catalogue catalogue;
    private final Directory directory;
    private final WorkCalendar calendar;

    ApplicationProcedure(Catalogue catalogue, Directory directory, WorkCalendar calendar) {
        this.catalogue = catalogue;
        this.directory = directory;
        this.calendar = calendar.provisional();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<State> states() {
        return State.class;
    }

    @Override
    public Class<Command> commands() {
        return Command.class;
    }

    @Override
    public Class<Event> events() {
        return Event.class;
    }

    @Override
    public Context context(CaseFile<State> file, Actor actor, Instant now) {
        LocalDate today = CityTime.day(now);
        var officer = actor.kind() == Actor.Kind.OFFICER ? directory.officer(actor.id(), today) : null;
        if (officer != null && !servesIn(file.id().region(), officer)) {
            // A post of the same code elsewhere is no post here.
            officer = null;
        }
        var item = catalogue
                .version(file.subject().code(), file.subject().version())
                .orElseThrow(() -> new IllegalStateException("No such item version: " + file.subject()));
        return new Context(now, today, calendar, item, actor, officer, file.applicant(), file.waitsForEarlier());
    }

    @Guard
    private static boolean servesIn(String region, Officer officer) {
        return officer.region().equals(region);
    }

    @Override
    public List<Event> decide(State state, Command command, Context context) {
        return Application.decide(state, command, context);
    }

    @Override
    public State evolve(State state, Event event) {
        return Application.evolve(state, event);
    }

    @Override
    public Agenda agenda(State state, Context context) {
        ItemVersion item = context.item();
        LocalDate promised =
                Clocks.promised(state, item).map(clock -> due(clock, context)).orElse(null);
        return switch (state) {
            case Draft _ -> throw new IllegalStateException("A draft is no case");
            case Received(var filing) -> {
                Reading answer = Clocks.answer(filing.on(), context);
                // Nothing follows from a provisional date, so nothing wakes the case on it.
                boolean silenceAccepts = item.limits().silence() != null && !answer.provisional();
                Instant wake = silenceAccepts ? CityTime.startOf(answer.dueOn().plusDays(1)) : null;
                yield open(state, List.of(atWindow("answer", answer.dueOn())), answer.dueOn(), wake, null);
            }
            case SupplementDue _ -> open(state, List.of(), null, null, null);
            case Supplemented supplemented -> {
                LocalDate due = Clocks.answerDue(supplemented.on(), context);
                yield open(state, List.of(atWindow("answer", due)), due, null, null);
            }
            case Reviewing(var _, var acceptance, var course) ->
                open(state, reviews(course, context), promised, null, place(item, acceptance.at()));
            case InProcedure(var _, var acceptance, var _, var halt) -> {
                Step step = Clocks.step(item, halt.step());
                LocalDate due = due(new Clock(halt.from(), step.limit(), List.of(), 0), context);
                var task = new Task("step:" + step.code(), step.department() + "/examiner", "finish-step", due);
                yield open(state, List.of(task), promised, null, place(item, acceptance.at()));
            }
            case Deciding(var _, var acceptance, var course) -> {
                Stage stage = (Stage) item.plan().elements().get(course.position());
                LocalDate due = Clocks.stage(course, stage, context).dueOn();
                var task = new Task("decide", item.department() + "/chief", "decide", due);
                yield open(state, List.of(task), promised, null, place(item, acceptance.at()));
            }
            case Granted granted -> {
                LocalDate due = handOverDue(granted, context);
                var task = new Task("issue", item.department() + "/chief", "issue", due);
                yield open(state, List.of(task), due, null, null);
            }
            case Issued issued -> {
                LocalDate due = handOverDue(issued, context);
                yield open(state, List.of(atWindow("deliver", due)), due, null, null);
            }
            case Refused refused -> open(state, List.of(atWindow("serve", null)), null, null, null);
            // The file rests one night, for what the applicant may still say at the window.
            case Delivered delivered ->
                open(state, List.of(), null, CityTime.startOf(delivered.on().plusDays(1)), null);
            case RefusalServed served ->
                open(state, List.of(), null, CityTime.startOf(served.on().plusDays(1)), null);
            case Declined _, Withdrawn _, Terminated _, Archived _ -> ended(state);
        };
    }

    private static List<Task> reviews(Course course, Context context) {
        return switch (context.item().plan().elements().get(course.position())) {
            case Stage stage -> {
                var tasks = new ArrayList<Task>();
                LocalDate due = Clocks.stage(course, stage, context).dueOn();
                for (String department : stage.departments()) {
                    if (!course.hasOpinionOf(stage.code(), department)) {
                        tasks.add(new Task("review:" + department, department + "/examiner", "review", due));
                    }
                }
                yield tasks;
            }
            case Step step -> {
                LocalDate due = due(new Clock(course.enteredOn(), step.limit(), List.of(), 0), context);
                yield List.of(new Task("step:" + step.code(), step.department() + "/examiner", "start-step", due));
            }
        };
    }

    private static @Nullable LocalDate handOverDue(State state, Context context) {
        return Clocks.delivery(state, context.item())
                .map(clock -> due(clock, context))
                .orElse(null);
    }

    private static LocalDate due(Clock clock, Context context) {
        return clock.read(context.calendar(), context.today()).dueOn();
    }

    private static @Nullable Instant place(ItemVersion item, Instant accepted) {
        return item.quota() == null ? null : accepted;
    }

    private static Task atWindow(String act, @Nullable LocalDate due) {
        return new Task(act, Powers.WINDOW, act, due);
    }

    private static Agenda open(
            State state, List<Task> tasks, @Nullable LocalDate due, @Nullable Instant wake, @Nullable Instant queue) {
        return new Agenda(state.getClass().getSimpleName(), tasks, due, wake, queue, false);
    }

    private static Agenda ended(State state) {
        return new Agenda(state.getClass().getSimpleName(), List.of(), null, null, null, true);
    }
}
