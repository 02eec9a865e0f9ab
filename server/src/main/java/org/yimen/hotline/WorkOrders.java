package org.yimen.hotline;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.yimen.application.CaseView.ClockReading;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.hotline.OrderBook.Reach;
import org.yimen.hotline.OrderView.Choice;
import org.yimen.hotline.OrderView.Entry;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.AppealGround;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.EmergencyLine;
import org.yimen.hotline.WorkOrder.Ground;
import org.yimen.hotline.WorkOrder.Matter;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Text;

/** Reads work orders: those of one person, what one officer may see, one order whole, and the figures. */
@Service
public class WorkOrders {

    /** 窗口服务与作风: what is said of counters stands at none. */
    private static final String CONDUCT = "service-conduct";

    /** The most that one page of a list may ask for. */
    public static final int MOST = 100;

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final UUID NOBODY = new UUID(0, 0);

    private final OrderBook book;
    private final OrderDesk desk;
    private final OrderProcedure procedure;
    private final OrderTypes types;
    private final OrderRights rights;
    private final CaseDesk cases;
    private final WorkLists lists;
    private final InstantSource time;
    private final String region;

    WorkOrders(
            OrderBook book,
            OrderDesk desk,
            OrderProcedure procedure,
            OrderTypes types,
            OrderRights rights,
            CaseDesk cases,
            WorkLists lists,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.book = book;
        this.desk = desk;
        this.procedure = procedure;
        this.types = types;
        this.rights = rights;
        this.cases = cases;
        this.lists = lists;
        this.time = time;
        this.region = region;
    }

    /** An order in a list, with the words of its data. */
    public record Line(OrderRow row, Text type, Text topic) {}

    /**
     * What became of the orders of one type that were registered in a time.
     *
     * @param answered those with an answer; the base of the rate in time
     * @param heard those whose reporter said what he thinks of the answer; the base of the satisfaction rate
     */
    public record Figure(
            String type,
            long opened,
            long open,
            long answered,
            long inTime,
            long returned,
            long reopened,
            long heard,
            long content,
            long upheld) {

        /** Answered in time for each hundred answered; empty without a base. */
        public Optional<Double> inTimeRate() {
            return answered == 0 ? Optional.empty() : Optional.of(100.0 * inTime / answered);
        }

        public Optional<Double> satisfaction() {
            return heard == 0 ? Optional.empty() : Optional.of(100.0 * content / heard);
        }

        Figure plus(Figure other) {
            return new Figure(
                    type,
                    opened + other.opened,
                    open + other.open,
                    answered + other.answered,
                    inTime + other.inTime,
                    returned + other.returned,
                    reopened + other.reopened,
                    heard + other.heard,
                    content + other.content,
                    upheld + other.upheld);
        }
    }

    /** The orders of one person or firm, the newest first: what /me, the window and the kiosk show beside his cases. */
    public List<Line> of(String region, UUID holder, int limit) {
        return book.ofHolder(region, holder, Math.min(limit, MOST)).stream()
                .map(this::line)
                .toList();
    }

    /**
     * The same for an officer at whose window the person is. Who only names himself by a number may be anybody, so that of him
     * stands there what the officer may learn on the order; who stands there himself asks about his own, and of what accuses
     * somebody it is there only for whom it does not accuse.
     */
    public List<Line> of(String region, UUID holder, Officer officer, boolean present, int limit) {
        List<Line> lines = of(region, holder, limit);
        return present
                ? lines.stream()
                        .filter(line -> mayStandBesideHim(officer, line.row()))
                        .toList()
                : besideReporter(lines, officer);
    }

    private boolean mayStandBesideHim(Officer officer, OrderRow row) {
        OrderType type = types.version(row.type(), row.typeVersion());
        boolean aboutThose =
                type.origin() == OrderType.Origin.RATING || row.topic().equals(CONDUCT);
        return aboutThose
                ? rights.maySeeReporter(officer, row, type)
                : rights.sees(officer, row)
                        || (Counters.standsForAll(officer)
                                && row.accusedDepartment() == null
                                && row.accusedPerson() == null);
    }

    /**
     * Of what somebody brought, what an officer may read beside his name: each order whose reporter he may learn on its own
     * page. Who complained stands nowhere else either.
     */
    public List<Line> besideReporter(Collection<Line> lines, Officer officer) {
        return lines.stream()
                .filter(line -> rights.maySeeReporter(
                        officer,
                        line.row(),
                        types.version(line.row().type(), line.row().typeVersion())))
                .toList();
    }

