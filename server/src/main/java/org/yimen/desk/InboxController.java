package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.ManagedCases;
import org.yimen.application.web.EventWords;
import org.yimen.audit.AuditLog;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Cursor;
import org.yimen.casework.WorkLists.Entry;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.Dictionaries.CaseClass;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.WorkOrders;
import org.yimen.identifier.CaseNumber;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Accesses;
import org.yimen.identity.Person;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.SpecialGroups;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.supervision.Duties;
import org.yimen.supervision.Duties.Duty;

/** What waits for the officer's posts, and finding a case by number or by the applicant's number. */
@Controller
public class InboxController {

    private static final String REFUSED = "/desk/search?of=refused";
    private static final int PAGE = 20;
    /** How near a due date is shown as soon: today, tomorrow and the day after. */
    private static final int SOON_DAYS = 2;

    private final Officers officers;
    private final WorkLists lists;
    private final Catalogue catalogue;
    private final Counter counter;
    private final EventWords events;
    private final SpecialGroups groups;
    private final Accesses accesses;
    private final WorkOrders orders;
    private final Talks talks;
    private final ManagedCases managed;
    private final Duties duties;
    private final Chores chores;
    private final InstantSource time;

    InboxController(
            Officers officers,
            WorkLists lists,
            Catalogue catalogue,
            Counter counter,
            EventWords events,
            SpecialGroups groups,
            Accesses accesses,
            WorkOrders orders,
            Talks talks,
            ManagedCases managed,
            Duties duties,
            Chores chores,
            InstantSource time) {
        this.officers = officers;
        this.lists = lists;
        this.catalogue = catalogue;
        this.counter = counter;
        this.events = events;
        this.groups = groups;
        this.accesses = accesses;
        this.orders = orders;
        this.talks = talks;
        this.managed = managed;
        this.duties = duties;
        this.chores = chores;
        this.time = time;
    }

    @GetMapping("/desk")
    ModelAndView inbox(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(name = "class", defaultValue = "") String label) {
        Officer officer = officers.of(staff);
        if (officer.onlyAdministers()) {
            return Page.goTo("/console");
        }
        DeskFrame frame = officers.frame(officer, DeskArea.INBOX.href());
        List<Chores.Chore> waiting = after.isEmpty() ? chores.of(officer) : List.of();
        if (frame.watches() && waiting.isEmpty()) {
            return Page.goTo(DeskArea.OVERDUE.href());
        }
        Cursor cursor = cursor(after).orElse(Cursor.START);
        List<CaseClass> classes = catalogue.setting().dictionaries().caseClasses();
        String wanted = classes.stream().anyMatch(each -> each.code().equals(label)) ? label : "";
        List<Entry> entries = officers.inbox(officer, wanted, cursor, PAGE);
        String next = entries.size() < PAGE ? null : spell(Cursor.after(entries.getLast()));
        Map<UUID, Set<SpecialGroup>> special = groups.of(
                entries.stream().map(entry -> entry.file().applicant()).collect(Collectors.toSet()));
        Set<UUID> kept = orders.keptFrom(officer);
        Map<UUID, WorkOrders.Line> known = known(entries.stream().map(Entry::file));
        var page = new InboxPage(
                frame,
                entries.stream()
                        .filter(entry -> !kept.contains(entry.file().id().value()))
                        .map(entry -> row(
                                entry.file(),
                                known,
                                entry.task().act(),
                                entry.task().dueOn(),
                                officer.standsInFor().getOrDefault(entry.task().post(), List.of()),
                                special,
                                entry.first()))
                        .toList(),
                DeskArea.TALK.isOpenTo(officer) ? talks.count(officer) : 0,
                next,
                after.isEmpty(),
                classes,
                wanted,
                after.isEmpty() ? duties(officer) : List.of(),
                after.isEmpty() ? managed(officer) : List.of(),
                waiting);
        return Page.show("desk/inbox", page);
    }

    /** 监管待办. */
    private List<InboxPage.DutyRow> duties(Officer officer) {
        List<Duty> open =
                duties.of(officer).stream().limit(InboxPage.MOST_DUTIES).toList();
        Map<UUID, Summary> files = open.isEmpty()
                ? Map.of()
                : lists.byIds(
                        officer.region(),
                        open.stream().map(Duty::caseId).distinct().toList());
        Map<UUID, WorkOrders.Line> known = known(files.values().stream());
        return open.stream()
                .flatMap(duty -> Optional.ofNullable(files.get(duty.caseId())).stream()
                        .map(file -> new InboxPage.DutyRow(duty, file, item(file, known), mark(duty.dueOn()))))
                .toList();
    }

