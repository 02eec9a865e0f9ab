package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.audit.AuditLog;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Authorised;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Letter;
import org.yimen.organisation.LetterRefused;
import org.yimen.organisation.Letters;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;

/** 授权书登记 on a page: how much may be decided in the hall, every letter, and its withdrawal. */
@Controller
class LettersController {

    private static final int PAGE = 50;
    private static final int LONGEST_REASON = 500;
    /** How near its end a letter says so. */
    private static final int SOON_DAYS = 30;

    private final Officers officers;
    private final Letters letters;
    private final Directory directory;
    private final Catalogue catalogue;
    private final PublishedItems items;
    private final StepUp stepUp;
    private final InstantSource time;

    LettersController(
            Officers officers,
            Letters letters,
            Directory directory,
            Catalogue catalogue,
            PublishedItems items,
            StepUp stepUp,
            InstantSource time) {
        this.officers = officers;
        this.letters = letters;
        this.directory = directory;
        this.catalogue = catalogue;
        this.items = items;
        this.stepUp = stepUp;
        this.time = time;
    }

    @GetMapping("/desk/letters")
    ModelAndView register(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String department,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(required = false) @Nullable String withdrawn) {
        Officer officer = officers.in(DeskArea.LETTERS, staff);
        List<Letter> all = letters.in(officer.region());
        Set<String> departments = all.stream().map(Letter::department).collect(Collectors.toCollection(TreeSet::new));
        // By department, the first tier first; the number alone is the key of the next page.
        List<Letter> asked = all.stream()
                .filter(letter -> department.isEmpty() || letter.department().equals(department))
                .sorted(Comparator.comparing(Letter::department)
                        .thenComparing(letter -> letter.parent() != null)
                        .thenComparing(Letter::number))
                .toList();
        int from = 1 + asked.stream().map(Letter::number).toList().indexOf(after);
        List<Letter> shown = asked.stream().skip(from).limit(PAGE).toList();
        boolean more = asked.size() > from + shown.size();
        boolean known = all.stream().anyMatch(letter -> letter.number().equals(withdrawn));
        return Page.show(
                "desk/letters",
                new LettersPage(
                        officers.frame(officer, DeskArea.LETTERS.href()),
                        report(officer.region()),
                        departments.stream().map(this::name).toList(),
                        department,
                        shown.stream().map(letter -> row(officer, letter)).toList(),
                        more ? shown.getLast().number() : null,
                        from == 0,
                        known ? withdrawn : null));
    }

    @GetMapping("/desk/letters/withdrawal")
    ModelAndView form(@AuthenticationPrincipal StaffMember staff, @RequestParam String number) {
        Officer officer = officers.in(DeskArea.LETTERS, staff);
        Letter letter = withdrawable(officer, number);
        return show(officer, letter, "", null, HttpStatus.OK);
    }

    /** Ends the letter at once; the next command of its holder is decided without it. */
    @PostMapping("/desk/letters/withdrawal")
    ModelAndView withdraw(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam String number,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request) {
        Officer officer = officers.in(DeskArea.LETTERS, staff);
        Letter letter = withdrawable(officer, number);
        String error = flaw(reason.strip());
        if (error != null) {
            return show(officer, letter, reason, error, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        stepUp.demand(request);
        try {
            letters.withdraw(
                    officer.region(), number, reason.strip(), officer.id().toString(), time.instant());
        } catch (LetterRefused refusal) {
            // Somebody was faster; the page says that it is withdrawn and by whose reason.
            return show(officer, withdrawable(officer, number), reason, refusal.code(), HttpStatus.CONFLICT);
        }
        return Page.goTo(LettersPage.withdrawn(number));
    }

    private static @Nullable String flaw(String reason) {
        if (reason.isEmpty()) {
            return "desk.letters.reason-missing";
        }
        if (reason.length() > LONGEST_REASON) {
            return "desk.letters.reason-long";
        }
        return AuditLog.holdsPersonalNumber(reason) ? "desk.letters.reason-number" : null;
    }

    private ModelAndView show(
            Officer officer, Letter letter, String reason, @Nullable String error, HttpStatus status) {
        List<LettersPage.Row> resting = letters.in(officer.region()).stream()
                .filter(other -> {
                    Letter above = other.parent();
                    return above != null && above.number().equals(letter.number()) && other.validOn(today());
                })
                .map(other -> row(officer, other))
                .toList();
        return Page.show(
                "desk/withdrawal",
                new WithdrawalPage(officers.frame(officer, ""), row(officer, letter), resting, reason, error),
                status);
    }

    /** The letter, if this officer may end it: the director any, a head those that rest on his own department's. */
    private Letter withdrawable(Officer officer, String number) {
        Letter letter = letters.in(officer.region()).stream()
                .filter(each -> each.number().equals(number))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!mayWithdraw(officer, letter)) {
            throw new AccessDeniedException("Another department's letter");
        }
        return letter;
    }

    @Guard
    private static boolean mayWithdraw(Officer officer, Letter letter) {
        boolean own = letter.parent() != null && officer.holds(letter.department() + "/head");
        return own || officer.holdsAny("director");
    }

    private LettersPage.Report report(String region) {
        Map<String, List<String>> published = items.byDepartment();
        Authorised authorised = letters.report(region, today(), published);
        Map<String, List<String>> covered = authorised.lines().stream()
                .collect(Collectors.toMap(Authorised.Line::department, Authorised.Line::items));
        List<LettersPage.Line> lines = published.entrySet().stream()
                .map(each -> {
                    List<String> may = covered.getOrDefault(each.getKey(), List.of());
                    return new LettersPage.Line(
                            name(each.getKey()),
                            may.size(),
                            each.getValue().size(),
                            each.getValue().stream()
                                    .filter(item -> !may.contains(item))
                                    .map(this::item)
                                    .toList());
                })
                .toList();
        return new LettersPage.Report(authorised, lines);
    }

    private LettersPage.Row row(Officer officer, Letter letter) {
        LettersPage.State state = LettersPage.State.of(letter, today());
        long days = ChronoUnit.DAYS.between(today(), letter.until());
        boolean over = state == LettersPage.State.WITHDRAWN || state == LettersPage.State.OVER;
        return new LettersPage.Row(
                letter,
                name(letter.department()),
                holder(letter),
                letter.names(Letter.ALL)
                        ? List.of()
                        : letter.items().stream().sorted().map(this::item).toList(),
                state,
                !over && mayWithdraw(officer, letter),
                state == LettersPage.State.IN_FORCE && days <= SOON_DAYS ? days : null);
    }

    private String holder(Letter letter) {
        try {
            return directory.staff(letter.holder()).name();
        } catch (NoSuchElementException gone) {
            return "—";
        }
    }

    private Text item(String code) {
        return catalogue.current(code).map(ItemVersion::name).orElseGet(() -> Text.of(code));
    }

    private LettersPage.Named name(String department) {
        try {
            return new LettersPage.Named(
                    department, directory.department(department).shortName());
        } catch (NoSuchElementException gone) {
            return new LettersPage.Named(department, Text.of(department));
        }
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
