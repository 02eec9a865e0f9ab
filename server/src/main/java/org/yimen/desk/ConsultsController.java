package org.yimen.desk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.web.EventWords;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.document.Qr;
import org.yimen.form.FieldView;
import org.yimen.form.Submitted;
import org.yimen.hall.Consult;
import org.yimen.hall.Consults;
import org.yimen.identifier.CaseNumber;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.ui.Option;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Block;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;

/** 咨询导办: who is asked at the counter takes it down, and hands out the list for that situation. */
@Controller
@RequestMapping("/desk/consults")
public class ConsultsController {

    private static final String KEY = "desk.consults";
    private static final String HREF = DeskArea.CONSULTS.href();
    /** So many days the figures reach back. */
    private static final int DAYS = 30;

    private final Officers officers;
    private final HallSheets sheets;
    private final Consults consults;
    private final People people;
    private final Counter counter;
    private final WorkLists lists;
    private final EventWords events;

    ConsultsController(
            Officers officers,
            HallSheets sheets,
            Consults consults,
            People people,
            Counter counter,
            WorkLists lists,
            EventWords events) {
        this.officers = officers;
        this.sheets = sheets;
        this.consults = consults;
        this.people = people;
        this.counter = counter;
        this.lists = lists;
        this.events = events;
    }

    /**
     * One consult.
     *
     * @param fields the questions of the situation, as far as the answers lead
     * @param asker masked, or null where nobody knows who asked
     * @param file the case that came of it, or null
     * @param opens true where that case opens for who reads
     * @param receivers who may be named, by id
     */
    public record ConsultPage(
            DeskFrame frame,
            Consult consult,
            Consult.Checklist list,
            List<FieldView> fields,
            @Nullable String asker,
            @Nullable Summary file,
            boolean opens,
            List<Staff> receivers,
            EventWords events,
            String typed,
            @Nullable RuleBroken refusal,
            String field,
            String done,
            Qr.SvgPath qr) {
        public ConsultPage {
            fields = List.copyOf(fields);
            receivers = List.copyOf(receivers);
        }

        public boolean owns() {
            return frame.officer().id().equals(consult.owner());
        }

        public boolean named() {
            return frame.officer().id().equals(consult.receiver());
        }

        /** True where the owner may name somebody, or the hall for one who has left. */
        public boolean handsOver() {
            boolean gone = receivers.stream().noneMatch(staff -> staff.id().equals(consult.owner()));
            return !consult.answered() && (owns() || (gone && frame.officer().holdsAny("hall")));
        }

        public List<Option> colleagues() {
            return receivers.stream()
                    .filter(staff -> !staff.id().equals(consult.owner()))
                    .map(staff -> Option.of(staff.id().toString(), staff.name()))
                    .toList();
        }

        public @Nullable ErrorMessage error(String name, Words words) {
            return refusal == null || !field.equals(name)
                    ? null
                    : ErrorMessage.of(
                            words.say(refusal.code(), refusal.arguments().toArray()));
        }

        public List<ErrorItem> errors(Words words) {
            return refusal == null
                    ? List.of()
                    : List.of(ErrorItem.of(
                            field, words.say(refusal.code(), refusal.arguments().toArray())));
        }
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String number) {
        Officer officer = officers.in(DeskArea.CONSULTS, staff);
        Optional<Consult> found = number.isBlank() || !serves(officer)
                ? Optional.empty()
                : consults.byNumber(officer.region(), number.strip().toUpperCase(Locale.ROOT));
        return found.map(consult -> Page.goTo(HREF + "/" + consult.id())).orElseGet(() -> page(officer, Sent.NOTHING));
    }

    /** Takes down what is asked; who asks may stay unknown. */
    @PostMapping
    ModelAndView open(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = serving(staff);
        var typed = new Typed(fields);
        try {
            UUID holder = typed.maybe("number")
                    .map(_ -> counter.lookedUp(officer, typed, "number"))
                    .orElse(null);
            Consult consult = consults.open(officer, typed.needed("item"), holder, typed.id("key"));
            return Page.goTo(HREF + "/" + consult.id());
        } catch (RuleBroken refusal) {
            return page(officer, Sent.refused(typed, refusal, "item"));
        }
    }

