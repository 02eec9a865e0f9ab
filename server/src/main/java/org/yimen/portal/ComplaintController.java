package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.web.ClockPages;
import org.yimen.application.web.FileViewer;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.ItemVersion;
import org.yimen.hotline.OrderChoices;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderFiles;
import org.yimen.hotline.OrderType;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.OrderTypes.Area;
import org.yimen.hotline.OrderTypes.Topic;
import org.yimen.hotline.OrderView;
import org.yimen.hotline.OrderWords;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.VisitBack;
import org.yimen.hotline.WorkOrder;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Command.Confirm;
import org.yimen.hotline.WorkOrder.Command.Withdraw;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.Citizen;
import org.yimen.identity.Entities;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.Terminals;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Staff;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.ClockView;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.ui.Hint;
import org.yimen.platform.ui.Option;
import org.yimen.platform.ui.TimelineEntry;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.TokenBuckets;
import org.yimen.platform.web.Words;

/** 诉求: to say something, with a name or without; to follow it, to read the answer and say whether it is one. */
@Controller
public class ComplaintController {

    /** So many come from one person, or without a name from one address, at once and an hour; the hotline takes the others. */
    private static final double AT_ONCE = 20;

    private static final double PER_SECOND = 20.0 / 3600;

    private final TokenBuckets unnamed = new TokenBuckets(PER_SECOND, AT_ONCE);
    private final TokenBuckets named = new TokenBuckets(PER_SECOND, AT_ONCE);

    private static final String EFFICIENCY = "efficiency";
    private static final String UNDONE = "undone";
    private static final String DEMAND = "demand";
    private static final int LONGEST_NOTE = 500;

    private final Visitors visitors;
    private final WorkOrders orders;
    private final OrderDesk desk;
    private final OrderTypes types;
    private final OrderWords events;
    private final ApplicationDesk applications;
    private final People people;
    private final Entities entities;
    private final Directory directory;
    private final OrderFiles files;
    private final FileViewer viewer;
    private final Terminals terminals;

    ComplaintController(
            Visitors visitors,
            WorkOrders orders,
            OrderDesk desk,
            OrderTypes types,
            OrderWords events,
            ApplicationDesk applications,
            People people,
            Entities entities,
            Directory directory,
            OrderFiles files,
            FileViewer viewer,
            Terminals terminals) {
        this.terminals = terminals;
        this.files = files;
        this.viewer = viewer;
        this.visitors = visitors;
        this.orders = orders;
        this.desk = desk;
        this.types = types;
        this.events = events;
        this.applications = applications;
        this.people = people;
        this.entities = entities;
        this.directory = directory;
    }

    /** The case about which somebody complains. */
    public record About(UUID id, String number, Text item, String department) {}

    /**
     * The form.
     *
     * @param anonymous nobody is signed in, or does not want to be
     * @param about the case from whose page he comes, or null
     */
    public record ComplaintPage(
            boolean anonymous,
            @Nullable About about,
            List<OrderType> types,
            List<Topic> topics,
            List<Area> areas,
            List<Department> departments,
            Map<String, String> values,
            Map<String, String> errors,
            String key) {

        public ComplaintPage {
            types = List.copyOf(types);
            topics = List.copyOf(topics);
            areas = List.copyOf(areas);
            departments = List.copyOf(departments);
            values = Map.copyOf(values);
            errors = Map.copyOf(errors);
        }

        public String action() {
            return anonymous ? "/complaints/new" : "/me/complaints/new";
        }

        public boolean failed() {
            return !errors.isEmpty();
        }

        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        public @Nullable ErrorMessage error(String field, Words words) {
            String key = errors.get(field);
            return key == null ? null : ErrorMessage.of(words.say(key, Report.LONGEST));
        }

        public List<ErrorItem> items(Words words) {
            return errors.entrySet().stream()
                    .map(error -> ErrorItem.of(error.getKey(), words.say(error.getValue(), Report.LONGEST)))
                    .toList();
        }

        public List<Choice> kinds(Words words) {
            return types.stream()
                    .map(each -> Choice.of(each.code(), words.text(each.name()), Hint.of(words.text(each.what()))))
                    .toList();
        }

        public List<Option> about(Words words) {
            return OrderChoices.topics(topics, words);
        }

        public List<Option> places(Words words) {
            return OrderChoices.areas(areas, words);
        }

        public List<Option> accused(Words words) {
            return Option.orNone(
                    words.say("hotline.field.nobody"),
                    departments.stream().map(each -> Option.of(each.code(), words.text(each.name()))));
        }
    }