    /** 项目经理: whoever's the next step is, he is the one who is asked. */
    private List<InboxRow> managed(Officer officer) {
        List<Summary> files = managed.of(officer);
        Map<UUID, WorkOrders.Line> known = known(files.stream());
        return files.stream()
                .map(file ->
                        row(file, known, null, file.dueOn(), List.of(), groups.of(List.of(file.applicant())), false))
                .toList();
    }

    /** What is late: with everybody for whoever watches over the centre, with his own people for a head. */
    @GetMapping("/desk/overdue")
    ModelAndView overdue(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String after) {
        Officer officer = officers.in(DeskArea.OVERDUE, staff);
        LocalDate today = CityTime.day(time.instant());
        Cursor cursor = cursor(after).orElse(Cursor.START);
        boolean all = officer.watchesAll();
        List<Entry> entries = all
                ? lists.overdue(officer.region(), today, cursor, PAGE)
                : lists.overdue(officer.region(), headed(officer), today, cursor, PAGE);
        String next = entries.size() < PAGE ? null : spell(Cursor.after(entries.getLast()));
        Map<UUID, WorkOrders.Line> known = known(entries.stream().map(Entry::file));
        var page = new OverduePage(
                officers.frame(officer, DeskArea.OVERDUE.href()),
                officers.here(officer, entries).stream()
                        .filter(entry -> !isOrder(entry.file())
                                || orders.seenBy(entry.file().id().value(), officer)
                                        .isPresent())
                        .map(entry -> late(entry, known, today))
                        .toList(),
                all && after.isEmpty() ? chores.releases(officer) : List.of(),
                events,
                all,
                next,
                after.isEmpty());
        return Page.show("desk/overdue", page);
    }

    private static List<String> headed(Officer officer) {
        return officer.departmentsAs("head");
    }

    private OverduePage.Row late(Entry entry, Map<UUID, WorkOrders.Line> known, LocalDate today) {
        LocalDate due = Objects.requireNonNull(entry.task().dueOn());
        return new OverduePage.Row(
                (isOrder(entry.file()) ? "/desk/orders/" : "/desk/cases/")
                        + entry.file().id().value(),
                entry.file().number(),
                entry.file().title(),
                item(entry.file(), known),
                entry.task().act(),
                entry.task().post(),
                entry.first(),
                due,
                ChronoUnit.DAYS.between(due, today));
    }

    /** @param of the name under which somebody was looked up, see {@link LookedUp} */
    @GetMapping("/desk/search")
    ModelAndView search(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String of,
            HttpSession session) {
        Officer officer = officers.of(staff);
        String query = q.strip();
        if (isPersonal(query)) {
            // Led on at once: so it stands in no history, and no link of the page repeats it.
            return Page.goTo(REFUSED);
        }
        List<InboxRow> found;
        try {
            found = !query.isEmpty()
                    ? find(officer, query)
                    : LookedUp.holder(session, of)
                            .map(id -> ofHolder(officer, id))
                            .orElse(List.of());
        } catch (Typed.Flaw often) {
            return tooOften(officer, query, often);
        }
        boolean searched = !query.isEmpty() || !of.isEmpty();
        return Page.show(
                "desk/search",
                new SearchPage(
                        officers.frame(officer, "/desk/search"),
                        query,
                        found,
                        searched,
                        of.equals("refused") ? "desk.search.refused" : null));
    }