    @GetMapping("/{id}")
    ModelAndView show(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String done) {
        Officer officer = serving(staff);
        return show(officer, find(officer, id), "", null, "", done);
    }

    /** The list as it is handed out. Made to be printed. */
    @GetMapping("/{id}/list")
    ModelAndView paper(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = serving(staff);
        Consult consult = find(officer, id);
        return consult.printedAt() == null
                ? Page.goTo(HREF + "/" + id)
                : Page.show("desk/consult-list", page(officer, consult, "", null, "", ""));
    }

    @PostMapping("/{id}/answers")
    ModelAndView answers(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return step(staff, id, fields, "list", "", (officer, consult, _) -> {
            var given = new HashMap<String, List<String>>();
            consults.checklist(consult)
                    .item()
                    .deciding()
                    .forEach(question ->
                            given.put(question.code(), Submitted.answer(question, question.code(), fields)));
            consults.answer(consult, officer, given);
        });
    }

    @PostMapping("/{id}/person")
    ModelAndView person(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return step(
                staff,
                id,
                fields,
                "number",
                "?done=person",
                (officer, consult, typed) ->
                        consults.name(consult, officer, counter.lookedUp(officer, typed, "number")));
    }

    @PostMapping("/{id}/print")
    ModelAndView print(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return step(staff, id, fields, "list", "/list", (officer, consult, _) -> consults.print(consult, officer));
    }

    @PostMapping("/{id}/send")
    ModelAndView send(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return step(staff, id, fields, "list", "?done=send", (officer, consult, _) -> consults.send(consult, officer));
    }

    @PostMapping("/{id}/hand-over")
    ModelAndView handOver(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return step(
                staff,
                id,
                fields,
                "to",
                "?done=hand-over",
                (officer, consult, typed) -> consults.handOver(consult, officer, typed.id("to")));
    }

    @PostMapping("/{id}/confirm")
    ModelAndView confirm(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return step(
                staff,
                id,
                fields,
                "word",
                "?done=confirm",
                (officer, consult, typed) ->
                        consults.confirm(consult, officer, typed.needed("word").equals("yes")));
    }

    /** Who comes back with his list hands in his application: the case belongs to the consult. */
    @PostMapping("/{id}/case")
    ModelAndView link(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return step(staff, id, fields, "case", "?done=case", (officer, consult, typed) -> {
            Summary file = CaseNumber.parse(typed.needed("case"))
                    .flatMap(number -> lists.byNumber(officer.region(), number.toString()))
                    .orElseThrow(() -> Typed.flaw("desk.consults.no-case", "case"));
            consults.link(consult, officer, file);
        });
    }

    @FunctionalInterface
    private interface Step {
        void take(Officer officer, Consult consult, Typed typed);
    }

    private ModelAndView step(
            StaffMember staff, UUID id, MultiValueMap<String, String> fields, String field, String then, Step step) {
        Officer officer = serving(staff);
        Consult consult = find(officer, id);
        var typed = new Typed(fields);
        try {
            step.take(officer, consult, typed);
            return Page.goTo(HREF + "/" + id + then);
        } catch (RuleBroken refusal) {
            return show(officer, find(officer, id), typed.text("case"), refusal, Typed.fieldOf(refusal, field), "");
        }
    }

    /** Whoever serves at a counter; who only watches reads figures. */
    private Officer serving(StaffMember staff) {
        Officer officer = officers.in(DeskArea.CONSULTS, staff);
        if (!serves(officer)) {
            throw new AccessDeniedException("Figures only");
        }
        return officer;
    }

    private static boolean serves(Officer officer) {
        return officer.holdsAny("guide") || officer.holdsAny("window") || officer.holdsAny("hall");
    }

