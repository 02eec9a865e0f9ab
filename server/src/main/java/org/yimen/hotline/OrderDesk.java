package org.yimen.hotline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.yimen.application.ApplicationDesk;
import org.yimen.casework.Actor;
import org.yimen.casework.Ask;
import org.yimen.casework.Attempts;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Sleeper;
import org.yimen.casework.Subject;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.Sm3;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Assignment;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.Raise;
import org.yimen.hotline.WorkOrder.Command.Register;
import org.yimen.hotline.WorkOrder.Command.Wake;
import org.yimen.hotline.WorkOrder.Event;
import org.yimen.hotline.WorkOrder.Instruction;
import org.yimen.hotline.WorkOrder.Matter;
import org.yimen.hotline.WorkOrder.Reply;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.identifier.CaseNumber;
import org.yimen.identifier.Numbers;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;

/** Where work orders are registered and moved: web, phone desk and window come through here. */
@Service
public class OrderDesk implements Sleeper {

    /** The kind of these cases in lists that hold every kind. */
    public static final String KIND = OrderProcedure.KIND;

    static final String CONTENT = "hotline.work_order.content_sealed";

    /** The engine's own column holds who said it, as it holds who applied. */
    private static final String REPORTER = "casework.case_file.applicant_sealed";

    /** So many reporters of one matter hear of the answer; a storm of more is news that everybody reads elsewhere. */
    static final int MOST_MERGED = 500;

    private static final Json JSON = Json.of();

    private final CaseDesk cases;
    private final Attempts attempts;
    private final OrderProcedure procedure;
    private final OrderTypes types;
    private final OrderBook book;
    private final ApplicationDesk applications;
    private final ColumnCipher cipher;
    private final Numbers numbers;
    private final List<OrderGate> gates;
    private final Reminders reminders;
    private final InstantSource time;
    private final String region;

    OrderDesk(
            CaseDesk cases,
            Attempts attempts,
            OrderProcedure procedure,
            OrderTypes types,
            OrderBook book,
            ApplicationDesk applications,
            ColumnCipher cipher,
            Numbers numbers,
            List<OrderGate> gates,
            Reminders reminders,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.cases = cases;
        this.attempts = attempts;
        this.procedure = procedure;
        this.types = types;
        this.book = book;
        this.applications = applications;
        this.cipher = cipher;
        this.numbers = numbers;
        this.gates = List.copyOf(gates);
        this.reminders = reminders;
        this.time = time;
        this.region = region;
    }

    @Override
    public String kind() {
        return procedure.kind();
    }

    /**
     * Registers what somebody says of himself.
     *
     * @param holder whose matter it is: the person or the firm
     */
    public CaseFile<State> register(Report report, UUID holder, Actor actor, String channel, String key) {
        Accused accused = report.accused();
        UUID about = accused == null ? null : accused.caseId();
        if (accused != null
                && about != null
                && applications
                        .ofHolder(about, holder)
                        .filter(file -> file.department().equals(accused.department()))
                        .isEmpty()) {
            throw new CaseRuleBroken("hotline.case.not-yours");
        }
        return open(report, holder, actor, channel, key);
    }

    /** Registers what comes without a name; who wants to read the answer needs {@link #code}. */
    public CaseFile<State> registerAnonymous(Report report, String channel, String key) {
        // The same for each repeat, and nobody's: so a form that is sent again finds what it has done.
        UUID nobody = UUID.nameUUIDFromBytes(("hotline/" + key).getBytes(UTF_8));
        var unnamed = new Report(
                report.type(),
                report.topic(),
                report.accused(),
                report.urgent(),
                report.content(),
                null,
                report.area());
        return open(unnamed, nobody, Actor.applicant(nobody, nobody), channel, key);
    }

    /**
     * Registers a bad rating by itself, in the transaction of the rating (差评整改).
     *
     * @param holder whose service it was; null where nobody knows who gave it
     * @param rating the id of what was rated: told twice, it is one order
     */
    public CaseFile<State> registerOfRating(Report report, @Nullable UUID holder, UUID rating) {
        return open(report, holder == null ? rating : holder, Actor.SYSTEM, "rating", "rating:" + rating);
    }

    /**
     * 整改情况 of a bad rating, as its order stands.
     *
     * @param contactedInTime whether he was reached within the term (安阳市政务服务条例 art. 52: one working day); null while
     *     he was not reached
     * @param answeredInTime of the answer that stands; null where there is none, or whoever rated was not satisfied with it
     * @param visitedBack he said what he thinks of an answer
     * @param inVain calls that nobody answered
     */
    public record Mending(
            @Nullable Boolean contactedInTime, @Nullable Boolean answeredInTime, boolean visitedBack, int inVain) {}

