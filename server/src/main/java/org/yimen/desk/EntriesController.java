package org.yimen.desk;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.application.ApplicationDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.WorkLists;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identifier.CaseNumber;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Entries;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/**
 * 委托录入: whoever holds a letter for it keys a case of an item into the system of its line, and says so here. What that system
 * decided is not his to say: the deciding department keys it back at the case.
 */
@Controller
class EntriesController {

    private static final String ENTRIES = DeskArea.ENTRIES.href();
    private static final String KEY = "desk.entries";

    private final Officers officers;
    private final OpenCases cases;
    private final ApplicationDesk desk;
    private final WorkLists lists;
    private final Entries entries;
    private final Catalogue catalogue;
    private final InstantSource time;

    EntriesController(
            Officers officers,
            OpenCases cases,
            ApplicationDesk desk,
            WorkLists lists,
            Entries entries,
            Catalogue catalogue,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.desk = desk;
        this.lists = lists;
        this.entries = entries;
        this.catalogue = catalogue;
        this.time = time;
    }

    @GetMapping("/desk/entries")
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return page(staff, done, Map.of(), null);
    }

    /** Keys one entry; without a letter for it in force at this moment it is refused. */
    @PostMapping("/desk/entries")
    ModelAndView key(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.ENTRIES, staff);
        var typed = new Typed(fields);
        try {
            UUID key = typed.id("key");
            CaseFile<State> file = file(officer, typed.needed("item"), typed.needed("case"));
            ItemVersion item = desk.item(file);
            Text system = item.mode().lineSystem();
            if (system == null) {
                throw Typed.flaw(KEY + ".no-line", "item");
            }
            if (!isUnderWay(file.state())) {
                throw Typed.flaw(KEY + ".not-under-way", "case");
            }
            entries.key(
                    key,
                    officer.id(),
                    new Entries.Keyed(
                            item.department(),
                            item.code(),
                            system.zh(),
                            file.id().value(),
                            file.number(),
                            typed.needed("keyed")));
            return Page.goTo(ENTRIES + "?done=true");
        } catch (RuleBroken refusal) {
            return page(staff, "", fields, Sheet.Refusal.of(refusal, Typed.fieldOf(refusal, "keyed")));
        }
    }

    /** The case that he meant, where it opens for him and he keeps out of it not: of any other he learns nothing. */
    private CaseFile<State> file(Officer officer, String item, String number) {
        CaseFile<State> file = CaseNumber.parse(number)
                .flatMap(parsed -> lists.byNumber(officer.region(), parsed.toString()))
                .filter(found -> found.kind().equals(ApplicationDesk.KIND)
                        && found.subject().code().equals(item)
                        && officers.opens(officer, found))
                .flatMap(found -> desk.submitted(found.id().value()))
                .orElseThrow(() -> Typed.flaw(KEY + ".no-case", "case"));
        cases.mustBeFree(officer, file.id());
        return file;
    }

    /** Accepted, and not decided: before it is not the department's matter, and afterwards the other system has it. */
    private static boolean isUnderWay(State state) {
        return switch (state) {
            case Reviewing _, InProcedure _, Deciding _, ReadyToGrant _, Proposed _ -> true;
            case Draft _, Received _, SupplementDue _, Supplemented _ -> false;
            case Granted _, Issued _, Delivered _, Refused _, RefusalServed _ -> false;
            case Declined _, Withdrawn _, Terminated _, Archived _ -> false;
        };
    }

    private ModelAndView page(
            StaffMember staff, String done, Map<String, List<String>> typed, Sheet.@Nullable Refusal refusal) {
        Officer officer = officers.in(DeskArea.ENTRIES, staff);
        LocalDate today = CityTime.day(time.instant());
        List<Pick> open = catalogue.published().stream()
                .filter(item -> item.mode().lineSystem() != null
                        && officer.letterFor(Right.ENTER, item.department(), item.code(), today)
                                .isPresent())
                .map(item -> new Pick(item.code(), Sheet.data(item.name())))
                .toList();
        String key =
                typed.getOrDefault("key", List.of(UUID.randomUUID().toString())).getFirst();
        var form = new Sheet.Fields(KEY, typed)
                .select("item", open)
                .text("case")
                .area("keyed")
                .hidden("key", key);
        Sheet.Block first = open.isEmpty()
                ? new Sheet.Table(KEY + ".form", List.of("desk.powers.item"), List.of(), KEY + ".no-right")
                : new Sheet.Form(KEY + ".form", null, ENTRIES, form.list(), KEY + ".do", false);
        return Page.show(
                "desk/sheet",
                new DeskSheet(
                        officers.frame(officer, ENTRIES),
                        new Sheet(
                                KEY,
                                done.isEmpty() ? null : Sheet.say(KEY + ".done"),
                                refusal,
                                List.of(first, own(officer)))),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Sheet.Table own(Officer officer) {
        return new Sheet.Table(
                KEY + ".list",
                List.of(KEY + ".at", "desk.powers.item", KEY + ".system", KEY + ".keyed"),
                entries.by(officer.region(), officer.id()).stream()
                        .map(use -> Sheet.row(
                                Sheet.cell(Sheet.say(KEY + ".moment", use.at())),
                                Sheet.cell(Sheet.data(catalogue
                                        .current(use.item())
                                        .map(ItemVersion::name)
                                        .orElseGet(() -> Text.of(use.item())))),
                                Sheet.cell(Sheet.data(use.system())),
                                Sheet.cell(Sheet.data(use.keyed())).over(Sheet.cell(Sheet.plain(use.caseNumber())))))
                        .toList(),
                KEY + ".empty");
    }
}
