package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
import org.yimen.audit.AuditLog;
import org.yimen.desk.SealsPage.Keeper;
import org.yimen.document.DocumentRuleBroken;
import org.yimen.document.Seal;
import org.yimen.document.SealKind;
import org.yimen.document.SealUse;
import org.yimen.document.SealedPapers;
import org.yimen.document.Seals;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 印章登记簿: which seals there are, who keeps them, and what each was used for. */
@Controller
@RequestMapping("/desk/seals")
class SealsController {

    private static final int PAGE = 50;
    private static final int PAGE_OF_USES = 25;
    private static final int LONGEST_REASON = 500;
    /** A seal's certificate is renewed long before. */
    private static final int MOST_YEARS = 10;

    private final Officers officers;
    private final Seals seals;
    private final SealedPapers papers;
    private final Directory directory;
    private final EventWords events;
    private final StepUp stepUp;
    private final InstantSource time;

    SealsController(
            Officers officers,
            Seals seals,
            SealedPapers papers,
            Directory directory,
            EventWords events,
            StepUp stepUp,
            InstantSource time) {
        this.officers = officers;
        this.seals = seals;
        this.papers = papers;
        this.directory = directory;
        this.events = events;
        this.stepUp = stepUp;
        this.time = time;
    }

    @GetMapping
    ModelAndView register(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(required = false) @Nullable String done) {
        Officer officer = officers.in(DeskArea.SEALS, staff);
        Seal last = uuid(after).flatMap(id -> seals.find(officer.region(), id)).orElse(null);
        List<Seal> shown = seals.in(officer.region(), seesAll(officer), own(officer), last, PAGE);
        return Page.show(
                "desk/seals",
                new SealsPage(
                        officers.frame(officer, DeskArea.SEALS.href()),
                        shown.stream().map(this::row).toList(),
                        !keepers(officer).isEmpty(),
                        seesAll(officer),
                        shown.size() < PAGE ? null : shown.getLast().id(),
                        last == null,
                        "entered".equals(done)));
    }