    /**
     * 来电: of the others those complaints of which whoever has the caller on the line tells him how far they are. No page
     * shows more of them beside a caller than where they stand: an operator finds every order by its number. Of what came
     * without a name nobody can tell whose it is.
     *
     * @param own of the calling number alone; what somebody is told by a number that was typed would be told of anybody
     */
    public List<Line> toldToCaller(Collection<Line> own, Officer officer) {
        List<Line> whole = besideReporter(own, officer);
        return own.stream()
                .filter(line -> types.version(line.row().type(), line.row().typeVersion())
                        .complaint())
                .filter(line -> !whole.contains(line) && !line.row().anonymous() && rights.sees(officer, line.row()))
                .toList();
    }

    /** What he has complained about one of his cases. */
    public List<Line> aboutCase(String region, UUID caseId, UUID holder) {
        return book.aboutCase(region, caseId, holder, MOST).stream()
                .map(this::line)
                .toList();
    }

    /** 督办、催办: what officers raised about a case, the newest first; its applicant reads none of it. */
    public List<Line> raisedAbout(String region, UUID caseId) {
        return raisedFrom(region, WorkOrder.Source.Kind.CASE, caseId.toString());
    }

    /** What was raised from one source: a visit's requests, an inspection's findings, a meeting's tasks. */
    public List<Line> raisedFrom(String region, WorkOrder.Source.Kind kind, String ref) {
        return book.raisedFrom(region, kind, ref, MOST).stream().map(this::line).toList();
    }

    /** The order of an inbox entry, for its words. */
    public Optional<Line> find(UUID id) {
        return book.find(region, id).map(this::line);
    }

    /** The same of one page of entries, by id; what is no order is missing. */
    public Map<UUID, Line> find(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : book.find(region, ids).stream()
                        .map(this::line)
                        .collect(Collectors.toMap(line -> line.row().id(), line -> line));
    }

    /** The order, if it is this holder's. */
    public Optional<OrderRow> ofHolder(UUID id, UUID holder) {
        return book.find(region, id).filter(row -> isHeldBy(row, holder));
    }

    @Guard
    private static boolean isHeldBy(OrderRow row, UUID holder) {
        return row.holder().equals(holder);
    }

    /** The order, if this officer has to do with it. */
    public Optional<OrderRow> seenBy(UUID id, Officer officer) {
        return book.find(region, id).filter(row -> rights.sees(officer, row));
    }

    public Optional<UUID> byNumber(String number, Officer officer) {
        return book.byNumber(region, number)
                .filter(row -> rights.sees(officer, row))
                .map(OrderRow::id);
    }

    /**
     * What an officer may see, the newest first.
     *
     * @param status names of states, blank for all
     * @param type code of a type, or empty
     * @param before as {@link #spell} wrote it, or empty
     */
    public List<Line> list(Officer officer, String status, String type, String number, String before, int limit) {
        return book
                .list(
                        officer.region(),
                        OrderRights.reach(officer),
                        status,
                        type,
                        number,
                        OrderBook.Place.of(before, time.instant()),
                        Math.min(limit, MOST))
                .stream()
                .map(this::line)
                .toList();
    }

    /** Open orders of these types that name a unit or somebody of the offices, as far as the officer sees them; the newest first. */
    public List<Line> accusing(Officer officer, Collection<String> types) {
        return book.accusing(officer.region(), OrderRights.reach(officer), types, MOST).stream()
                .map(this::line)
                .toList();
    }

    public static String spell(Line last) {
        return OrderBook.Place.spell(last.row());
    }

    /** What waits to be dispatched, the urgent first. */
    public List<Line> waiting(Officer officer, int limit) {
        return book.waiting(officer.region(), OrderRights.reach(officer), Math.min(limit, MOST)).stream()
                .map(this::line)
                .toList();
    }

    /**
     * 回避: the open orders of which this officer learns nothing, however his posts come by them; nothing of them is in his lists,
     * nor in his numbers.
     */
    public Set<UUID> keptFrom(Officer officer) {
        Reach reach = OrderRights.reach(officer);
        return reach.all() || !reach.units().isEmpty() ? book.keptFrom(officer.region(), reach) : Set.of();
    }

    /** One figure for each type that had orders, and the sum of all, with an empty type, at the end; as his list has them. */
    public List<Figure> figures(Officer officer, LocalDate from, LocalDate until) {
        return figures(OrderRights.reach(officer), from, until);
    }

    /** The same of everything that is there. */
    public List<Figure> figures(LocalDate from, LocalDate until) {
        return figures(new Reach(true, List.of(), List.of(), List.of(), NOBODY), from, until);
    }

    private List<Figure> figures(Reach reach, LocalDate from, LocalDate until) {
        var figures = new ArrayList<>(
                book.figures(region, reach, CityTime.startOf(from), CityTime.startOf(until.plusDays(1))));
        figures.add(figures.stream().reduce(new Figure("", 0, 0, 0, 0, 0, 0, 0, 0, 0), Figure::plus));
        return figures;
    }

