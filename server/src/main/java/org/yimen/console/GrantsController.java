package org.yimen.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.console.Registers.Sent;
import org.yimen.identity.Guesses;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Commission;
import org.yimen.organisation.Commission.Condition;
import org.yimen.organisation.Letter;
import org.yimen.organisation.LetterDesk;
import org.yimen.organisation.Letters;
import org.yimen.organisation.OrganisationRefused;
import org.yimen.organisation.Right;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 授权书的登记与收回, and 委托受理: what the government and the departments gave to whom, entered by one security administrator and seen by another. */
@Controller
class GrantsController {

    private static final String LETTERS = "console.letters";
    private static final String COMMISSIONS = "console.commissions";

    /** 代负责人签发, beside the own power. */
    private static final String SIGNING = "signing";

    /** By one administrator in a quarter of an hour. */
    private static final int MOST_WITHDRAWN = 10;

    private final Administrators administrators;
    private final Registers registers;
    private final Letters letters;
    private final LetterDesk desk;
    private final StepUp stepUp;
    private final Guesses guesses;
    private final Catalogue catalogue;
    private final InstantSource time;

    GrantsController(
            Administrators administrators,
            Registers registers,
            Letters letters,
            LetterDesk desk,
            StepUp stepUp,
            Guesses guesses,
            Catalogue catalogue,
            InstantSource time) {
        this.administrators = administrators;
        this.registers = registers;
        this.letters = letters;
        this.desk = desk;
        this.stepUp = stepUp;
        this.guesses = guesses;
        this.catalogue = catalogue;
        this.time = time;
    }

    @GetMapping("/console/security/letters")
    ModelAndView letters(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return letters(staff, done, Sent.NOTHING);
    }

    /**
     * Enters a letter of the first tier, or with the number of one above it, of the second; in the organ's own power, or to sign for
     * its head.
     */
    @PostMapping("/console/security/letters")
    ModelAndView grant(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        administrators.in(ConsoleArea.LETTERS, staff);
        var typed = new Typed(fields);
        stepUp.demand(request);
        try {
            Set<Right> rights = typed.constants("rights", Right.class);
            desk.propose(
                    staff.staffId(),
                    typed.id("key"),
                    grant(
                            staff,
                            typed,
                            rights,
                            items(typed),
                            typed.text("power").equals(SIGNING) ? typed.needed("basis") : null),
                    typed.needed("why"));
            return Page.goTo(ConsentsController.PROPOSED);
        } catch (RuleBroken refusal) {
            return letters(staff, "", Sent.refused(typed, refusal, "number"));
        }
    }

    /** Ends a letter at once, with everything that rests on it. */
    @PostMapping("/console/security/letters/withdrawal")
    ModelAndView withdraw(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        administrators.in(ConsoleArea.LETTERS, staff);
        var typed = new Typed(fields);
        stepUp.demand(request);
        try {
            if (!guesses.admits(List.of(new Guesses.Bound("letters withdrawn\n" + staff.staffId(), MOST_WITHDRAWN)))) {
                throw new IdentityRuleBroken("console.letters.withdrawn-in-a-row");
            }
            letters.withdraw(
                    staff.region(),
                    typed.needed("withdrawn"),
                    typed.needed("reason"),
                    staff.staffId().toString(),
                    time.instant());
            return Page.goTo(ConsoleArea.LETTERS.href() + "?done=true");
        } catch (RuleBroken refusal) {
            return letters(staff, "", Sent.refused(typed, refusal, "withdrawn"));
        }
    }

    @GetMapping("/console/security/commissions")
    ModelAndView commissions(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return commissions(staff, done, Sent.NOTHING);
    }

    /** Lets a clerk of another organ accept named items, where every condition is met. */
    @PostMapping("/console/security/commissions")
    ModelAndView commission(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        administrators.in(ConsoleArea.COMMISSIONS, staff);
        var typed = new Typed(fields);
        stepUp.demand(request);
        try {
            Set<String> items = Set.copyOf(typed.neededAll("items"));
            Set<Condition> met = typed.constants("conditions", Condition.class);
            // Whether an item is done on the spot is not a matter of ticking a box: the catalogue knows.
            boolean instant = items.stream()
                    .allMatch(item -> catalogue
                            .current(item)
                            .filter(ItemVersion::isInstant)
                            .isPresent());
            if (!instant) {
                throw Typed.flaw("console.commissions.not-instant", "items");
            }
            desk.propose(
                    staff.staffId(),
                    typed.id("key"),
                    grant(
                            staff,
                            typed,
                            Set.of(Right.ACCEPT),
                            items,
                            typed.maybe("basis").orElse(null)),
                    new Commission(typed.date("published"), typed.needed("published-in"), met),
                    typed.needed("why"));
            return Page.goTo(ConsentsController.PROPOSED);
        } catch (OrganisationRefused refusal) {
            return commissions(staff, "", Sent.refused(typed, refusal, "conditions"));
        } catch (RuleBroken refusal) {
            return commissions(staff, "", Sent.refused(typed, refusal, "number"));
        }
    }