    public Mending mending(CaseId id) {
        var events = cases.events(procedure, id);
        Boolean contacted = null;
        Boolean answered = null;
        boolean visited = false;
        int inVain = 0;
        for (int i = 0; i < events.size(); i++) {
            switch (events.get(i)) {
                case Event.Contacted(var call)
                when call.reached() ->
                    contacted = i + 1 == events.size() || !(events.get(i + 1) instanceof Event.FinishedLate);
                case Event.Contacted _, Event.CalledInVain _ -> inVain++;
                case Event.Responded(var reply, var _) -> answered = reply.inTime();
                case Event.Reopened _, Event.Escalated _ -> answered = null;
                case Event.Confirmed confirmed -> visited |= confirmed.outcome() != WorkOrder.Outcome.UNREACHED;
                default -> {
                    // Nothing else is kept beside the rating.
                }
            }
        }
        return new Mending(contacted, answered, visited, inVain);
    }

    /** Opens what an officer raises; {@link Raising} says what may be. */
    CaseFile<State> raise(Raising.Wish wish, String post, Actor actor, String key) {
        mustBeSaid(wish.content());
        Instant now = time.instant();
        var id = new CaseId(region, Uuid7.next(now));
        String content = JSON.write(wish.content());
        UUID firm = wish.firm();
        OrderType type = types.current(wish.type())
                .orElseThrow(
                        () -> attempts.told(id, actor, "Raise", CaseRuleBroken.beyondTheList("hotline.type.unknown")));
        // Nobody's but the firm's: whom the source is about has no business with what offices ask of each other.
        UUID holder = firm == null ? UUID.nameUUIDFromBytes(("raised/" + key).getBytes(UTF_8)) : firm;
        var raise = new Raise(
                wish.type(),
                post,
                wish.subject(),
                wish.source(),
                wish.unit(),
                wish.assisting(),
                wish.person(),
                wish.dueOn(),
                firm != null,
                Sm3.hex(content.getBytes(UTF_8)));
        String title = type.name().zh() + " · " + wish.subject();
        var reporter = new Reporter("", "", null, firm);
        return open(new Opening(id, now, type, title, reporter, holder, "raised", raise, content, null), actor, key);
    }

    private CaseFile<State> open(Report report, UUID holder, Actor actor, String channel, String key) {
        mustBeSaid(report.content());
        Instant now = time.instant();
        var id = new CaseId(region, Uuid7.next(now));
        Reporter reporter = report.reporter();
        OrderType type = types.current(report.type())
                .orElseThrow(() ->
                        attempts.told(id, actor, "Register", CaseRuleBroken.beyondTheList("hotline.type.unknown")));
        // Of those that only offices or firms bring, none is brought by whoever knows how a form is spelt.
        if (actor.kind() == Actor.Kind.APPLICANT && !type.isOpenTo(reporter != null && reporter.entity() != null)) {
            throw attempts.told(id, actor, "Register", CaseRuleBroken.offTheRoute("hotline.type.unknown"));
        }
        // 企业诉求: in the pool of a firm, which rates the answer; whoever takes it down asks for which.
        if (type.audience() == OrderType.Audience.FIRMS && (reporter == null || reporter.entity() == null)) {
            throw attempts.told(id, actor, "Register", CaseRuleBroken.offTheRoute("hotline.firm.missing"));
        }
        String area = report.area();
        if (area != null && types.area(area).isEmpty()) {
            throw attempts.told(id, actor, "Register", CaseRuleBroken.beyondTheList("hotline.area.unknown"));
        }
        String content = JSON.write(report.content());
        var register = new Register(
                report.type(),
                report.topic(),
                report.accused(),
                reporter == null,
                report.urgent(),
                Sm3.hex((content + (reporter == null ? "" : JSON.write(reporter))).getBytes(UTF_8)));
        return open(
                new Opening(
                        id,
                        now,
                        type,
                        title(type, report.topic()),
                        reporter == null ? new Reporter("", "", null, null) : reporter,
                        holder,
                        channel,
                        register,
                        content,
                        area),
                actor,
                key);
    }

    /** What an order begins with, however it comes in. */
    private record Opening(
            CaseId id,
            Instant at,
            OrderType type,
            String title,
            Reporter reporter,
            UUID holder,
            String channel,
            Command first,
            String content,
            @Nullable String area) {}

