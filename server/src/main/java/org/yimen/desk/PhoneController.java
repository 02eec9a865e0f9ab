package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.yimen.application.ApplicationDesk;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.desk.PhonePages.CallScreen;
import org.yimen.desk.PhonePages.Guess;
import org.yimen.desk.PhonePages.WaitingPage;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.OrderTypes.Area;
import org.yimen.hotline.OrderTypes.Topic;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Reporters;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.EmergencyLine;
import org.yimen.hotline.WorkOrders;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.identity.Accesses;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.StaffMember;
import org.yimen.knowledge.AskedQuestions;
import org.yimen.knowledge.Found;
import org.yimen.knowledge.Library;
import org.yimen.knowledge.Question;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.phone.CallDesk;
import org.yimen.phone.CallType;
import org.yimen.phone.DutyRoster;
import org.yimen.phone.PhoneCall;
import org.yimen.phone.PhoneRights;
import org.yimen.phone.SimulatedExchange;
import org.yimen.phone.Switchboard;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 话务台: one screen for the operator, from the ringing line to the end of the call, without leaving the keyboard. */
@Controller
@RequestMapping("/desk/phone")
class PhoneController {

    private static final String HREF = DeskArea.PHONE.href();
    private static final int MOST_ANSWERS = 6;
    private static final int MOST_CASES = 10;
    private static final int MOST_SIMILAR = 5;
    private static final int MOST_LATEST = 10;
    /** So many orders and calls of his are told with what was said; the others stand in the list. */
    private static final int MOST_TOLD = 5;

    private static final String OPEN = "Registered Consulting Dispatched Handling Suspended Appealed";
    private static final List<String> DONE =
            List.of("answered", "registered", "reminded", "handed-over", "ended", "not-reached", "booked");

    private final Officers officers;
    private final Switchboard switchboard;
    private final CallDesk calls;
    private final DutyRoster roster;
    private final PhoneRights rights;
    private final OrderTypes types;
    private final WorkOrders orders;
    private final Reporters reporters;
    private final WorkLists lists;
    private final Firms firms;
    private final Catalogue catalogue;
    private final Library library;
    private final AskedQuestions questions;
    private final Directory directory;
    private final People people;
    private final Counter counter;
    private final Accesses accesses;
    private final LiveStreams streams;
    private final ObjectProvider<SimulatedExchange> simulated;
    private final InstantSource time;

    PhoneController(
            Officers officers,
            Switchboard switchboard,
            CallDesk calls,
            DutyRoster roster,
            PhoneRights rights,
            OrderTypes types,
            WorkOrders orders,
            Reporters reporters,
            WorkLists lists,
            Firms firms,
            Catalogue catalogue,
            Library library,
            AskedQuestions questions,
            Directory directory,
            People people,
            Counter counter,
            Accesses accesses,
            LiveStreams streams,
            ObjectProvider<SimulatedExchange> simulated,
            InstantSource time) {
        this.officers = officers;
        this.switchboard = switchboard;
        this.calls = calls;
        this.roster = roster;
        this.rights = rights;
        this.types = types;
        this.orders = orders;
        this.reporters = reporters;
        this.lists = lists;
        this.firms = firms;
        this.catalogue = catalogue;
        this.library = library;
        this.questions = questions;
        this.directory = directory;
        this.people = people;
        this.counter = counter;
        this.accesses = accesses;
        this.streams = streams;
        this.simulated = simulated;
        this.time = time;
    }