    /** @param basis of a commission or of signing for the head; null for the own power, whatever the form was made to send */
    private static Letters.Grant grant(
            StaffMember staff, Typed typed, Set<Right> rights, Set<String> items, @Nullable String basis) {
        return new Letters.Grant(
                staff.region(),
                typed.needed("number"),
                typed.needed("department"),
                typed.id("holder"),
                items,
                rights,
                typed.date("from"),
                typed.date("until"),
                signatories(typed),
                typed.maybe("parent").orElse(null),
                basis,
                staff.staffId().toString());
    }

    /** Those ticked, each of the department in whose name he acts; none ticked are all of them. */
    private Set<String> items(Typed typed) {
        List<String> items = typed.all("items");
        if (items.isEmpty()) {
            return Set.of(Letter.ALL);
        }
        String department = typed.needed("department");
        boolean own = items.stream()
                .allMatch(item -> catalogue
                        .current(item)
                        .filter(version -> version.department().equals(department))
                        .isPresent());
        if (!own) {
            throw Typed.flaw("console.letters.items-of-others", "items");
        }
        return Set.copyOf(items);
    }

    /** One on a line. */
    private static List<String> signatories(Typed typed) {
        return typed.needed("signatory")
                .lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private ModelAndView letters(StaffMember staff, String done, Sent sent) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.LETTERS);
        String region = frame.officer().region();
        var grant = new Sheet.Fields(LETTERS, sent.typed())
                .text("number")
                .select("department", registers.departments())
                .select("parent", Registers.optional(LETTERS + ".no-parent", firstTier(region)))
                .select("holder", registers.people(region))
                .checks("rights", Registers.rights(Stream.of(Right.values())))
                .select(
                        "power",
                        Stream.of("own", SIGNING)
                                .map(power -> new Pick(power, Sheet.say(LETTERS + ".power-" + power)))
                                .toList())
                .hinted(Sheet.Kind.TEXT, "basis")
                .hintedChecks("items", registers.itemsByDepartment())
                .date("from")
                .date("until")
                .hinted(Sheet.Kind.AREA, "signatory")
                .text("why")
                .hidden("key", Registers.key(sent));
        var withdraw = new Sheet.Fields(LETTERS, sent.typed())
                .select("withdrawn", inForce(region))
                .area("reason");
        return registers.show(
                frame,
                LETTERS,
                done,
                sent,
                registers.letters(region),
                new Sheet.Form(
                        LETTERS + ".grant",
                        LETTERS + ".grant-lead",
                        ConsoleArea.LETTERS.href(),
                        grant.list(),
                        LETTERS + ".grant-do",
                        false),
                new Sheet.Form(
                        LETTERS + ".withdraw",
                        LETTERS + ".withdraw-lead",
                        ConsoleArea.LETTERS.href() + "/withdrawal",
                        withdraw.list(),
                        LETTERS + ".withdraw-do",
                        false));
    }

    private ModelAndView commissions(StaffMember staff, String done, Sent sent) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.COMMISSIONS);
        String region = frame.officer().region();
        var form = new Sheet.Fields(COMMISSIONS, sent.typed())
                .text("number")
                .select("department", registers.departments())
                .select("parent", firstTier(region))
                .select("holder", registers.people(region))
                .checks("items", registers.items(""))
                .text("basis")
                .date("published")
                .text("published-in")
                .date("from")
                .date("until")
                .text("signatory")
                .checks(
                        "conditions",
                        Stream.of(Condition.values())
                                .map(each -> new Pick(each.name(), Sheet.say(each.key())))
                                .toList())
                .text("why")
                .hidden("key", Registers.key(sent));
        return registers.show(
                frame,
                COMMISSIONS,
                done,
                sent,
                new Sheet.Form(
                        COMMISSIONS + ".form",
                        COMMISSIONS + ".form-lead",
                        ConsoleArea.COMMISSIONS.href(),
                        form.list(),
                        COMMISSIONS + ".do",
                        false));
    }

    private List<Pick> firstTier(String region) {
        return letters.in(region).stream()
                .filter(letter -> letter.parent() == null && letter.validOn(registers.today()))
                .map(letter -> new Pick(
                        letter.number(),
                        Sheet.say(
                                "console.register.letter-of",
                                letter.number(),
                                registers.unit(region, letter.department()))))
                .toList();
    }

    private List<Pick> inForce(String region) {
        return letters.in(region).stream()
                .filter(letter ->
                        letter.withdrawnOn() == null && !registers.today().isAfter(letter.until()))
                .map(letter -> new Pick(
                        letter.number(), Sheet.plain(letter.number() + " · " + registers.name(letter.holder()))))
                .toList();
    }
}
