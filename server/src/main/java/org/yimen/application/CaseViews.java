package org.yimen.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Ground;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.application.CaseView.Choice;
import org.yimen.application.CaseView.ClockReading;
import org.yimen.application.CaseView.Colleague;
import org.yimen.application.CaseView.Entry;
import org.yimen.casework.Actor;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Act;
import org.yimen.casework.Plan.Element;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.casework.WorkLists;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.organisation.Officer;
import org.yimen.procedure.Namings;

/** Reads cases for pages: the clocks, what is next, the history, and what this person may do. */
@Service
public class CaseViews {

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Basis ART_55 = new Basis("行政许可法", "第五十五条第二款", Basis.Level.LAW, true);
    private static final PaperRef PAPER = new PaperRef(new UUID(0, 0), "");

    private static final Correction CORRECTION = new Correction(new UUID(0, 0), "", false, "", "", "", "");

    private static final Judgment JUDGMENT = new Judgment(
            Judgment.Body.REVIEW, Judgment.Kind.UNLAWFUL, "", "", LocalDate.EPOCH, LocalDate.EPOCH, null, false);

    private final CaseDesk cases;
    private final ApplicationProcedure procedure;
    private final ApplicationDesk desk;
    private final WorkLists lists;
    private final Awaited awaited;
    private final Namings namings;
    private final InstantSource time;

    CaseViews(
            CaseDesk cases,
            ApplicationProcedure procedure,
            ApplicationDesk desk,
            WorkLists lists,
            Awaited awaited,
            Namings namings,
            InstantSource time) {
        this.cases = cases;
        this.procedure = procedure;
        this.desk = desk;
        this.lists = lists;
        this.awaited = awaited;
        this.namings = namings;
        this.time = time;
    }

    /** The case as this person may see it; who may look at all is the page's to check before. */
    public CaseView view(CaseId id, Actor actor) {
        Instant now = time.instant();
        CaseFile<State> file = desk.find(id);
        Context context = procedure.context(file, actor, now);
        var history = cases.history(id).stream()
                .map(event -> new Entry(event.seq(), event.at(), event.actor(), cases.read(procedure, event)))
                .toList();
        return new CaseView(
                file,
                context.item(),
                desk.dossier(id),
                context.today(),
                Stream.concat(clocks(file.state(), context).stream(), namings(id, context).stream())
                        .toList(),
                lists.tasks(id).stream().map(WorkLists.Entry::task).toList(),
                history,
                choices(file, context),
                steering(file.state(), context),
                cases.broken(id),
                treated(file.state(), context),
                manager(history, context),
                askUntil(file.state(), context));
    }

    private static @Nullable LocalDate askUntil(State state, Context context) {
        return Application.TRANSITIONS.allows(state, new AskForMaterials(List.of(), context.today(), PAPER))
                        && Application.acceptance(state).deemed()
                ? AfterSilence.latest(state, context).orElse(null)
                : null;
    }

    private static CaseView.Treated treated(State state, Context context) {
        var words = Objects.requireNonNull(context.words());
        var caseClass = Handling.classOf(state, context.item(), words);
        return new CaseView.Treated(
                caseClass,
                Handling.beside(state, words).orElse(null),
                words.system(caseClass),
                FastTrack.lane(state).orElse(null),
                FastTrack.wanted(state, context).orElse(null));
    }

    static List<ClockReading> clocks(State state, Context context) {
        return Clocks.of(state, context.item()).stream()
                .map(clock -> new ClockReading(
                        clock.code(),
                        clock.clock().limit(),
                        clock.basis(),
                        clock.stage() == null ? null : clock.stage().name(),
                        clock.stoppedOn(),
                        clock.clock().start(),
                        clock.clock().extension(),
                        clock.read(context)))
                .toList();
    }

    /** Art. 55(2): the office's own days, for the office to see. */
    private List<ClockReading> namings(CaseId id, Context context) {
        if (context.officer() == null) {
            return List.of();
        }
        return namings.ofCase(id).stream()
                .filter(naming -> naming.closedOn() == null || naming.namedOn() != null)
                // What need not be is not late.
                .filter(naming -> naming.certain() || !naming.reading().isLate())
                .map(naming -> new ClockReading(
                        naming.certain() ? "assign" : "assign-if",
                        Namings.WITHIN,
                        ART_55,
                        Clocks.step(context.item(), naming.step()).name(),
                        naming.stoppedOn(),
                        naming.acceptedOn(),
                        0,
                        naming.reading()))
                .toList();
    }