    private CaseFile<State> open(Opening opening, Actor actor, String key) {
        CaseId id = opening.id();
        OrderType type = opening.type();
        var blank = new CaseFile<State>(
                id,
                procedure.kind(),
                number(opening.at()),
                opening.title(),
                // With a slash no item of the catalogue is ever called so: who asks it by this finds nothing.
                new Subject(KIND + "/" + type.code(), type.version()),
                opening.holder(),
                cipher.seal(REPORTER, id.region(), id.value().toString(), JSON.write(opening.reporter())),
                OrderPosts.HOTLINE,
                opening.channel(),
                opening.at(),
                new State.Blank(),
                0,
                0,
                "");
        Sealed sealed = cipher.seal(CONTENT, id.region(), id.value().toString(), opening.content());
        return cases.open(procedure, blank, Ask.of(id, key, actor, opening.first()), (next, _) -> {
            book.open(row(next, actor, opening.at()), sealed);
            String area = opening.area();
            if (area != null) {
                book.place(id, area);
            }
        });
    }

    private static void mustBeSaid(Content content) {
        if (content.text().isBlank()) {
            throw new CaseRuleBroken("hotline.text.missing");
        }
        if (Stream.of(content.text(), content.wish(), content.place())
                .anyMatch(each -> each.length() > Report.LONGEST)) {
            throw new CaseRuleBroken("hotline.text.long", Report.LONGEST);
        }
    }

    /** The name by which lists show it: no word of the reporter's. */
    private String title(OrderType type, String topic) {
        return types.topic(topic)
                .map(each -> type.name().zh() + " · " + each.name().zh())
                .orElse(type.name().zh());
    }

    private String number(Instant now) {
        LocalDate on = CityTime.day(now);
        return new CaseNumber(region, on, Math.toIntExact(numbers.draw(region, CaseNumber.series(on)))).toString();
    }

    /** @param seen the version that the page showed, or null to decide on the order as it is */
    public CaseFile<State> act(CaseId id, Actor actor, String key, @Nullable Long seen, Command command) {
        return act(id, actor, key, seen, command, null);
    }

    /**
     * The same with what the reporter said beside how satisfied he is (回访).
     *
     * @param visit null where he was asked nothing more; counted only with a word of the reporter
     */
    public CaseFile<State> act(
            CaseId id, Actor actor, String key, @Nullable Long seen, Command command, @Nullable VisitBack visit) {
        if (!gates.isEmpty()) {
            book.find(id.region(), id.value()).ifPresent(row -> gates.forEach(gate -> gate.check(row, command)));
        }
        return cases.handle(procedure, new Ask<>(id, key, actor, command, seen, command), (next, events) -> {
            Instant now = time.instant();
            OrderRow row = row(next, actor, now);
            book.move(row);
            events.forEach(event -> {
                rule(next, event);
                receipt(next, event);
                if (event instanceof Event.Corrected corrected) {
                    book.correct(row, corrected.area());
                }
                if (event instanceof Event.Reminded) {
                    Matter matter = WorkOrder.matter(next.state());
                    reminders.tell(next, types.version(matter.type(), matter.version()), now);
                }
            });
            book.note(next.id(), Noted.of(events, CityTime.day(now)));
            if (visit != null && command instanceof Command.Confirm(var outcome, var _)) {
                book.visited(next.id(), next.version(), outcome, visit, actor, now);
            }
        });
    }

    /**
     * 办不成事反映窗口: the unit that leads orders of this type takes one on at once; the dispatch asks the department concerned for
     * its reason. The same key does nothing twice.
     */
    public CaseFile<State> take(CaseFile<State> file, Actor actor, String key) {
        Matter matter = WorkOrder.matter(file.state());
        String lead = types.version(matter.type(), matter.version()).lead();
        if (lead == null) {
            throw CaseRuleBroken.offTheRoute("hotline.step.not-open");
        }
        act(file.id(), actor, key + "/dispatch", null, new Command.Dispatch(lead, List.of(), ""));
        return act(file.id(), actor, key + "/accept", null, new Command.Accept());
    }

    /** 会商的结论: from now on orders of this topic are offered to that unit first. Who sat together stands in its journal. */
    private void rule(CaseFile<State> file, Event event) {
        if (event instanceof Event.Resolved(var to, var topic, var rule, var _) && rule) {
            book.rule(file.id(), topic, to);
        }
    }

    /** 已阅: who raised it reads when, and who it was; a rule that ends it has read nothing. */
    private void receipt(CaseFile<State> file, Event event) {
        if (event instanceof Event.Accepted(var _, var by)
                && !by.equals(Actor.SYSTEM.id())
                && WorkOrder.matter(file.state()).instruction() != null) {
            book.read(file.id(), by, time.instant());
        }
    }

    @Override
    public void wake(CaseId id) {
        // One key per state of the order: a second node that wakes it as well does nothing.
        CaseFile<State> file = find(id);
        act(id, Actor.SYSTEM, "wake:" + id.value() + ":" + file.version(), file.version(), new Wake());
    }