    private Consult find(Officer officer, UUID id) {
        return consults.find(officer.region(), id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView show(
            Officer officer, Consult consult, String typed, @Nullable RuleBroken refusal, String field, String done) {
        return Page.show(
                "desk/consult",
                page(officer, consult, typed, refusal, field, done),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ConsultPage page(
            Officer officer, Consult consult, String typed, @Nullable RuleBroken refusal, String field, String done) {
        Consult.Checklist list = consults.checklist(consult);
        List<FieldView> questions = list.questions().stream()
                .map(question -> FieldView.of(
                        question, question.code(), consult.answers().all(question.code()), List.of()))
                .toList();
        UUID caseId = consult.caseId();
        UUID holder = consult.holder();
        Summary file = caseId == null
                ? null
                : lists.byIds(officer.region(), List.of(caseId)).get(caseId);
        return new ConsultPage(
                officers.frame(officer, HREF),
                consult,
                list,
                questions,
                holder == null
                        ? null
                        : people.find(holder).map(Person::maskedName).orElse("—"),
                file,
                file != null && officers.opens(officer, file),
                consults.receivers(officer.region()),
                events,
                typed,
                refusal,
                field,
                List.of("person", "send", "hand-over", "confirm", "case").contains(done) ? done : "",
                Qr.svgPath(consult.number()));
    }

    private ModelAndView page(Officer officer, Sent sent) {
        String region = officer.region();
        var blocks = new ArrayList<Block>();
        if (serves(officer)) {
            blocks.add(new Sheet.Form(
                    KEY + ".open",
                    KEY + ".open-lead",
                    HREF,
                    new Sheet.Fields(KEY, sent.typed())
                            .hidden("key", UUID.randomUUID().toString())
                            .select("item", sheets.published())
                            .hinted(Sheet.Kind.TEXT, "number")
                            .list(),
                    KEY + ".open-do",
                    false));
            blocks.add(table(".offered", consults.offered(region, officer.id())));
            blocks.add(table(".mine", consults.mine(region, officer.id())));
        }
        if (officer.holdsAny("hall")) {
            blocks.add(table(".all", consults.open(region)));
        }
        if (!officer.holdsAny("guide") || officer.holdsAny("hall")) {
            blocks.add(figures(region));
        }
        return sheets.show(officer, DeskArea.CONSULTS, KEY, null, sent, blocks);
    }

    private Block figures(String region) {
        LocalDate today = sheets.today();
        var figures = consults.figures(region, today.minusDays(DAYS), today.plusDays(1));
        return new Sheet.Figures(
                KEY + ".figures",
                List.of(
                        figure("opened", figures.opened(), null),
                        figure("printed", figures.printed(), figures.opened()),
                        figure("sent", figures.sent(), figures.opened()),
                        figure("handed-over", figures.handedOver(), figures.opened()),
                        figure("linked", figures.linked(), figures.opened()),
                        figure("unanswered", figures.open(), figures.opened())));
    }

    private static Sheet.Figure figure(String what, long number, @Nullable Long of) {
        return new Sheet.Figure(
                Sheet.say(KEY + ".count-" + what),
                Long.toString(number),
                of == null ? null : Sheet.say(KEY + ".of", of),
                null);
    }

    private Block table(String key, List<Consult> some) {
        return new Sheet.Table(
                KEY + key,
                List.of(KEY + ".no", KEY + ".item", KEY + ".asker", KEY + ".owner", KEY + ".receiver", KEY + ".at"),
                some.stream()
                        .map(consult -> Sheet.row(
                                Sheet.cell(Sheet.plain(consult.number())).to(HREF + "/" + consult.id()),
                                Sheet.cell(sheets.item(consult.item())),
                                Sheet.cell(
                                        consult.holder() == null
                                                ? Sheet.say(KEY + ".unknown")
                                                : sheets.person(consult.holder())),
                                Sheet.cell(sheets.staff(consult.owner())),
                                Sheet.cell(sheets.staff(consult.receiver())),
                                Sheet.cell(Sheet.say("hall.moment", consult.openedAt()))))
                        .toList(),
                KEY + key + "-empty");
    }
}