    private CaseView.Steer steering(State state, Context context) {
        var own = Tasks.of(state, context).stream()
                .filter(task -> Tasks.find(state, task.key(), context).isPresent())
                .toList();
        return new CaseView.Steer(
                Steering.concerned(context).stream().sorted().toList(),
                context.officer() == null ? List.of() : colleagues(context),
                assignables(state, context).stream()
                        .filter(task -> Powers.missing(state, new Assign(task, Actor.SYSTEM.id(), ""), context)
                                .isEmpty())
                        .flatMap(task -> Tasks.find(state, task, context).stream())
                        .toList(),
                own,
                given(state, context),
                ahead(state, context),
                Tasks.course(state).map(Application.Course::flow).orElse(Flow.NONE),
                answerable(state, context),
                managers(state, context));
    }

    /** Who was named last, unless he is not of the team any more. */
    private @Nullable Colleague manager(List<Entry> history, Context context) {
        return history.reversed().stream()
                .map(Entry::event)
                .filter(Event.Entrusted.class::isInstance)
                .map(event -> ((Event.Entrusted) event).to())
                .findFirst()
                .filter(to -> CaseManagers.reason(to, context).isEmpty())
                .flatMap(to -> colleague(to, context))
                .orElse(null);
    }

    private static Optional<Colleague> colleague(UUID staff, Context context) {
        return context.colleagues()
                .find(staff)
                .map(officer -> new Colleague(
                        staff,
                        officer.name(),
                        officer.posts().stream().sorted().findFirst().orElse("")));
    }

    private List<Colleague> managers(State state, Context context) {
        Officer officer = context.officer();
        if (officer == null || !Application.TRANSITIONS.allows(state, new Entrust(officer.id(), ""))) {
            return List.of();
        }
        boolean others = Powers.missing(state, new Entrust(Actor.SYSTEM.id(), ""), context)
                .isEmpty();
        var candidates = context.item().themes().isEmpty()
                ? colleagues(context).stream().map(Colleague::id)
                : context.records().team().stream();
        return candidates
                .distinct()
                .filter(each -> others || each.equals(officer.id()))
                .filter(each -> CaseManagers.reason(each, context).isEmpty())
                .flatMap(each -> colleague(each, context).stream())
                .toList();
    }

    private List<Colleague> colleagues(Context context) {
        return Steering.concerned(context).stream()
                .sorted()
                .flatMap(department -> Stream.of("head", "chief", "examiner", "accept", "window")
                        .map(role -> department + "/" + role)
                        .flatMap(post -> context.records().holders(post).stream()
                                .map(holder -> new Colleague(
                                        holder.staff().id(), holder.staff().name(), post))))
                .toList();
    }

    private List<Choice> choices(CaseFile<State> file, Context context) {
        State state = file.state();
        Map<Class<? extends Command>, String> outside = awaited.of(file, context.item());
        var choices = new ArrayList<Choice>();
        Application.TRANSITIONS.commandsIn(state).distinct().forEach(type -> {
            Command example = example(type, state, context);
            if (!(example instanceof Wake) && applies(example, state, context)) {
                String refusal = Powers.missing(state, example, context)
                        .or(() -> forbidden(example, state, context))
                        .or(() -> Optional.ofNullable(outside.get(type)))
                        .orElse(null);
                choices.add(new Choice(code(type), refusal));
            }
        });
        return choices;
    }

    /** What the law forbids for now, although the officer has the power: he is told why before he tries. */
    private static Optional<String> forbidden(Command command, State state, Context context) {
        if (command instanceof Deliver || command instanceof Dispatch) {
            return HandOver.keptBack(state, context);
        }
        if (command instanceof Extend || command instanceof AskExtension) {
            return Extensions.forbids(state, context);
        }
        return command instanceof Grant || (command instanceof Consent(var grants, var _) && grants)
                ? Application.againstGranting(state, context)
                : Optional.empty();
    }