    /** In this one answer, with what was typed: it leads nowhere, and no address holds the number. */
    private ModelAndView tooOften(Officer officer, String query, Typed.Flaw often) {
        return Page.show(
                "desk/search",
                new SearchPage(officers.frame(officer, "/desk/search"), query, List.of(), true, often.code()),
                HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** What is typed: whoever is looked up leads on under a name that says nothing, and so does what finds nobody. */
    @PostMapping("/desk/search")
    ModelAndView look(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String q,
            HttpSession session) {
        Officer officer = officers.of(staff);
        String query = q.strip();
        // Exact look-up only: a person is found by his whole number, never by guessing at parts of it.
        try {
            if (CitizenId.parse(query).isPresent()) {
                UUID holder =
                        counter.person(officer, query, "q").map(Person::id).orElse(null);
                if (holder != null) {
                    note(officer, holder);
                }
                return Page.goTo("/desk/search?of=" + LookedUp.add(session, holder));
            }
            if (isPersonal(query)) {
                return Page.goTo(REFUSED);
            }
            // Only a case number goes into the address: all else may be a name, or somebody's number with a slip in it.
            Optional<CaseNumber> file = CaseNumber.parse(query);
            if (file.isPresent() || query.isEmpty()) {
                return Page.goTo(
                        "/desk/search" + file.map(number -> "?q=" + number).orElse(""));
            }
            UUID firm = counter.holder(officer, query, "q").orElse(null);
            return Page.goTo("/desk/search?of=" + LookedUp.add(session, firm));
        } catch (Typed.Flaw often) {
            return tooOften(officer, query, often);
        }
    }

    private static boolean isPersonal(String query) {
        return CitizenId.parse(query).isPresent() || AuditLog.holdsPersonalNumber(query);
    }

    private List<InboxRow> find(Officer officer, String query) {
        Optional<CaseNumber> number = CaseNumber.parse(query);
        if (number.isPresent()) {
            Optional<Summary> named =
                    lists.byNumber(officer.region(), number.get().toString());
            Map<UUID, WorkOrders.Line> known = known(named.stream());
            return named.stream()
                    .filter(file -> sees(officer, file))
                    .map(file -> row(
                            file, known, null, file.dueOn(), List.of(), groups.of(List.of(file.applicant())), false))
                    .toList();
        }
        return counter.holder(officer, query, "q")
                .map(id -> ofHolder(officer, id))
                .orElse(List.of());
    }

    /** The person reads who looked him up, wherever at the desk it was. */
    private void note(Officer officer, UUID person) {
        accesses.lookedUp(person, Counter.onlooker(officer));
    }

    private List<InboxRow> ofHolder(Officer officer, UUID holder) {
        return lists
                .ofApplicant(
                        officer.region(),
                        ApplicationDesk.KIND,
                        holder,
                        time.instant().plusSeconds(1),
                        PAGE)
                .stream()
                .filter(file -> sees(officer, file))
                .map(file -> row(file, Map.of(), null, file.dueOn(), List.of(), groups.of(List.of(holder)), false))
                .toList();
    }

    /** Another department's cases are not even found, nor is an order by whoever has nothing to do with it. */
    private boolean sees(Officer officer, Summary file) {
        if (isOrder(file)) {
            return orders.seenBy(file.id().value(), officer).isPresent();
        }
        return officers.opens(officer, file);
    }

    /** The orders among them, read at once. */
    private Map<UUID, WorkOrders.Line> known(Stream<Summary> files) {
        return orders.find(files.filter(InboxController::isOrder)
                .map(file -> file.id().value())
                .collect(Collectors.toSet()));
    }

    private InboxRow row(
            Summary file,
            Map<UUID, WorkOrders.Line> known,
            @Nullable String act,
            @Nullable LocalDate dueOn,
            List<String> from,
            Map<UUID, Set<SpecialGroup>> special,
            boolean first) {
        return new InboxRow(
                file.id().value(),
                file.number(),
                file.title(),
                item(file, known),
                file.status(),
                act,
                dueOn,
                mark(dueOn),
                file.openedAt(),
                from,
                // Who reported is not told in lists, nor what he is.
                isOrder(file) ? Set.of() : special.getOrDefault(file.applicant(), Set.of()),
                file.kind(),
                first,
                Optional.ofNullable(known.get(file.id().value()))
                        .filter(line -> line.row().urgent())
                        .isPresent(),
                catalogue
                        .setting()
                        .dictionaries()
                        .caseClass(file.label())
                        .map(CaseClass::name)
                        .orElse(null));
    }

    private static boolean isOrder(Summary file) {
        return file.kind().equals(OrderDesk.KIND);
    }

    private Text item(Summary file, Map<UUID, WorkOrders.Line> known) {
        if (isOrder(file)) {
            return Optional.ofNullable(known.get(file.id().value()))
                    .map(WorkOrders.Line::topic)
                    .orElseGet(() -> Text.of(""));
        }
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .map(version -> version.name())
                .orElseGet(() -> Text.of(file.subject().code()));
    }

    private InboxRow.Mark mark(@Nullable LocalDate dueOn) {
        if (dueOn == null) {
            return InboxRow.Mark.NONE;
        }
        LocalDate today = CityTime.day(time.instant());
        if (dueOn.isBefore(today)) {
            return InboxRow.Mark.LATE;
        }
        return dueOn.isAfter(today.plusDays(SOON_DAYS)) ? InboxRow.Mark.OK : InboxRow.Mark.SOON;
    }

    private static String spell(Cursor cursor) {
        return (cursor.first() ? "0~" : "1~") + cursor.due() + "~" + cursor.caseId() + "~" + cursor.key();
    }

    private static Optional<Cursor> cursor(String text) {
        String[] parts = text.split("~", 4);
        try {
            return parts.length < 4
                    ? Optional.empty()
                    : Optional.of(new Cursor(
                            parts[0].equals("0"), CityTime.parseDay(parts[1]), UUID.fromString(parts[2]), parts[3]));
        } catch (DateTimeParseException | IllegalArgumentException spoiled) {
            return Optional.empty();
        }
    }
}