    /**
     * An order as its reporter reads it.
     *
     * @param number and {@code code}, by which one who gave no name opens it; empty for who is signed in
     * @param fresh has just been handed in
     */
    public record MyOrderPage(
            OrderView view,
            OrderWords events,
            String number,
            String code,
            boolean fresh,
            @Nullable String refusal,
            String key,
            List<OrderFiles.Filed> files) {

        public MyOrderPage {
            files = List.copyOf(files);
        }

        public boolean anonymous() {
            return !code.isEmpty();
        }

        public String base() {
            return anonymous()
                    ? "/complaints"
                    : "/me/complaints/" + view.file().id().value();
        }

        public List<ClockView> clocks(Words words) {
            return ClockPages.views(view.clocks(), view.today(), words);
        }

        public List<TimelineEntry> timeline(Words words) {
            return events.publicTimeline(view, words);
        }

        public @Nullable String unit(Words words) {
            String unit = view.row().unit();
            return unit == null ? null : events.unit(unit, words);
        }

        /** What became of the order into which his was merged, where there is no answer to read. */
        public @Nullable String mainEnded(Words words) {
            return events.mainEnded(view, words);
        }

        public List<Choice> outcomes(Words words) {
            return List.of(Outcome.SATISFIED, Outcome.ACCEPTABLE, Outcome.UNSATISFIED).stream()
                    .map(each -> OrderWords.code(each))
                    .map(each -> Choice.of(each, words.say("hotline.outcome." + each)))
                    .toList();
        }

        public List<Choice> yesNo(String question, Words words) {
            return List.of("yes", "no").stream()
                    .map(each -> Choice.of(each, words.say("hotline." + question + "." + each)))
                    .toList();
        }

        public boolean mayConfirm() {
            return view.may("confirm");
        }

        /** While somebody still deals with it. */
        public boolean mayAttach() {
            return view.row().open() && files.size() < OrderFiles.MOST;
        }

        public boolean aboutFile() {
            return refusal != null && refusal.startsWith("hotline.file.");
        }

        public boolean mayWithdraw() {
            return !anonymous() && view.may("withdraw");
        }
    }

    /** What a firm asked for. */
    public record DemandsPage(List<WorkOrders.Line> rows) {
        public DemandsPage {
            rows = List.copyOf(rows);
        }
    }

    /** Number and code of an anonymous order. */
    public record CodePage(String number, boolean wrong) {}

    @GetMapping("/me/complaints/new")
    ModelAndView ask(
            @RequestParam(name = "case", required = false) @Nullable UUID about,
            @RequestParam(defaultValue = "") String type,
            @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitor(citizen);
        About file = about == null ? null : about(about, visitor);
        var values = file != null
                ? Map.of("type", EFFICIENCY, "topic", "approval-speed")
                : type.equals(DEMAND) ? Map.of("type", DEMAND, "topic", "business") : Map.<String, String>of();
        return form(false, file, values, Map.of(), newKey(), HttpStatus.OK, visitor);
    }

    @PostMapping("/me/complaints/new")
    ModelAndView say(
            @RequestParam(defaultValue = "") String key,
            @RequestParam MultiValueMap<String, String> typed,
            @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitor(citizen);
        Map<String, String> values = values(typed);
        About file = uuid(values.getOrDefault("case", ""))
                .map(id -> about(id, visitor))
                .orElse(null);
        Map<String, String> errors = wrong(values, file);
        if (!errors.isEmpty()) {
            return form(false, file, values, errors, key, HttpStatus.UNPROCESSABLE_CONTENT, visitor);
        }
        if (named.take(citizen.personId().toString()).isPresent()) {
            return form(
                    false,
                    file,
                    values,
                    Map.of("text", "hotline.say.too-many-named"),
                    key,
                    HttpStatus.TOO_MANY_REQUESTS,
                    visitor);
        }
        try {
            Report report = report(values, file, reporter(visitor));
            CaseFile<WorkOrder.State> order =
                    desk.register(report, visitor.holder(), visitor.actor(), terminals.way(), sound(key));
            return Page.goTo("/me/complaints/" + order.id().value() + "?done=true");
        } catch (RuleBroken refusal) {
            return form(
                    false,
                    file,
                    values,
                    Map.of("text", refusal.code()),
                    newKey(),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    visitor);
        }
    }