    /** False for what the item version leaves no room for, so that nobody is offered it. */
    private boolean applies(Command command, State state, Context context) {
        return switch (command) {
            case StartStep _ -> !context.item().plan().steps().isEmpty();
            // While a special procedure comes first, nobody is asked for an opinion.
            case Review _ -> !openReviews(state, context).isEmpty();
            case Extend _ ->
                context.item().limits().extension() > 0
                        && Application.course(state).extension() == 0;
            // Nobody is told that others may be asked.
            case AskExtension _ ->
                Extensions.mayBeAsked(context.item())
                        && Application.course(state).extension() == 0
                        && Application.course(state).flow().extension() == null
                        && Powers.missing(state, command, context).isEmpty();
            case DenyExtension _ ->
                Application.course(state).flow().extension() != null
                        && Powers.missing(state, command, context).isEmpty();
            case ProlongStep _ -> Stops.mayBeProlonged(state, context);
            case DecideAnew _, Correct _ ->
                Powers.missing(state, command, context).isEmpty();
            case Charge _ -> context.item().fee().charged();
            // A case with promises is accepted with gaps, any other without.
            case Accept _ -> Tolerance.awaited(state).isEmpty();
            case AcceptWithGaps _ -> !Tolerance.awaited(state).isEmpty();
            case Supply _ -> Application.asked(state).isPresent();
            // Nobody is told that he may not ask where nobody may.
            case AskForMaterials _ ->
                Application.acceptance(state).deemed()
                        && Requests.of(state).open().isEmpty()
                        && AfterSilence.latest(state, context).isPresent();
            case SupplyGap _ -> !Application.course(state).gaps().missing().isEmpty();
            case CheckGap _ -> !Application.course(state).gaps().unchecked().isEmpty();
            case FindReady _ -> !Application.course(state).gaps().areClosed();
            // Nobody else is told that he may not answer for others.
            case AnswerUrge _ -> Powers.missing(state, command, context).isEmpty();
            case Recuse _ -> Powers.missing(state, command, context).isEmpty();
            case Assign(var task, var _, var _) -> !task.isEmpty();
            // Nobody is told that others have a case manager to name, nor offered a choice of nobody.
            case Entrust _ ->
                Powers.missing(state, command, context).isEmpty()
                        && !managers(state, context).isEmpty();
            case SendBack _ -> !given(state, context).isEmpty();
            case Deviate _ ->
                Application.course(state).flow().asked() == null
                        && !ahead(state, context).isEmpty();
            case Assent _, Dissent _ ->
                Application.course(state).flow().asked() != null
                        && Powers.missing(state, command, context).isEmpty();
            case Dispatch _ -> !HandOver.isInTheMail(state);
            case ComeBack _ -> HandOver.isInTheMail(state);
            // What is with the courier nobody hands over.
            case Deliver _, Serve _ -> !HandOver.isInTheMail(state);
            default -> true;
        };
    }