    /** 合并: the orders whose reporters read the answer of this one, those that came by way of others too. */
    public List<CaseFile<State>> merged(CaseId main) {
        var found = new ArrayList<CaseFile<State>>();
        var open = new ArrayDeque<>(List.of(main));
        while (!open.isEmpty() && found.size() < MOST_MERGED) {
            for (OrderRow row : book.mergedInto(open.remove(), MOST_MERGED)) {
                var id = new CaseId(row.region(), row.id());
                found.add(find(id));
                open.add(id);
            }
        }
        return found;
    }

    /** The order whose answer is read: this one, or the last one into which it was merged. */
    CaseFile<State> main(CaseFile<State> file) {
        CaseFile<State> main = file;
        // An order is merged only while it is open and only into an open one, so there is no ring.
        while (main.state() instanceof State.Merged merged) {
            main = find(new CaseId(file.id().region(), merged.into()));
        }
        return main;
    }

    public CaseFile<State> find(CaseId id) {
        return cases.find(procedure, id);
    }

    /** What was said. */
    public Content content(CaseId id) {
        return JSON.read(cipher.open(CONTENT, id.region(), id.value().toString(), book.content(id)), Content.class);
    }

    /** Who said it; to be shown masked, and whole only through {@link Reporters}. */
    Reporter reporter(CaseFile<State> file) {
        return JSON.read(
                cipher.open(REPORTER, file.id().region(), file.id().value().toString(), file.snapshot()),
                Reporter.class);
    }

    /** 查询码: with the number it opens the answer for whoever gave no name. Kept nowhere; the id and our key make it. */
    public String code(CaseFile<State> file) {
        return AnswerCode.of(cipher, file.id().value());
    }

    /** The anonymous order that number and code open. */
    public Optional<CaseFile<State>> byCode(String number, String code) {
        return CaseNumber.parse(number)
                .flatMap(parsed -> book.byNumber(region, parsed.toString()))
                .filter(OrderRow::anonymous)
                .filter(row -> AnswerCode.opens(cipher, row.id(), code))
                .map(row -> find(new CaseId(region, row.id())));
    }

    private OrderRow row(CaseFile<State> file, Actor actor, Instant now) {
        State state = file.state();
        Matter matter = WorkOrder.matter(state);
        Assignment to = WorkOrder.assignmentOrNull(state);
        Reply reply = WorkOrder.replyOrNull(state);
        Accused accused = matter.accused();
        State.Closed closed = state instanceof State.Closed it ? it : null;
        OrderContext context = procedure.context(file, actor, now);
        LocalDate due = procedure.agenda(state, context).dueOn();
        return new OrderRow(
                file.id().region(),
                file.id().value(),
                file.number(),
                matter.type(),
                matter.version(),
                matter.topic(),
                state.getClass().getSimpleName(),
                to != null ? to.unit() : reply == null ? null : reply.unit(),
                units(state, to),
                accused == null || accused.departmentMends() ? null : accused.department(),
                accused == null ? null : accused.person(),
                matter.keptOut().stream().sorted().toList(),
                about(matter),
                file.applicant(),
                matter.anonymous(),
                matter.hurries(),
                file.channel(),
                actor.kind() == Actor.Kind.OFFICER ? actor.id() : null,
                file.openedAt(),
                due,
                reply == null ? null : reply.on(),
                reply == null ? null : reply.inTime(),
                closed == null ? null : closed.on(),
                closed == null ? null : closed.ending(),
                reply == null ? null : reply.verdict(),
                matter.returns(),
                matter.reopenings(),
                state instanceof State.Merged merged ? merged.into() : null,
                raised(matter, context));
    }

    private static @Nullable UUID about(Matter matter) {
        Instruction instruction = matter.instruction();
        if (instruction != null) {
            return instruction.source().caseId();
        }
        Accused accused = matter.accused();
        return accused == null ? null : accused.caseId();
    }

    private static OrderRow.@Nullable Raised raised(Matter matter, OrderContext context) {
        Instruction instruction = matter.instruction();
        return instruction == null
                ? null
                : new OrderRow.Raised(
                        instruction.post(),
                        instruction.subject(),
                        instruction.source(),
                        instruction.person(),
                        context.calendar().after(matter.receivedOn(), instruction.days()),
                        null,
                        null);
    }

    private static List<String> units(State state, @Nullable Assignment to) {
        if (state instanceof State.Consulting consulting) {
            return consulting.talk().units();
        }
        return to == null
                ? List.of()
                : Stream.concat(Stream.of(to.unit()), to.assisting().stream()).toList();
    }

    static String canonical(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