    /** How many complaints about each department were registered in a time, by its code; what is no complaint is none of them. */
    public Map<String, Long> complaints(LocalDate from, LocalDate until) {
        List<String> complaining = types.current().stream()
                .filter(OrderType::complaint)
                .map(OrderType::code)
                .toList();
        return book.accused(region, complaining, CityTime.startOf(from), CityTime.startOf(until.plusDays(1)));
    }

    /** The whole order as this person may act on it; whether he may look at all is the page's to check before. */
    public OrderView view(UUID id, Actor actor) {
        var caseId = new CaseId(region, id);
        Instant now = time.instant();
        CaseFile<State> file = desk.find(caseId);
        OrderRow row = book.find(region, id).orElseThrow();
        OrderContext context = procedure.context(file, actor, now);
        Matter matter = WorkOrder.matter(file.state());
        UUID main = row.mergedInto();
        UUID about = row.aboutCase();
        return new OrderView(
                file,
                row,
                context.type(matter),
                matter.instruction() == null
                        ? topic(matter.topic())
                        : new OrderTypes.Topic(
                                matter.topic(), Text.of(matter.instruction().subject()), null),
                desk.content(caseId),
                desk.reporter(file),
                context.today(),
                clocks(file.state(), context),
                lists.tasks(caseId).stream().map(WorkLists.Entry::task).toList(),
                cases.history(caseId).stream()
                        .map(event -> new Entry(event.seq(), event.at(), event.actor(), cases.read(procedure, event)))
                        .toList(),
                choices(file.state(), context),
                main == null ? null : desk.main(file).state(),
                book.area(region, id).flatMap(types::area).orElse(null),
                about == null ? null : lists.byIds(region, List.of(about)).get(about),
                suggested(matter),
                cases.broken(caseId));
    }

    private @Nullable String suggested(Matter matter) {
        String lead = types.version(matter.type(), matter.version()).lead();
        if (lead != null && !matter.accuses(lead) && !matter.past().handedBack()) {
            return lead;
        }
        Accused served = matter.accused();
        if (served != null && served.departmentMends()) {
            return served.department();
        }
        Map<String, String> rules = book.rules(region);
        String unit = rules.getOrDefault(matter.topic(), topic(matter.topic()).unit());
        boolean accused = unit != null && matter.accuses(unit);
        // 效能投诉 goes to who investigates conduct, whatever its topic is.
        return matter.accused() != null && !matter.accuses(OrderPosts.EFFICIENCY)
                ? OrderPosts.EFFICIENCY
                : accused ? null : unit;
    }

    /** The post from which an officer acts on an order: the one that has the next task, else any that has to do with it. */
    public String post(Officer officer, UUID id) {
        return lists.tasks(new CaseId(region, id)).stream()
                .map(entry -> entry.task().post())
                .filter(officer::holds)
                .findFirst()
                .or(() -> officer.posts().stream().sorted().findFirst())
                .orElse("");
    }

    Line line(OrderRow row) {
        OrderRow.Raised raised = row.raised();
        return new Line(
                row,
                types.version(row.type(), row.typeVersion()).name(),
                raised == null ? topic(row.topic()).name() : Text.of(raised.subject()));
    }

    private OrderTypes.Topic topic(String code) {
        return types.topic(code).orElseGet(() -> new OrderTypes.Topic(code, Text.of(code), null));
    }

    private static List<ClockReading> clocks(State state, OrderContext context) {
        return OrderClocks.of(state, context).stream()
                .map(clock -> new ClockReading(
                        "stage",
                        clock.clock().limit(),
                        clock.basis(),
                        OrderWords.clock(clock.code()),
                        null,
                        clock.clock().start(),
                        clock.clock().extension(),
                        clock.read(context)))
                .toList();
    }

    private static List<Choice> choices(State state, OrderContext context) {
        var choices = new ArrayList<Choice>();
        WorkOrder.TRANSITIONS.commandsIn(state).distinct().forEach(type -> {
            Command example = example(type, state, context);
            if (!(example instanceof Wake || example instanceof Hasten) && applies(example, state, context)) {
                choices.add(new Choice(
                        code(type), OrderPowers.missing(state, example, context).orElse(null)));
            }
        });
        return choices;
    }