    @GetMapping("/new")
    ModelAndView entry(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.SEALS, staff);
        LocalDate today = today();
        var typed = Map.of(
                "key",
                UUID.randomUUID().toString(),
                "kind",
                SealKind.OFFICE.name(),
                "from",
                today.toString(),
                "until",
                today.plusYears(3).toString());
        return entering(officer, typed, Map.of(), HttpStatus.OK);
    }

    /** Enters a seal; the key of the form names it, so that a second click enters nothing more. */
    @PostMapping("/new")
    ModelAndView enter(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam UUID key,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request) {
        Officer officer = officers.in(DeskArea.SEALS, staff);
        Map<String, String> typed = sent.toSingleValueMap();
        var errors = new LinkedHashMap<String, String>();
        Optional<Keeper> keeper = keepers(officer).stream()
                .filter(each -> each.value().equals(typed.get("keeper")))
                .findFirst();
        if (keeper.isEmpty()) {
            errors.put("keeper", "desk.act.choose-one");
        }
        Optional<SealKind> kind = Stream.of(SealKind.values())
                .filter(each -> each.name().equals(typed.get("kind")))
                .findFirst();
        if (kind.isEmpty()) {
            errors.put("kind", "desk.act.choose-one");
        }
        LocalDate from = day(typed, "from", errors);
        LocalDate until = day(typed, "until", errors);
        boolean wrongDays = until.isBefore(from) || until.isAfter(from.plusYears(MOST_YEARS));
        if (errors.isEmpty() && wrongDays) {
            errors.put("until", "desk.seals.until-wrong");
        }
        if (!errors.isEmpty() || keeper.isEmpty() || kind.isEmpty()) {
            return entering(officer, typed, errors, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        stepUp.demand(request);
        Department department = directory.department(keeper.get().department());
        var _ = seals.enter(
                new Seals.Entry(
                        officer.region(),
                        key,
                        kind.get(),
                        department.code(),
                        department.name().zh(),
                        keeper.get().staff(),
                        from,
                        until,
                        officer.id().toString()),
                time.instant());
        return Page.goTo("/desk/seals?done=entered");
    }

    @GetMapping("/{id}")
    ModelAndView seal(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(required = false) @Nullable String done) {
        Officer officer = officers.in(DeskArea.SEALS, staff);
        Seal seal = found(officer, id);
        SealUse.@Nullable Cursor cursor = cursor(before).orElse(null);
        List<SealUse> uses = papers.uses(officer.region(), id, cursor, PAGE_OF_USES);
        return Page.show(
                "desk/seal",
                new SealPage(
                        officers.frame(officer, ""),
                        row(seal),
                        uses,
                        papers.countUses(officer.region(), id),
                        events,
                        mayChange(officer, seal.department()) && seal.revocation() == null,
                        uses.size() < PAGE_OF_USES ? null : spell(uses.getLast()),
                        cursor == null,
                        SealPage.DONE.contains(String.valueOf(done)) ? done : null));
    }

    @GetMapping("/{id}/stop")
    ModelAndView stopping(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.SEALS, staff);
        return changing(officer, changeable(officer, id), "stop", "", "", Map.of(), HttpStatus.OK);
    }

    /** Stops a seal at once; the papers that it signed before stay genuine. */
    @PostMapping("/{id}/stop")
    ModelAndView stop(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request) {
        Officer officer = officers.in(DeskArea.SEALS, staff);
        Seal seal = changeable(officer, id);
        var errors = new LinkedHashMap<String, String>();
        check(reason.strip(), errors);
        if (errors.isEmpty()) {
            stepUp.demand(request);
            try {
                seals.revoke(officer.region(), id, reason.strip(), officer.id().toString(), time.instant());
                return Page.goTo("/desk/seals/" + id + "?done=stopped");
            } catch (DocumentRuleBroken faster) {
                errors.put("reason", faster.code());
            }
        }
        return changing(officer, seal, "stop", reason, "", errors, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/{id}/custodian")
    ModelAndView entrusting(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.SEALS, staff);
        return changing(officer, changeable(officer, id), "custodian", "", "", Map.of(), HttpStatus.OK);
    }

    /** Gives a seal to another chief representative of its department. */
    @PostMapping("/{id}/custodian")
    ModelAndView entrust(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String keeper,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request) {
        Officer officer = officers.in(DeskArea.SEALS, staff);
        Seal seal = changeable(officer, id);
        var errors = new LinkedHashMap<String, String>();
        Optional<Keeper> chosen = keepers(officer).stream()
                .filter(each -> each.department().equals(seal.department()))
                .filter(each -> each.value().equals(keeper))
                .findFirst();
        if (chosen.isEmpty()) {
            errors.put("keeper", "desk.act.choose-one");
        }
        check(reason.strip(), errors);
        if (errors.isEmpty() && chosen.isPresent()) {
            stepUp.demand(request);
            try {
                seals.entrust(
                        officer.region(),
                        id,
                        chosen.get().staff(),
                        reason.strip(),
                        officer.id().toString());
                return Page.goTo("/desk/seals/" + id + "?done=entrusted");
            } catch (DocumentRuleBroken stopped) {
                errors.put("reason", stopped.code());
            }
        }
        return changing(officer, seal, "custodian", reason, keeper, errors, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView entering(
            Officer officer, Map<String, String> typed, Map<String, String> errors, HttpStatus status) {
        List<Keeper> keepers = keepers(officer);
        if (keepers.isEmpty()) {
            throw new AccessDeniedException("Reads the register only");
        }
        return Page.show(
                "desk/seal-entry", new SealEntryPage(officers.frame(officer, ""), keepers, typed, errors), status);
    }

    private ModelAndView changing(
            Officer officer,
            Seal seal,
            String what,
            String reason,
            String keeper,
            Map<String, String> errors,
            HttpStatus status) {
        List<Keeper> keepers = keepers(officer).stream()
                .filter(each -> each.department().equals(seal.department()))
                .filter(each -> !each.staff().equals(seal.custodian()))
                .toList();
        return Page.show(
                "desk/seal-change",
                new SealChangePage(officers.frame(officer, ""), row(seal), what, keepers, keeper, reason, errors),
                status);
    }

    private static void check(String reason, Map<String, String> errors) {
        if (reason.isEmpty()) {
            errors.put("reason", "desk.letters.reason-missing");
        } else if (reason.length() > LONGEST_REASON) {
            errors.put("reason", "desk.letters.reason-long");
        } else if (AuditLog.holdsPersonalNumber(reason)) {
            errors.put("reason", "desk.letters.reason-number");
        }
    }

    private static LocalDate day(Map<String, String> typed, String field, Map<String, String> errors) {
        try {
            return Typed.day(typed.getOrDefault(field, ""));
        } catch (DateTimeParseException wrong) {
            errors.put(field, "desk.act.date");
            return LocalDate.EPOCH;
        }
    }

    /** The seal, if this officer may look at it: heads and chief representatives at those of their departments. */
    private Seal found(Officer officer, UUID id) {
        Seal seal =
                seals.find(officer.region(), id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        mustSee(officer, seal);
        return seal;
    }

    @Guard
    private static void mustSee(Officer officer, Seal seal) {
        if (!seesAll(officer) && !own(officer).contains(seal.department())) {
            throw new AccessDeniedException("Another department's seal");
        }
    }

    private Seal changeable(Officer officer, UUID id) {
        Seal seal = found(officer, id);
        if (!mayChange(officer, seal.department())) {
            throw new AccessDeniedException("Reads the register only");
        }
        return seal;
    }

    private static boolean seesAll(Officer officer) {
        return officer.watchesAll();
    }

    private static List<String> own(Officer officer) {
        return officer.departmentsAs("head", "chief");
    }

    /** Entering, handing over and stopping are for the head of the department and the centre's director. */
    @Guard
    private static boolean mayChange(Officer officer, String department) {
        return officer.holds(department + "/head") || officer.holdsAny("director");
    }

    /** The chief representatives to whom this officer may give seals. */
    private List<Keeper> keepers(Officer officer) {
        return directory.departments().stream()
                .filter(department -> department.region().equals(officer.region()))
                .filter(department -> mayChange(officer, department.code()))
                .flatMap(department ->
                        directory.holders(department.region(), department.code() + "/chief", today()).stream()
                                .map(holder -> new Keeper(
                                        department.code(),
                                        department.shortName(),
                                        holder.staff().id(),
                                        holder.staff().name())))
                .toList();
    }

    private SealsPage.Row row(Seal seal) {
        UUID custodian = seal.custodian();
        return new SealsPage.Row(
                seal,
                department(seal),
                custodian == null ? null : name(custodian),
                SealsPage.State.of(seal, time.instant()));
    }

    private Text department(Seal seal) {
        try {
            return directory.department(seal.region(), seal.department()).shortName();
        } catch (NoSuchElementException gone) {
            return Text.of(seal.department());
        }
    }

    private @Nullable String name(UUID staff) {
        try {
            return directory.staff(staff).name();
        } catch (NoSuchElementException gone) {
            return null;
        }
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static String spell(SealUse last) {
        return last.at() + "~" + last.paper();
    }

    private static Optional<SealUse.Cursor> cursor(String text) {
        String[] parts = text.split("~", 2);
        try {
            return parts.length < 2
                    ? Optional.empty()
                    : uuid(parts[1]).map(paper -> new SealUse.Cursor(CityTime.parseMoment(parts[0]), paper));
        } catch (DateTimeParseException spoiled) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
