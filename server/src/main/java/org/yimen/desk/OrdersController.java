package org.yimen.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.web.FileViewer;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.desk.OrderForm.Field;
import org.yimen.desk.OrderPages.ActOrderPage;
import org.yimen.desk.OrderPages.CallPage;
import org.yimen.desk.OrderPages.DispatchPage;
import org.yimen.desk.OrderPages.FiguresPage;
import org.yimen.desk.OrderPages.OrdersPage;
import org.yimen.desk.OrderPages.ReporterPage;
import org.yimen.hotline.OrderChannels;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderFiles;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.OrderRights;
import org.yimen.hotline.OrderType;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.OrderView;
import org.yimen.hotline.OrderWords;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.Reporters;
import org.yimen.hotline.WorkOrder;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrders;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.identifier.CaseNumber;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Disclosures;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.phone.VisitCalls;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 工单: taking a call, dispatching, one order with everything that may be done to it, lists and figures. */
@Controller
public class OrdersController {

    private static final int PAGE = 25;
    private static final int LONGEST_NAME = 50;
    private static final String PHONE = "1\\d{10}|0\\d{2,3}-?\\d{7,8}";
    private static final List<String> CHANNELS = OrderChannels.TAKEN_DOWN;
    private static final Map<String, String> STATUSES = Map.of(
            "open", "Registered Consulting Dispatched Handling Suspended Appealed",
            "replied", "Replied",
            "escalated", "Escalated",
            "ended", "Closed Declined HandedOver Merged Withdrawn Struck");

    private final Officers officers;
    private final WorkOrders orders;
    private final OrderDesk desk;
    private final OrderRights rights;
    private final OrderTypes types;
    private final OrderWords events;
    private final Reporters reporters;
    private final People people;
    private final Counter counter;
    private final Accesses accesses;
    private final WorkLists lists;
    private final Catalogue catalogue;
    private final Directory directory;
    private final InstantSource time;
    private final StepUp stepUp;
    private final OrderFiles files;
    private final FileViewer viewer;
    private final VisitCalls visits;
    private final Firms firms;

    OrdersController(
            Officers officers,
            WorkOrders orders,
            OrderDesk desk,
            OrderRights rights,
            OrderTypes types,
            OrderWords events,
            Reporters reporters,
            People people,
            Counter counter,
            Accesses accesses,
            WorkLists lists,
            Catalogue catalogue,
            Directory directory,
            InstantSource time,
            StepUp stepUp,
            OrderFiles files,
            FileViewer viewer,
            VisitCalls visits,
            Firms firms) {
        this.firms = firms;
        this.visits = visits;
        this.files = files;
        this.viewer = viewer;
        this.officers = officers;
        this.orders = orders;
        this.desk = desk;
        this.rights = rights;
        this.types = types;
        this.events = events;
        this.reporters = reporters;
        this.people = people;
        this.counter = counter;
        this.accesses = accesses;
        this.lists = lists;
        this.catalogue = catalogue;
        this.directory = directory;
        this.time = time;
        this.stepUp = stepUp;
    }

    @GetMapping("/desk/orders")
    ModelAndView list(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String before) {
        Officer officer = officers.in(DeskArea.ORDERS, staff);
        String asked = CaseNumber.parse(number).map(CaseNumber::toString).orElse(number.strip());
        List<Line> rows = orders.list(officer, STATUSES.getOrDefault(status, ""), type, asked, before, PAGE);
        return Page.show(
                "desk/orders",
                new OrdersPage(
                        officers.frame(officer, DeskArea.ORDERS.href()),
                        rows,
                        events,
                        types.current(),
                        STATUSES.containsKey(status) ? status : "",
                        types.current(type).map(OrderType::code).orElse(""),
                        asked,
                        rights.registers(officer),
                        rights.dispatches(officer),
                        rights.counts(officer),
                        today(),
                        rows.size() < PAGE ? null : WorkOrders.spell(rows.getLast()),
                        before.isEmpty()));
    }