    /** 企业诉求 of the firm for which he acts. */
    @GetMapping("/me/demands")
    ModelAndView demands(@AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitor(citizen);
        if (firm(visitor) == null) {
            throw notFound();
        }
        return Page.show(
                "portal/demands",
                new DemandsPage(orders.of(directory.region(), visitor.holder(), WorkOrders.MOST).stream()
                        .filter(line -> line.row().type().equals(DEMAND))
                        .toList()));
    }

    @GetMapping("/me/complaints/{id}")
    ModelAndView show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean done,
            @AuthenticationPrincipal Citizen citizen) {
        OrderView view = view(id, visitor(citizen));
        return reported(view, "", done, null);
    }

    /** What he sent along himself. */
    @GetMapping("/me/complaints/{id}/files/{number}")
    ResponseEntity<byte[]> file(
            @PathVariable UUID id,
            @PathVariable int number,
            @AuthenticationPrincipal Citizen citizen,
            HttpServletResponse response) {
        OrderView view = view(id, visitor(citizen));
        return files.find(view.file().id(), number)
                .filter(OrderFiles.Filed::fromReporter)
                .map(file ->
                        viewer.bytes(file.name(), file.mediaType(), file.blob().value(), response))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @PostMapping("/me/complaints/{id}/files")
    ModelAndView attach(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile upload,
            @AuthenticationPrincipal Citizen citizen)
            throws IOException {
        OrderView view = view(id, visitor(citizen));
        String wrong = attach(view.file().id(), upload);
        return wrong == null ? Page.goTo("/me/complaints/" + id) : reported(view, "", false, wrong);
    }

    @PostMapping("/me/complaints/{id}/confirm")
    ModelAndView confirm(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String contacted,
            @RequestParam(defaultValue = "") String solved,
            @RequestParam(defaultValue = "") String note,
            @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitor(citizen);
        OrderView view = view(id, visitor);
        String wrong = confirm(view, visitor.actor(), key, outcome, new VisitBack(said(contacted), said(solved)), note);
        return wrong == null ? Page.goTo("/me/complaints/" + id) : reported(view, "", false, wrong);
    }

    @PostMapping("/me/complaints/{id}/withdraw")
    ModelAndView withdraw(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitor(citizen);
        OrderView view = view(id, visitor);
        desk.act(view.file().id(), visitor.actor(), sound(key), null, new Withdraw(cut(reason)));
        return Page.goTo("/me/complaints/" + id);
    }

    // --- without a name
    // ------------------------------------------------------------------------------------------------------

    @GetMapping("/complaints/new")
    ModelAndView askUnnamed() {
        return form(true, null, Map.of(), Map.of(), newKey(), HttpStatus.OK, null);
    }

    /** Answers with the code in the page itself: an address would keep it where others read it. */
    @PostMapping("/complaints/new")
    ModelAndView sayUnnamed(
            @RequestParam(defaultValue = "") String key,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request) {
        String sent = sound(key);
        Map<String, String> values = values(typed);
        Map<String, String> errors = wrong(values, null);
        if (!errors.isEmpty()) {
            return form(true, null, values, errors, sent, HttpStatus.UNPROCESSABLE_CONTENT, null);
        }
        if (unnamed.take(request.getRemoteAddr()).isPresent()) {
            return form(
                    true,
                    null,
                    values,
                    Map.of("text", "hotline.say.too-many"),
                    sent,
                    HttpStatus.TOO_MANY_REQUESTS,
                    null);
        }
        try {
            CaseFile<WorkOrder.State> order = desk.registerAnonymous(report(values, null, null), terminals.way(), sent);
            return unnamed(order, desk.code(order), true, null);
        } catch (RuleBroken refusal) {
            return form(
                    true,
                    null,
                    values,
                    Map.of("text", refusal.code()),
                    newKey(),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    null);
        }
    }

    @GetMapping("/complaints")
    ModelAndView askForCode() {
        return Page.show("portal/complaint-code", new CodePage("", false));
    }

    @PostMapping("/complaints")
    ModelAndView open(@RequestParam(defaultValue = "") String number, @RequestParam(defaultValue = "") String code) {
        return desk.byCode(number, code)
                .map(order -> unnamed(order, code, false, null))
                .orElseGet(ComplaintController::wrongCode);
    }

    @PostMapping("/complaints/confirm")
    ModelAndView confirmUnnamed(
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String contacted,
            @RequestParam(defaultValue = "") String solved,
            @RequestParam(defaultValue = "") String note) {
        Optional<CaseFile<WorkOrder.State>> order = desk.byCode(number, code);
        if (order.isEmpty()) {
            return wrongCode();
        }
        Actor nobody = nobody(order.get());
        OrderView view = orders.view(order.get().id().value(), nobody);
        String wrong = confirm(view, nobody, key, outcome, new VisitBack(said(contacted), said(solved)), note);
        return unnamed(desk.find(order.get().id()), code, false, wrong);
    }

    /** 附件 of who gave no name: by number and code, as he reads the answer. */
    @PostMapping("/complaints/files")
    ModelAndView attachUnnamed(
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile upload)
            throws IOException {
        Optional<CaseFile<WorkOrder.State>> order = desk.byCode(number, code);
        if (order.isEmpty()) {
            return wrongCode();
        }
        String wrong = attach(order.get().id(), upload);
        return unnamed(order.get(), code, false, wrong);
    }

    private static ModelAndView wrongCode() {
        // The number is not shown again: together with a guess it would say which of both was right.
        return Page.show("portal/complaint-code", new CodePage("", true), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView unnamed(
            CaseFile<WorkOrder.State> order, String code, boolean fresh, @Nullable String refusal) {
        return reported(orders.view(order.id().value(), nobody(order)), code, fresh, refusal);
    }

    private ModelAndView reported(OrderView view, String code, boolean fresh, @Nullable String refusal) {
        return Page.show(
                "portal/complaint",
                new MyOrderPage(
                        view,
                        events,
                        view.file().number(),
                        code,
                        fresh,
                        refusal,
                        newKey(),
                        files.of(view.file().id()).stream()
                                .filter(OrderFiles.Filed::fromReporter)
                                .toList()),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static Actor nobody(CaseFile<WorkOrder.State> order) {
        return Actor.applicant(order.applicant(), order.applicant());
    }

    // --- both
    // ------------------------------------------------------------------------------------------------------------------

    /** The form's key; a spoiled one is replaced, since nothing was sent under it before. */
    private static String sound(String key) {
        try {
            return UUID.fromString(key).toString();
        } catch (IllegalArgumentException _) {
            return newKey();
        }
    }

    /** Left open is no answer: then the visit counts in no rate. */
    private static @Nullable Boolean said(String answer) {
        return switch (answer) {
            case "yes" -> true;
            case "no" -> false;
            default -> null;
        };
    }

    /** @return the key of what is wrong, or null */
    private @Nullable String confirm(
            OrderView view, Actor actor, String key, String outcome, VisitBack visit, String note) {
        Optional<Outcome> said = List.of(Outcome.SATISFIED, Outcome.ACCEPTABLE, Outcome.UNSATISFIED).stream()
                .filter(each -> OrderWords.code(each).equals(outcome))
                .findFirst();
        if (said.isEmpty()) {
            return "hotline.confirm.choose";
        }
        try {
            desk.act(view.file().id(), actor, sound(key), null, new Confirm(said.get(), cut(note)), visit);
            return null;
        } catch (RuleBroken refusal) {
            return refusal.code();
        }
    }

    /** What somebody says is his own or his firm's: who acts by a delegation for another neither says nor reads it. */
    private Visitor visitor(Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        if (visitor.part().principalId() != null) {
            throw notFound();
        }
        return visitor;
    }

    private OrderView view(UUID id, Visitor visitor) {
        if (orders.ofHolder(id, visitor.holder()).isEmpty()) {
            throw notFound();
        }
        return orders.view(id, visitor.actor());
    }

    private About about(UUID id, Visitor visitor) {
        var file = applications
                .ofHolder(id, visitor.holder())
                .filter(found -> visitor.covers(found.subject().code()))
                .orElseThrow(ComplaintController::notFound);
        ItemVersion item = applications.item(file);
        return new About(id, file.number(), item.name(), file.department());
    }

    private Reporter reporter(Visitor visitor) {
        Person person = people.find(visitor.citizen().personId()).orElseThrow();
        return new Reporter(person.name(), person.phone(), person.id(), firm(visitor));
    }

    /** The firm for which he speaks, or null. */
    private @Nullable UUID firm(Visitor visitor) {
        return entities.find(visitor.holder()).isPresent() ? visitor.holder() : null;
    }

    /** @return the key of what is wrong, or null */
    private @Nullable String attach(CaseId order, @Nullable MultipartFile upload) throws IOException {
        try {
            files.add(
                    order,
                    upload == null ? "" : Objects.requireNonNullElse(upload.getOriginalFilename(), ""),
                    upload == null ? new byte[0] : upload.getBytes(),
                    null,
                    true);
            return null;
        } catch (RuleBroken refusal) {
            return refusal.code().startsWith("hotline.") ? refusal.code() : "hotline.file.wrong";
        }
    }

    private Report report(Map<String, String> values, @Nullable About file, @Nullable Reporter reporter) {
        String department = file == null ? values.getOrDefault("department", "") : file.department();
        UUID person = employee(values).map(Staff::id).orElse(null);
        return new Report(
                values.getOrDefault("type", ""),
                values.getOrDefault("topic", ""),
                department.isEmpty() ? null : new Accused(department, person, file == null ? null : file.id()),
                values.containsKey("danger"),
                new Content(
                        values.getOrDefault("text", ""),
                        values.getOrDefault("wish", ""),
                        values.getOrDefault("place", "")),
                reporter,
                values.getOrDefault("area", "").isEmpty() ? null : values.get("area"));
    }

    /** 工号, as the sign at the counter has it: whoever is complained of by name. */
    private Optional<Staff> employee(Map<String, String> values) {
        String number = values.getOrDefault("employee", "");
        return directory.everybody(directory.region()).stream()
                .filter(staff -> !staff.machine() && staff.employeeNumber().equals(number))
                .findFirst();
    }

    private Map<String, String> wrong(Map<String, String> values, @Nullable About file) {
        var errors = new LinkedHashMap<String, String>();
        String type = values.getOrDefault("type", "");
        if (type.isEmpty()) {
            errors.put("type", "hotline.call.type-missing");
        }
        if (values.getOrDefault("topic", "").isEmpty()) {
            errors.put("topic", "hotline.call.topic-missing");
        }
        String text = values.getOrDefault("text", "");
        if (text.isEmpty()) {
            errors.put("text", "hotline.text.missing");
        } else if (text.length() > Report.LONGEST) {
            errors.put("text", "hotline.text.long");
        }
        if ((type.equals(EFFICIENCY) || type.equals(UNDONE))
                && file == null
                && values.getOrDefault("department", "").isEmpty()) {
            errors.put("department", "hotline.accused.missing");
        }
        boolean named = !values.getOrDefault("employee", "").isEmpty();
        if (named && file == null && values.getOrDefault("department", "").isEmpty()) {
            errors.put("department", "hotline.accused.unit");
        } else if (named && employee(values).isEmpty()) {
            errors.put("employee", "hotline.accused.employee");
        }
        return errors;
    }

    private ModelAndView form(
            boolean anonymous,
            @Nullable About about,
            Map<String, String> values,
            Map<String, String> errors,
            String key,
            HttpStatus status,
            @Nullable Visitor visitor) {
        return Page.show(
                "portal/complaint-new",
                new ComplaintPage(
                        anonymous,
                        about,
                        types.openTo(visitor != null && firm(visitor) != null),
                        types.topics(),
                        types.areas(),
                        directory.departments(),
                        values,
                        errors,
                        key),
                status);
    }

    private static Map<String, String> values(MultiValueMap<String, String> typed) {
        var values = new HashMap<String, String>();
        typed.forEach((field, given) -> values.put(
                field,
                Objects.requireNonNullElse(given.isEmpty() ? "" : given.getFirst(), "")
                        .strip()));
        return values;
    }

    private static String cut(String text) {
        String said = text.strip();
        return said.length() <= LONGEST_NOTE ? said : said.substring(0, LONGEST_NOTE);
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

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