    /** The call that he has, or what rings. */
    @GetMapping
    ModelAndView phone(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String done,
            @RequestParam(required = false) @Nullable UUID order) {
        Officer officer = officers.of(staff);
        if (!rights.mayAnswer(officer) && !rights.mayRoster(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
        Optional<PhoneCall> current = switchboard.current(officer);
        return current.isPresent()
                ? screen(officer, current.get(), null, Map.of(), List.of(), Map.of(), newKey(), HttpStatus.OK)
                : waiting(officer, DONE.contains(done) ? done : null, order, null, HttpStatus.OK);
    }

    /** The stream on which this page alone hears that something rings. */
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> live(@AuthenticationPrincipal StaffMember staff, HttpServletRequest request) {
        answering(staff);
        SseEmitter stream = streams.openForCalls(staff.staffId(), LiveController.session(request));
        return stream == null
                ? ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build()
                : ResponseEntity.ok()
                        .header("Cache-Control", "no-store")
                        .header("X-Accel-Buffering", "no")
                        .body(stream);
    }

    /** 签入, 签出. */
    @PostMapping("/seat")
    ModelAndView seat(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String word) {
        Officer officer = answering(staff);
        if (word.equals("on")) {
            roster.signIn(officer);
        } else {
            roster.signOff(officer);
        }
        return Page.goTo(HREF);
    }

    /** 演示来电: somebody of the invented city calls. */
    @PostMapping("/ring")
    ModelAndView ring(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "0") int who) {
        answering(staff);
        SimulatedExchange exchange = simulated.getIfAvailable();
        if (exchange != null) {
            exchange.ring(SimulatedExchange.NUMBERS.get(Math.floorMod(who, SimulatedExchange.NUMBERS.size())));
        }
        return Page.goTo(HREF);
    }

    @PostMapping("/calls/{id}/take")
    ModelAndView take(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = answering(staff);
        return seized(officer, () -> switchboard.take(id, officer));
    }

    /** 回拨. */
    @PostMapping("/calls/{id}/back")
    ModelAndView callBack(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = answering(staff);
        return seized(officer, () -> switchboard.callBack(id, officer));
    }

    private ModelAndView seized(Officer officer, Supplier<PhoneCall> step) {
        try {
            PhoneCall call = step.get();
            CallDesk.Caller caller = calls.caller(call);
            // Whoever comes up by his number can read that he did.
            caller.people().forEach(person -> accesses.lookedUp(person.id(), Counter.onlooker(officer)));
            reporters.told(orders.toldToCaller(caller.own(), officer), officer, call.id());
            return Page.goTo(HREF);
        } catch (RuleBroken refusal) {
            return waiting(officer, null, null, refusal.code(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** What is typed is looked for, and somebody by his number; nothing is stored, and no word stands in an address. */
    @GivesFormBack
    @PostMapping("/calls/{id}/look")
    ModelAndView look(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            HttpSession session,
            @RequestParam FormKey key,
            @RequestParam MultiValueMap<String, String> typed) {
        Officer officer = answering(staff);
        PhoneCall call = own(officer, id);
        Map<String, String> values = values(typed);
        var errors = new HashMap<String, String>();
        if (values.containsKey("guess")) {
            guess(values).fields().forEach(values::put);
        }
        String number = values.getOrDefault("citizen", "");
        if (!number.isEmpty()) {
            Optional<Person> person = Optional.empty();
            try {
                person = counter.person(officer, number, "citizen");
                if (person.isEmpty()) {
                    errors.put("citizen", "hotline.call.unknown");
                }
            } catch (Typed.Flaw often) {
                errors.put(often.field(), often.code());
            }
            if (person.isPresent()) {
                accesses.lookedUp(person.get().id(), Counter.onlooker(officer));
                String name = LookedUp.add(session, person.get().id()).toString();
                values.put("found", name);
                values.put("person", name);
                values.remove("citizen");
            }
        }
        return screen(
                officer,
                call,
                found(session, values),
                values,
                new Typed(typed).all("source"),
                errors,
                key.value(),
                errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** One key: answer, register, remind, put through, praise, ask the department, end. */
    @PostMapping("/calls/{id}/do")
    ModelAndView act(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            HttpSession session,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String act,
            @RequestParam MultiValueMap<String, String> typed) {
        Officer officer = answering(staff);
        Map<String, String> values = values(typed);
        List<String> sources = new Typed(typed).all("source");
        PhoneCall call = switchboard
                .find(id)
                .filter(each -> officer.id().equals(each.takenBy()))
                .orElseThrow(() -> new AccessDeniedException("Another one's call"));
        Map<String, String> errors = wrong(act, values, sources);
        Person found = found(session, values);
        if (errors.isEmpty()) {
            try {
                return done(act, call, officer, found, values, sources, key.value());
            } catch (RuleBroken refusal) {
                errors = Map.of(field(refusal), refusal.code());
            }
        }
        return screen(officer, call, found, values, sources, errors, key.value(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView done(
            String act,
            PhoneCall call,
            Officer officer,
            @Nullable Person found,
            Map<String, String> values,
            List<String> sources,
            String key) {
        Person person = who(call, found, values);
        UUID who = person == null ? null : person.id();
        String text = values.getOrDefault("text", "");
        return switch (act) {
            case "answer" -> {
                calls.answer(call, officer, who, text, values.getOrDefault("answer", ""), sources, key);
                yield Page.goTo(HREF + "?done=answered");
            }
            case "order", "praise" -> {
                Summary about = about(officer, person, values);
                if (about == null && !values.getOrDefault("case", "").isEmpty()) {
                    yield screen(
                            officer,
                            call,
                            found,
                            values,
                            sources,
                            Map.of("case", "phone.call.case-person"),
                            key,
                            HttpStatus.UNPROCESSABLE_CONTENT);
                }
                UUID order = calls.register(
                                call,
                                officer,
                                brought(act, person, about, firms.of(values).orElse(null), values),
                                key)
                        .id()
                        .value();
                yield Page.goTo(HREF + "?done=registered&order=" + order);
            }
            case "remind" -> {
                Optional<Line> order =
                        orders
                                .besideReporter(
                                        lines(officer, calls.caller(call), found)
                                                .values(),
                                        officer)
                                .stream()
                                .filter(line -> line.row().id().toString().equals(values.get("order")))
                                .findFirst();
                if (order.isEmpty()) {
                    yield screen(
                            officer,
                            call,
                            found,
                            values,
                            sources,
                            Map.of("order", "phone.call.order-missing"),
                            key,
                            HttpStatus.UNPROCESSABLE_CONTENT);
                }
                calls.remind(call, officer, order.get(), who, text, key);
                yield Page.goTo(
                        HREF + "?done=reminded&order=" + order.get().row().id());
            }
            case "ask" -> {
                calls.ask(call, officer, text, values.getOrDefault("department", ""), key);
                PhoneCall asked = switchboard.find(call.id()).orElseThrow();
                // The call goes on, with all that was typed: what he wants may be an order besides.
                yield screen(officer, asked, found, values, sources, Map.of(), newKey(), HttpStatus.OK);
            }
            case "not-reached" -> {
                switchboard.notReached(call.id(), officer);
                yield Page.goTo(HREF + "?done=not-reached");
            }
            case "end" -> {
                String type = values.getOrDefault("type", "");
                calls.end(call, officer, type.equals("booking") ? CallType.BOOKING : CallType.ofOrder(type), who);
                yield Page.goTo(HREF + "?done=ended");
            }
            default -> {
                calls.handOver(call, officer, line(act).orElseThrow());
                yield Page.goTo(HREF + "?done=handed-over");
            }
        };
    }

    /** The case that he complains about: of those of the person whom the operator has chosen, so that it is his. */
    private @Nullable Summary about(Officer officer, @Nullable Person person, Map<String, String> values) {
        String chosen = values.getOrDefault("case", "");
        return chosen.isEmpty() || person == null
                ? null
                : cases(officer, person).stream()
                        .filter(file -> file.id().value().toString().equals(chosen))
                        .findFirst()
                        .orElse(null);
    }

    private List<Summary> cases(Officer officer, Person person) {
        return lists.ofApplicant(
                officer.region(),
                ApplicationDesk.KIND,
                person.id(),
                time.instant().plusSeconds(1),
                MOST_CASES);
    }

    private static CallDesk.Brought brought(
            String act,
            @Nullable Person person,
            @Nullable Summary about,
            @Nullable LegalEntity firm,
            Map<String, String> values) {
        boolean praise = act.equals("praise");
        String topic = values.getOrDefault("topic", "");
        String accused = about == null ? values.getOrDefault("accused", "") : about.department();
        return new CallDesk.Brought(
                praise ? "praise" : values.getOrDefault("type", ""),
                praise && topic.isEmpty() ? "other" : topic,
                praise || accused.isEmpty()
                        ? null
                        : new Accused(
                                accused, null, about == null ? null : about.id().value()),
                values.containsKey("urgent"),
                new Content(
                        values.getOrDefault("text", ""),
                        values.getOrDefault("wish", ""),
                        values.getOrDefault("place", "")),
                person,
                values.getOrDefault("name", ""),
                values.containsKey("anonymous"),
                values.getOrDefault("area", "").isEmpty() ? null : values.get("area"),
                praise ? null : firm);
    }

    private static Optional<EmergencyLine> line(String act) {
        return Stream.of(EmergencyLine.values())
                .filter(line -> act.equals("line-" + CallDesk.number(line)))
                .findFirst();
    }

    /** What is missing for this key, by the field in which to put it right. */
    private Map<String, String> wrong(String act, Map<String, String> values, List<String> sources) {
        var errors = new LinkedHashMap<String, String>();
        boolean says = List.of("answer", "order", "praise", "remind", "ask").contains(act);
        if (says && values.getOrDefault("text", "").isEmpty()) {
            errors.put("text", "hotline.text.missing");
        }
        String type = values.getOrDefault("type", "");
        boolean known = types.offered().stream().anyMatch(each -> each.code().equals(type));
        switch (act) {
            case "answer" -> {
                if (values.getOrDefault("answer", "").isEmpty()) {
                    errors.put("answer", "knowledge.answer.missing");
                }
                if (sources.isEmpty()) {
                    errors.put("source", "knowledge.answer.source-missing");
                }
            }
            case "order" -> {
                if (!known) {
                    errors.put("type", "hotline.call.type-missing");
                }
                if (types.topic(values.getOrDefault("topic", "")).isEmpty()) {
                    errors.put("topic", "hotline.call.topic-missing");
                }
                firms.wrong(values).ifPresent(wrong -> errors.put(Firms.FIELD, wrong));
            }
            case "remind" -> {
                if (values.getOrDefault("order", "").isEmpty()) {
                    errors.put("order", "phone.call.order-missing");
                }
            }
            case "ask" -> {
                if (values.getOrDefault("department", "").isEmpty()) {
                    errors.put("department", "knowledge.question.department-missing");
                }
            }
            case "end" -> {
                if (!known && !CallScreen.ENDS.contains(type)) {
                    errors.put("type", "phone.call.type-missing");
                }
            }
            default -> {
                if (line(act).isEmpty() && !act.equals("praise") && !act.equals("not-reached")) {
                    errors.put("type", "phone.call.act-missing");
                }
            }
        }
        return errors;
    }

    private static String field(RuleBroken refusal) {
        return switch (refusal.code()) {
            case "knowledge.answer.missing", "knowledge.answer.number" -> "answer";
            case "knowledge.answer.source-missing" -> "source";
            case "knowledge.question.department-missing" -> "department";
            case "hotline.firm.anonymous" -> "anonymous";
            default -> "text";
        };
    }

    /** Only whom the number or the operator's look-up brought up: an id from elsewhere is nobody's. */
    private @Nullable Person who(PhoneCall call, @Nullable Person found, Map<String, String> values) {
        String chosen = values.getOrDefault("person", "");
        if (chosen.isEmpty()) {
            return null;
        }
        if (found != null && chosen.equals(values.get("found"))) {
            return found;
        }
        return calls.caller(call).people().stream()
                .filter(each -> each.id().toString().equals(chosen))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Person found(HttpSession session, Map<String, String> values) {
        return LookedUp.holder(session, values.getOrDefault("found", ""))
                .flatMap(people::find)
                .orElse(null);
    }

    private ModelAndView screen(
            Officer officer,
            PhoneCall call,
            @Nullable Person found,
            Map<String, String> values,
            List<String> sources,
            Map<String, String> errors,
            String key,
            HttpStatus status) {
        CallDesk.Caller caller = calls.caller(call);
        Map<UUID, Line> lines = lines(officer, caller, found);
        List<Line> his = orders.besideReporter(lines.values(), officer);
        var cases = new HashMap<UUID, List<Summary>>();
        var items = new HashMap<UUID, Text>();
        for (Person person : known(caller, found)) {
            List<Summary> running = cases(officer, person);
            cases.put(person.id(), running);
            running.forEach(file -> items.put(file.id().value(), item(file)));
        }
        String text = values.getOrDefault("text", "");
        var answers = new ArrayList<>(text.isEmpty() ? List.<Found>of() : library.find(text, MOST_ANSWERS));
        // What was ticked stays to be ticked, however the text went on.
        sources.stream()
                .filter(source ->
                        answers.stream().noneMatch(each -> each.source().equals(source)))
                .flatMap(source -> library.published(source).stream())
                .forEach(answers::add);
        return Page.show(
                "desk/phone-call",
                new CallScreen(
                        officers.frame(officer, HREF),
                        call,
                        caller,
                        found,
                        his,
                        recalled(his),
                        asked(caller),
                        orders.toldToCaller(caller.own(), officer).stream()
                                .map(line -> line.row().status())
                                .sorted()
                                .toList(),
                        cases,
                        items,
                        similar(officer, values.getOrDefault("topic", ""), text),
                        answers,
                        sources,
                        types.offered(),
                        types.topics(),
                        types.areas(),
                        guess(values),
                        directory.departments(),
                        firms.typed(values).map(LegalEntity::name).orElse(null),
                        values,
                        errors,
                        key),
                status);
    }

    private static List<Person> known(CallDesk.Caller caller, @Nullable Person found) {
        return Stream.concat(caller.people().stream(), Stream.ofNullable(found)).toList();
    }

    /** What came of his calls, and what the people have whom he may be; the newest call's first. */
    private Map<UUID, Line> lines(Officer officer, CallDesk.Caller caller, @Nullable Person found) {
        var lines = new LinkedHashMap<UUID, Line>();
        caller.orders().forEach(line -> lines.put(line.row().id(), line));
        known(caller, found)
                .forEach(person -> orders.of(officer.region(), person.id(), officer, false, MOST_CASES)
                        .forEach(line -> lines.putIfAbsent(line.row().id(), line)));
        return lines;
    }

    /** What was said and answered in the first of them, by order. */
    private Map<UUID, CallDesk.Standing> recalled(List<Line> his) {
        return his.stream()
                .map(line -> line.row().id())
                .limit(MOST_TOLD)
                .collect(Collectors.toMap(id -> id, calls::standing));
    }

    /** What he asked in earlier calls, by call. */
    private Map<UUID, Question> asked(CallDesk.Caller caller) {
        var asked = new HashMap<UUID, Question>();
        caller.earlier().stream()
                .limit(MOST_TOLD)
                .forEach(call -> Optional.ofNullable(call.question())
                        .flatMap(questions::find)
                        .ifPresent(question -> asked.put(call.id(), question)));
        return asked;
    }

    /** 像是: what the words point to where the operator has chosen nothing yet; taken only where he says so. */
    private Guess guess(Map<String, String> values) {
        String text = values.getOrDefault("text", "");
        Topic topic =
                values.getOrDefault("topic", "").isEmpty() ? types.nearest(text).orElse(null) : null;
        String where = text + values.getOrDefault("place", "");
        Area area =
                values.getOrDefault("area", "").isEmpty() ? types.named(where).orElse(null) : null;
        return new Guess(topic, area);
    }

    /** Open orders about the same: who calls about the same pipe is told what is being done. */
    private List<Line> similar(Officer officer, String chosen, String text) {
        List<String> topics = types.topics().stream()
                .filter(topic -> chosen.isEmpty()
                        ? topic.wordsIn(text) > 0
                        : topic.code().equals(chosen))
                .map(Topic::code)
                .toList();
        return topics.isEmpty()
                ? List.of()
                : orders.list(officer, OPEN, "", "", "", Switchboard.MOST).stream()
                        .filter(line -> topics.contains(line.row().topic()))
                        .limit(MOST_SIMILAR)
                        .toList();
    }

    private Text item(Summary file) {
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .map(ItemVersion::name)
                .orElseGet(() -> Text.of(""));
    }

    private ModelAndView waiting(
            Officer officer, @Nullable String done, @Nullable UUID order, @Nullable String error, HttpStatus status) {
        boolean answers = rights.mayAnswer(officer);
        return Page.show(
                "desk/phone",
                new WaitingPage(
                        officers.frame(officer, HREF),
                        officer.id(),
                        roster.onDuty().contains(officer.id()),
                        roster.isSignedIn(officer),
                        answers ? switchboard.ringing() : List.of(),
                        switchboard.missed(),
                        switchboard.latest(MOST_LATEST),
                        time.instant(),
                        roster.week().gaps().size(),
                        rights.mayRoster(officer),
                        rights.mayCount(officer),
                        answers && simulated.getIfAvailable() != null,
                        done,
                        order,
                        order == null
                                ? ""
                                : orders.seenBy(order, officer)
                                        .map(OrderRow::number)
                                        .orElse(""),
                        error),
                status);
    }

    private PhoneCall own(Officer officer, UUID id) {
        return switchboard
                .current(officer)
                .filter(call -> call.id().equals(id))
                .orElseThrow(() -> new AccessDeniedException("Another one's call"));
    }

    private Officer answering(StaffMember staff) {
        Officer officer = officers.of(staff);
        if (!rights.mayAnswer(officer)) {
            throw new AccessDeniedException("No operator");
        }
        return officer;
    }

    private static Map<String, String> values(MultiValueMap<String, String> typed) {
        var values = new HashMap<String, String>();
        typed.forEach((field, given) ->
                values.put(field, given.isEmpty() ? "" : given.getFirst().strip()));
        return values;
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