    /** The next order that waits, with the form that sends it on: one after the other without leaving the keyboard. */
    @GetMapping("/desk/orders/dispatch")
    ModelAndView dispatch(
            @AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "false") boolean done) {
        Officer officer = officers.in(DeskArea.ORDERS, staff);
        if (!rights.dispatches(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
        List<Line> waiting = orders.waiting(officer, WorkOrders.MOST);
        if (waiting.isEmpty()) {
            return Page.show(
                    "desk/dispatch",
                    new DispatchPage(officers.frame(officer, DeskArea.ORDERS.href()), waiting, null, null, done));
        }
        OrderView view = view(officer, waiting.getFirst().row().id());
        return Page.show(
                "desk/dispatch",
                new DispatchPage(
                        officers.frame(officer, DeskArea.ORDERS.href()),
                        waiting,
                        form(officer, view, OrderForm.begun("dispatch", view), newKey(), "dispatch"),
                        page(officer, view, null),
                        done));
    }

    @GetMapping("/desk/orders/figures")
    ModelAndView figures(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.ORDERS, staff);
        if (!rights.counts(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
        LocalDate until = today();
        LocalDate from = until.minusDays(29);
        return Page.show(
                "desk/order-figures",
                new FiguresPage(
                        officers.frame(officer, DeskArea.ORDERS.href()),
                        orders.figures(officer, from, until),
                        types.current().stream().collect(Collectors.toMap(OrderType::code, OrderType::name)),
                        from,
                        until));
    }

    // --- a call, or somebody at the window
    // -----------------------------------------------------------------------------

    @GetMapping("/desk/orders/new")
    ModelAndView answerTheCall(
            @AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String type) {
        Officer officer = registering(staff);
        boolean window = Counters.standsForAll(officer) || officer.holds(OrderPosts.UNDONE);
        String asked = types.current(type).map(OrderType::code).orElse("");
        return call(
                officer,
                null,
                Map.of("channel", window ? "window" : "phone", "type", asked),
                Map.of(),
                newKey(),
                HttpStatus.OK);
    }

    /** 来电弹屏: who it is by his number, and everything that he has here. The person can read that he was looked up. */
    @PostMapping("/desk/orders/caller")
    ModelAndView caller(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @RequestParam(defaultValue = "") String citizen,
            @RequestParam(defaultValue = "phone") String channel,
            @RequestParam(defaultValue = "") String type) {
        Officer officer = registering(staff);
        var values = new HashMap<>(Map.of(
                "channel",
                CHANNELS.contains(channel) ? channel : "phone",
                "type",
                types.current(type).map(OrderType::code).orElse("")));
        Optional<Person> person = Optional.empty();
        String wrong = "hotline.call.unknown";
        try {
            person = counter.person(officer, citizen, "citizen");
        } catch (Typed.Flaw often) {
            wrong = often.code();
        }
        if (person.isEmpty()) {
            values.put("citizen", citizen.strip());
            return call(officer, null, values, Map.of("citizen", wrong), newKey(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        accesses.lookedUp(person.get().id(), Counter.onlooker(officer));
        values.put("person", LookedUp.add(session, person.get().id()).toString());
        return call(officer, person.get(), values, Map.of(), newKey(), HttpStatus.OK);
    }

    @GivesFormBack
    @PostMapping("/desk/orders/new")
    ModelAndView register(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @RequestParam FormKey key,
            @RequestParam MultiValueMap<String, String> typed) {
        Officer officer = registering(staff);
        var values = new HashMap<String, String>();
        typed.forEach((field, given) ->
                values.put(field, given.isEmpty() ? "" : given.getFirst().strip()));
        // Only whom he looked up by his number, which that person can read: an id from elsewhere opens nobody's form.
        Optional<Person> person =
                LookedUp.holder(session, values.getOrDefault("person", "")).flatMap(id -> people.find(id));
        var errors = new HashMap<>(wrong(values, person.isPresent()));
        firms.wrong(values).ifPresent(wrong -> errors.put(Firms.FIELD, wrong));
        if (!errors.isEmpty()) {
            return call(officer, person.orElse(null), values, errors, key.value(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            CaseFile<WorkOrder.State> order = register(officer, person.orElse(null), values, key.value());
            if (officer.holds(OrderPosts.UNDONE) && order.subject().code().endsWith("/undone")) {
                desk.take(order, Actor.officer(officer.id(), OrderPosts.UNDONE), key.value());
            }
            return Page.goTo("/desk/orders/" + order.id().value() + "?done=register");
        } catch (RuleBroken refusal) {
            return call(
                    officer,
                    person.orElse(null),
                    values,
                    Map.of("text", refusal.code()),
                    newKey(),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private CaseFile<WorkOrder.State> register(
            Officer officer, @Nullable Person person, Map<String, String> values, String key) {
        Actor actor = Actor.officer(officer.id(), post(officer));
        String name = values.getOrDefault("name", "");
        String phone = values.getOrDefault("phone", "");
        LegalEntity firm = firms.of(values).orElse(null);
        boolean unnamed = firm == null && person == null && name.isEmpty() && phone.isEmpty();
        UUID about = uuid(values.getOrDefault("case", "")).orElse(null);
        String department = about == null
                ? values.getOrDefault("department", "")
                : lists.byIds(officer.region(), List.of(about)).values().stream()
                        .findFirst()
                        .map(Summary::department)
                        .orElse("");
        var report = new Report(
                values.getOrDefault("type", ""),
                values.getOrDefault("topic", ""),
                department.isEmpty() ? null : new Accused(department, null, about),
                values.containsKey("urgent"),
                new Content(
                        values.getOrDefault("text", ""),
                        values.getOrDefault("wish", ""),
                        values.getOrDefault("place", "")),
                unnamed
                        ? null
                        : person == null
                                ? new Reporter(name, phone, null, firm == null ? null : firm.id())
                                : firm == null
                                        ? new Reporter(person.name(), person.phone(), person.id(), null)
                                        : speaker(person, firm),
                values.getOrDefault("area", "").isEmpty() ? null : values.get("area"));
        // Whoever is not known to the centre gets an id of this call's own, the same for a repeat of the form.
        UUID holder = firm != null
                ? firm.id()
                : person == null ? UUID.nameUUIDFromBytes(("hotline/" + key).getBytes(UTF_8)) : person.id();
        return desk.register(report, holder, actor, values.getOrDefault("channel", "phone"), key);
    }

    /** Who speaks for a firm: news of it go to him only where he acts for it, for they open the firm's pages. */
    private Reporter speaker(Person person, LegalEntity firm) {
        boolean acts = firm.operator(person.id(), today()).isPresent();
        return new Reporter(person.name(), person.phone(), acts ? person.id() : null, firm.id());
    }

    private static Map<String, String> wrong(Map<String, String> values, boolean known) {
        var errors = new HashMap<String, String>();
        if (values.getOrDefault("type", "").isEmpty()) {
            errors.put("type", "hotline.call.type-missing");
        }
        if (values.getOrDefault("topic", "").isEmpty()) {
            errors.put("topic", "hotline.call.topic-missing");
        }
        if (values.getOrDefault("text", "").isEmpty()) {
            errors.put("text", "hotline.text.missing");
        }
        String phone = values.getOrDefault("phone", "");
        if (!known && !phone.isEmpty() && !phone.matches(PHONE)) {
            errors.put("phone", "hotline.call.phone-wrong");
        }
        if (values.getOrDefault("name", "").length() > LONGEST_NAME) {
            errors.put("name", "hotline.call.name-long");
        }
        if (!CHANNELS.contains(values.getOrDefault("channel", ""))) {
            errors.put("channel", "hotline.call.channel-missing");
        }
        return errors;
    }

    private ModelAndView call(
            Officer officer,
            @Nullable Person person,
            Map<String, String> values,
            Map<String, String> errors,
            String key,
            HttpStatus status) {
        List<Summary> cases = person == null
                ? List.of()
                : lists
                        .ofApplicant(
                                officer.region(),
                                ApplicationDesk.KIND,
                                person.id(),
                                time.instant().plusSeconds(1),
                                PAGE)
                        .stream()
                        // At a counter one number brings up what the counter stands for, here as everywhere.
                        .filter(file -> !Counters.sitsAtOne(officer) || Counters.standsFor(officer, file.department()))
                        .toList();
        var page = new CallPage(
                officers.frame(officer, DeskArea.ORDERS.href()),
                person == null ? null : values.getOrDefault("person", ""),
                person == null ? "" : person.maskedName(),
                person == null ? "" : person.maskedCitizenId(),
                cases,
                cases.stream().collect(Collectors.toMap(each -> each.id().value(), this::item)),
                person == null
                        ? List.of()
                        : orders.besideReporter(orders.of(officer.region(), person.id(), PAGE), officer),
                types.offered(),
                types.topics(),
                types.areas(),
                directory.departments(),
                values,
                errors,
                key);
        return Page.show("desk/call", page, status);
    }

    private Text item(Summary file) {
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .map(ItemVersion::name)
                .orElseGet(() -> Text.of(""));
    }

    // --- one order
    // -------------------------------------------------------------------------------------------------------

    @GetMapping("/desk/orders/{id}")
    ModelAndView show(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String done) {
        Officer officer = officers.of(staff);
        OrderView view = view(officer, id);
        boolean known = done != null && (OrderForm.knows(done) || done.equals("register") || done.equals("call"));
        return Page.show("desk/order", page(officer, view, known ? done : null));
    }

    /** 附件: for whoever has to do with the order, and what the reporter sent for whoever may learn who he is. */
    @GetMapping("/desk/orders/{id}/files/{number}")
    ResponseEntity<byte[]> file(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable int number,
            HttpServletResponse response) {
        Officer officer = officers.of(staff);
        OrderView view = view(officer, id);
        Optional<OrderFiles.Filed> file = files.find(view.file().id(), number);
        file.ifPresent(each -> reporters.opened(each, view.file(), view.row(), officer, orders.post(officer, id)));
        return file.map(each ->
                        viewer.bytes(each.name(), each.mediaType(), each.blob().value(), response))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /**
     * A scan or a photo that belongs to it, by whoever has to do with it.
     *
     * @param whose {@code reporter} or {@code own}; anything else is what his post says
     */
    @PostMapping("/desk/orders/{id}/files")
    ModelAndView attach(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String whose,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        Officer officer = officers.of(staff);
        OrderView view = view(officer, id);
        boolean said = OrderPage.WHOSE.contains(whose) && view.row().raised() == null;
        boolean fromReporter = said ? whose.equals(OrderPage.REPORTERS) : Reporters.brings(view.row(), officer);
        try {
            files.add(
                    view.file().id(),
                    file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                    file == null ? new byte[0] : file.getBytes(),
                    officer.id(),
                    fromReporter);
            return Page.goTo("/desk/orders/" + id);
        } catch (RuleBroken refusal) {
            return Page.show(
                    "desk/order",
                    page(officer, view(officer, id), null).refused(refusal),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/desk/orders/{id}/do/{code}")
    ModelAndView ask(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String then) {
        Officer officer = officers.of(staff);
        OrderView view = view(officer, id);
        mustBeKnown(code);
        if (view.choices().stream().noneMatch(choice -> choice.code().equals(code))) {
            return Page.goTo("/desk/orders/" + id);
        }
        return Page.show(
                "desk/order-act",
                form(officer, view, OrderForm.begun(code, view), newKey(), then.equals("dispatch") ? then : ""));
    }

    /** Asks for a command; what a rule refuses comes back on the form, with everything that was typed. */
    @GivesFormBack
    @PostMapping("/desk/orders/{id}/do/{code}")
    ModelAndView act(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam FormKey key,
            @RequestParam long seen,
            @RequestParam(defaultValue = "") String then,
            @RequestParam MultiValueMap<String, String> typed) {
        Officer officer = officers.of(staff);
        OrderView view = view(officer, id);
        mustBeKnown(code);
        List<Field> fields = OrderForm.fields(code, view);
        OrderForm form =
                OrderForm.of(code, fields, new LinkedMultiValueMap<>(typed)).naming(this::employee);
        if (form.failed()) {
            return again(officer, view, form, key.value(), then);
        }
        Actor actor = Actor.officer(officer.id(), orders.post(officer, id));
        Optional<WorkOrder.Command> command = form.command(
                orders.unitFor(view, actor),
                number -> CaseNumber.parse(number).flatMap(it -> orders.byNumber(it.toString(), officer)),
                this::employee);
        if (command.isEmpty()) {
            Field first = fields.getFirst();
            return again(officer, view, form.wrong(first.name(), "desk.act.choose-one"), key.value(), then);
        }
        try {
            desk.act(view.file().id(), actor, key.value(), seen, command.get(), form.visit());
        } catch (RuleBroken refusal) {
            return again(officer, view(officer, id), form.refused(refusal), newKey(), then);
        } catch (OptimisticLockingFailureException moved) {
            return again(
                    officer, view(officer, id), form.refused(new CaseRuleBroken("hotline.step.moved")), newKey(), then);
        }
        if (code.equals("correct") && orders.seenBy(id, officer).isEmpty()) {
            // 回避: whom he named keeps him out as well.
            return Page.goTo("/desk/orders");
        }
        return Page.goTo(
                then.equals("dispatch")
                        ? "/desk/orders/dispatch" + (code.equals("dispatch") ? "?done=true" : "")
                        : "/desk/orders/" + id + "?done=" + code);
    }

    /** 工号, as the sign at the counter has it; whose it is stands on no page. */
    private Optional<UUID> employee(String number) {
        return directory.everybody(directory.region()).stream()
                .filter(staff -> !staff.machine() && staff.employeeNumber().equals(number))
                .map(Staff::id)
                .findFirst();
    }

    private ModelAndView again(Officer officer, OrderView view, OrderForm form, String key, String then) {
        return Page.show("desk/order-act", form(officer, view, form, key, then), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ActOrderPage form(Officer officer, OrderView view, OrderForm form, String key, String then) {
        return new ActOrderPage(
                officers.frame(officer, DeskArea.ORDERS.href()),
                view,
                events,
                form,
                OrderForm.fields(form.code(), view),
                directory.departments(),
                types.offered(),
                types.topics(),
                types.areas(),
                key,
                then);
    }

    /** 回访外呼: the exchange calls the reporter; what he says is noted with the command that asks for it. */
    @PostMapping("/desk/orders/{id}/call")
    ModelAndView call(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @RequestParam FormKey key) {
        Officer officer = officers.of(staff);
        OrderView view = view(officer, id);
        try {
            visits.dial(view.file(), officer, orders.post(officer, id), key.value());
            return Page.goTo("/desk/orders/" + id + "?done=call");
        } catch (RuleBroken refusal) {
            return Page.show(
                    "desk/order", page(officer, view, null).refused(refusal), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/desk/orders/{id}/reporter")
    ModelAndView reporter(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff);
        OrderView view = reportedBy(officer, id);
        return reporter(officer, view, "phone", "", null, null, HttpStatus.OK, null);
    }

    /** 看反映人: the value comes in this one answer and is kept nowhere. */
    @PostMapping("/desk/orders/{id}/reporter")
    ModelAndView showReporter(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            HttpServletResponse response) {
        Officer officer = officers.of(staff);
        OrderView view = reportedBy(officer, id);
        Access.Field what = switch (field) {
            case "name" -> Access.Field.NAME;
            case "words" -> Access.Field.WORDS;
            default -> Access.Field.PHONE;
        };
        stepUp.demand(request);
        try {
            String shown = reporters.show(
                    view.file(),
                    what,
                    Disclosures.REASONS.contains(reason) ? reason : "",
                    key,
                    officer,
                    orders.post(officer, id));
            return reporter(officer, view, field, reason, null, shown, HttpStatus.OK, response);
        } catch (IdentityRuleBroken refusal) {
            return reporter(
                    officer, view, field, reason, refusal.code(), null, HttpStatus.UNPROCESSABLE_CONTENT, response);
        }
    }

    private ModelAndView reporter(
            Officer officer,
            OrderView view,
            String field,
            String reason,
            @Nullable String error,
            @Nullable String shown,
            HttpStatus status,
            @Nullable HttpServletResponse response) {
        if (response != null) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return Page.show(
                "desk/order-reporter",
                new ReporterPage(
                        officers.frame(officer, DeskArea.ORDERS.href()), view, field, reason, error, shown, newKey()),
                status);
    }

    private OrderView reportedBy(Officer officer, UUID id) {
        OrderView view = view(officer, id);
        if (!rights.maySeeReporter(officer, view.row(), view.type())) {
            throw new AccessDeniedException("Not for this post to know");
        }
        return view;
    }

    private OrderPage page(Officer officer, OrderView view, @Nullable String done) {
        boolean tells = view.row().anonymous() && officer.id().equals(view.row().registeredBy());
        return new OrderPage(
                officers.frame(officer, DeskArea.ORDERS.href()),
                view,
                events,
                done,
                tells ? desk.code(view.file()) : null,
                files.of(view.file().id()).stream()
                        .filter(file -> !reporters.hides(file, view.row(), officer))
                        .toList(),
                desk.merged(view.file().id()).size(),
                rights.maySeeReporter(officer, view.row(), view.type()),
                rights.mayCallBack(officer, view.row()) && view.may("confirm") ? reporters.asked(view.file()) : null,
                rights.counts(officer)
                        && view.next().stream().anyMatch(task -> task.act().equals("order-publish")),
                null,
                newKey());
    }

    /** To whoever has nothing to do with an order it is not there: its existence alone would tell the accused. */
    private OrderView view(Officer officer, UUID id) {
        if (orders.seenBy(id, officer).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return orders.view(id, Actor.officer(officer.id(), orders.post(officer, id)));
    }

    private static void mustBeKnown(String code) {
        if (!OrderForm.knows(code)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private Officer registering(StaffMember staff) {
        Officer officer = officers.of(staff);
        if (!rights.registers(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
        return officer;
    }

    private static String post(Officer officer) {
        return officer.posts().stream().sorted().findFirst().orElse("");
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