    /** {@code NoticeDefects} → {@code notice-defects}. */
    static String code(Class<? extends Command> type) {
        return CAMEL.matcher(type.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    /** A command of the type whose powers can be asked for before the person has written anything. */
    private static Command example(Class<? extends Command> type, State state, Context context) {
        return switch (type.getSimpleName()) {
            case "Submit" -> new Submit("");
            case "Accept" -> new Accept(PAPER);
            case "AcceptWithGaps" -> new AcceptWithGaps(PAPER);
            case "Receive" -> new Receive(List.of());
            case "CorrectOnTheSpot" -> new CorrectOnTheSpot("", "");
            case "AskForMaterials" -> new AskForMaterials(List.of(), context.today(), PAPER);
            case "SupplyGap" -> new SupplyGap(List.of(), "");
            case "CheckGap" -> new CheckGap("", true, "");
            case "FindReady" -> new FindReady("");
            case "NoticeDefects" -> new NoticeDefects(List.of(), PAPER);
            case "Decline" -> new Decline(Ground.NO_LICENCE_NEEDED, "", null, PAPER);
            case "Supply" -> new Supply(List.of(), "");
            case "Review" -> new Review(reviewing(state, context), true, "");
            case "StartStep" -> new StartStep(startable(context), 1, PAPER);
            case "FinishStep" -> new FinishStep("", PAPER);
            case "ProlongStep" -> new ProlongStep(1, "", PAPER);
            case "Extend" -> new Extend("", PAPER);
            case "AskExtension" -> new AskExtension("");
            case "DenyExtension" -> new DenyExtension("");
            case "Urge" -> new Urge("", null, "");
            case "AnswerUrge" -> new AnswerUrge(answerable(state, context), "");
            case "Assign" -> new Assign(assignable(state, context), Actor.SYSTEM.id(), "");
            case "Entrust" -> new Entrust(context.actor().id(), "");
            case "Recuse" -> new Recuse("");
            case "Hurry" -> new Hurry("", context.today(), "");
            case "Deviate" -> new Deviate("", "");
            case "Admit" -> new Admit(new Lane(Lane.Kind.URGENT, Lane.Ground.APPROVED, Actor.SYSTEM.id(), "", null));
            case "Charge" -> new Charge();
            case "Assent" -> new Assent("");
            case "Dissent" -> new Dissent("");
            case "SendBack" -> new SendBack(List.of(), "");
            case "Grant" -> new Grant(PAPER);
            case "Refuse" -> new Refuse(List.of(), "", "", PAPER);
            case "Consent" -> new Consent(SecondEyes.grants(state), PAPER);
            case "Oppose" -> new Oppose("");
            case "Issue" -> new Issue(PAPER.id(), "");
            case "Deliver" -> new Deliver("");
            case "Serve" -> new Serve("");
            case "Dispatch" -> new Dispatch();
            case "ComeBack" -> new ComeBack("");
            case "Withdraw" -> new Withdraw("");
            case "Terminate" -> new Terminate(TerminationGround.OTHER_LAW, "", "", null, PAPER);
            case "DecideAnew" -> new DecideAnew(JUDGMENT, "", null, List.of(), PAPER);
            case "Correct" -> new Correct(CORRECTION, null, null, PAPER);
            case "Wake" -> new Wake();
            default -> throw new IllegalStateException("No such command: " + type);
        };
    }

    /** The department among those still asked whose post the officer holds; else the first that is asked. */
    static String reviewing(State state, Context context) {
        List<String> open = openReviews(state, context);
        var officer = context.officer();
        return open.stream()
                .filter(department -> officer != null && officer.holds(department + "/examiner"))
                .findFirst()
                .orElse(open.isEmpty() ? "" : open.getFirst());
    }

    private static List<String> openReviews(State state, Context context) {
        return state instanceof State.Reviewing(var _, var _, var course)
                        && context.item().plan().elements().get(course.position()) instanceof Stage stage
                ? stage.departments().stream()
                        .filter(department -> !course.hasOpinionOf(stage.code(), department))
                        .toList()
                : List.of();
    }

    /** The number of an open urging that this officer may answer; else of the first. */
    private static int answerable(State state, Context context) {
        var open = Tasks.course(state).map(course -> course.flow().open()).orElse(List.of());
        return open.stream()
                .map(Flow.Urging::number)
                .filter(number -> Powers.missing(state, new AnswerUrge(number, ""), context)
                        .isEmpty())
                .findFirst()
                .orElse(open.isEmpty() ? 0 : open.getFirst().number());
    }

    /** The first open task of examiners that this officer may give to somebody; else the first of them. */
    private static String assignable(State state, Context context) {
        List<String> open = assignables(state, context);
        return open.stream()
                .filter(task -> Powers.missing(state, new Assign(task, Actor.SYSTEM.id(), ""), context)
                        .isEmpty())
                .findFirst()
                .orElse(open.isEmpty() ? "" : open.getFirst());
    }

    private static List<String> assignables(State state, Context context) {
        return state instanceof State.Reviewing || state instanceof State.InProcedure
                ? Tasks.of(state, context).stream()
                        .map(Task::key)
                        .filter(key -> Tasks.find(state, key, context).isPresent())
                        .toList()
                : List.of();
    }

    private static List<Element> ahead(State state, Context context) {
        return state instanceof State.Reviewing(var _, var _, var course)
                ? Steering.ahead(course, context).stream()
                        .map(position -> context.item().plan().elements().get(position))
                        .toList()
                : List.of();
    }

    /** The departments whose opinion can be asked for anew. */
    private static List<String> given(State state, Context context) {
        return Tasks.course(state).stream()
                .flatMap(course -> context.item().plan().stages().stream()
                        .filter(stage -> stage.act() == Act.REVIEW)
                        .flatMap(stage -> stage.departments().stream()
                                .filter(department -> course.hasOpinionOf(stage.code(), department))))
                .distinct()
                .toList();
    }

    private static String startable(Context context) {
        var officer = context.officer();
        return context.item().plan().steps().stream()
                .filter(step -> officer != null && officer.holds(step.department() + "/examiner"))
                .map(Step::code)
                .findFirst()
                .orElse(
                        context.item().plan().steps().isEmpty()
                                ? ""
                                : context.item().plan().steps().getFirst().code());
    }
}