    /** False for what the type or the state leaves no room for, so that nobody is offered it. */
    private static boolean applies(Command command, State state, OrderContext context) {
        Matter matter = WorkOrder.matter(state);
        if (!WorkOrder.suits(matter, command, context)) {
            return false;
        }
        return switch (command) {
            case Contact _ -> !WorkOrder.isContacted(matter);
            case Dispatch _ -> !WorkOrder.waitsForContact(matter, context);
            case Appeal _ -> matter.appeal() == null && context.limits(matter).appeal() != null;
            case Answer _ -> context.type(matter).atOnce();
            case Agree _, Disagree _ -> matter.proposal() != null;
            case Reclassify _ -> matter.proposal() == null;
            case Return _ ->
                switch (state) {
                    case State.Dispatched(var _, var to) -> !to.fixed();
                    case State.Handling handling ->
                        WorkOrder.isLeads(handling, context)
                                && !handling.to().fixed()
                                && !matter.past().handedBack();
                    default -> false;
                };
            case Extend _ ->
                state instanceof State.Handling(var _, var _, var work)
                        && work.extension() == 0
                        && !matter.past().extended()
                        && context.limits(matter).extension() > 0;
            case Suspend _ -> !matter.past().suspended();
            case Withdraw _ -> !matter.past().left();
            // Nobody is told that he may not speak for another unit.
            case Opine(var unit, var _) -> !unit.isEmpty();
            case Contribute(var unit, var _) -> !unit.isEmpty();
            case Escalate _ -> matter.climbed() < WorkOrder.TOP;
            default -> true;
        };
    }

    /** {@code HandOver} → {@code hand-over}. */
    static String code(Class<? extends Command> type) {
        return CAMEL.matcher(type.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    /** A command of the type whose powers can be asked for before the person has written anything. */
    private static Command example(Class<? extends Command> type, State state, OrderContext context) {
        return switch (type.getSimpleName()) {
            case "Register" -> new Register("", "", null, false, false, "");
            case "Raise" ->
                new Raise(
                        "",
                        "",
                        "",
                        new Source(Source.Kind.OTHER, "", ""),
                        "",
                        List.of(),
                        "",
                        context.today(),
                        false,
                        "");
            case "Answer" -> new Answer("");
            case "Dispatch" -> new Dispatch(lead(state, context), List.of(), "");
            case "Decline" -> new Decline(Ground.NOT_HERE, "");
            case "HandOver" -> new HandOver(EmergencyLine.POLICE_110, "");
            case "Merge" -> new Merge(NOBODY, "");
            case "Consult" -> new Consult(List.of(), "");
            case "Opine" -> new Opine(opining(state, context), "");
            case "Resolve" -> new Resolve("", List.of(), "", false);
            case "Contact" -> new Contact(true, false, "");
            case "Appeal" -> new Appeal(AppealGround.MISTAKEN, "");
            case "Strike" -> new Strike("");
            case "Dismiss" -> new Dismiss("");
            case "Accept" -> new Accept();
            case "Return" -> new Return("");
            case "Act" -> new Act("");
            case "Contribute" -> new Contribute(assisting(state, context), "");
            case "Extend" -> new Extend("");
            case "Suspend" -> new Suspend("", context.today());
            case "Resume" -> new Resume("");
            case "Respond" -> new Respond("", null, "");
            case "CallInVain" -> new CallInVain("");
            case "Confirm" -> new Confirm(Outcome.SATISFIED, "");
            case "Escalate" -> new Escalate("");
            case "Remind" -> new Remind("");
            case "Hasten" -> new Hasten("");
            case "Conclude" -> new Conclude("");
            case "Reclassify" -> new Reclassify("", "");
            case "Correct" -> new Correct("", "");
            case "Agree" -> new Agree("");
            case "Disagree" -> new Disagree("");
            case "Withdraw" -> new Withdraw("");
            case "Wake" -> new Wake();
            default -> throw new IllegalStateException("No such command: " + type);
        };
    }

    /** 办不成事反映窗口 sees that it may take one itself. */
    private static String lead(State state, OrderContext context) {
        Matter matter = WorkOrder.matterOrNull(state);
        String lead = matter == null ? null : context.type(matter).lead();
        return lead == null ? "" : lead;
    }

    /** The unit in whose name this officer may give his view; empty where there is none. */
    static String opining(State state, OrderContext context) {
        return state instanceof State.Consulting(var matter, var talk)
                ? own(
                        matter,
                        talk.units().stream()
                                .filter(unit -> !talk.hasViewOf(unit))
                                .toList(),
                        context)
                : "";
    }

    static String assisting(State state, OrderContext context) {
        return state instanceof State.Handling(var matter, var to, var work)
                ? own(
                        matter,
                        to.assisting().stream()
                                .filter(unit -> !work.hasContributionOf(unit))
                                .toList(),
                        context)
                : "";
    }

    /** The unit for which this officer gives a view or his part, {@code opine} or {@code contribute}. */
    public String unitFor(OrderView view, Actor actor) {
        OrderContext context = procedure.context(view.file(), actor, time.instant());
        return view.state() instanceof State.Consulting
                ? opining(view.state(), context)
                : assisting(view.state(), context);
    }

    private static String own(Matter matter, List<String> units, OrderContext context) {
        Officer officer = context.officer();
        return units.stream()
                .filter(unit -> officer != null
                        && (OrderPosts.worksIn(officer, unit) || OrderPowers.takesOver(unit, matter, context)))
                .findFirst()
                .orElse("");
    }
}
