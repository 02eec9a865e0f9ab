package org.yimen.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.audit.AuditLog;
import org.yimen.identity.Credentials;
import org.yimen.identity.Guesses;
import org.yimen.identity.SecondFactors;
import org.yimen.identity.Sessions;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.AccountResets;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 账号管理: how the security administrator closes and opens the accounts of the staff. His own is another's matter. */
@Controller
class AccountsController {

    private static final String PAGE = "/console/security/accounts";
    private static final int MOST = 50;
    private static final int LONGEST_REASON = 200;

    /** The password that was just made, until its page has shown it; sealed with the session. */
    private static final String SHOWN_ONCE = "console.accounts.password";

    /** By one administrator in a quarter of an hour. */
    private static final int MOST_LOCKED = 10;

    private final Administrators administrators;
    private final Directory directory;
    private final Credentials credentials;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final StepUp stepUp;
    private final Guesses guesses;
    private final AccountResets resets;
    private final InstantSource time;

    AccountsController(
            Administrators administrators,
            Directory directory,
            Credentials credentials,
            SecondFactors factors,
            Sessions sessions,
            StepUp stepUp,
            Guesses guesses,
            AccountResets resets,
            InstantSource time) {
        this.administrators = administrators;
        this.directory = directory;
        this.credentials = credentials;
        this.factors = factors;
        this.sessions = sessions;
        this.stepUp = stepUp;
        this.guesses = guesses;
        this.resets = resets;
        this.time = time;
    }

    @GetMapping(PAGE)
    ModelAndView list(
            @AuthenticationPrincipal StaffMember admin,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after) {
        ConsoleFrame frame = administrators.frame(admin, ConsoleArea.ACCOUNTS);
        String query = q.strip().toLowerCase(Locale.ROOT);
        Map<UUID, Credentials.State> states = credentials.states(admin.region());
        List<Staff> found = directory.serving(admin.region(), CityTime.day(time.instant())).stream()
                .filter(person ->
                        person.login().contains(query) || person.name().contains(query))
                .filter(person -> person.login().compareTo(after) > 0)
                .limit(MOST + 1L)
                .toList();
        List<AccountsPage.Row> rows = found.stream()
                .limit(MOST)
                .map(person -> new AccountsPage.Row(person, states.getOrDefault(person.id(), Credentials.State.NONE)))
                .toList();
        String next = found.size() > MOST ? rows.getLast().staff().login() : null;
        return Page.show("console/accounts", new AccountsPage(frame, q, rows, next));
    }

    @GetMapping(PAGE + "/{id}")
    ModelAndView show(
            @AuthenticationPrincipal StaffMember admin,
            @PathVariable UUID id,
            HttpSession session,
            @RequestParam(required = false) @Nullable String done) {
        Staff staff = known(admin, id);
        String password = session.getAttribute(SHOWN_ONCE) instanceof String made && made.startsWith(id + " ")
                ? made.substring(id.toString().length() + 1)
                : null;
        session.removeAttribute(SHOWN_ONCE);
        return show(admin, staff, password, done, null, HttpStatus.OK);
    }

    /** A new password at once; for whoever administers, directs or keeps a seal, with the second word. */
    @PostMapping(PAGE + "/{id}/reset")
    ModelAndView reset(
            @AuthenticationPrincipal StaffMember admin,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        StaffMember member = another(admin, id);
        stepUp.demand(request);
        if (resets.takesTwo(member.region(), id)) {
            var typed = new Typed(fields);
            try {
                Optional<String> password =
                        resets.proposePassword(admin.staffId(), typed.id("key"), id, typed.needed("reason"));
                return ConsentsController.proposed(request.getSession(), password.orElse(null));
            } catch (RuleBroken refusal) {
                return show(admin, known(admin, id), null, null, refusal.code(), HttpStatus.UNPROCESSABLE_CONTENT);
            }
        }
        String password = credentials.reset(member, by(admin));
        request.getSession().setAttribute(SHOWN_ONCE, id + " " + password);
        return Page.goTo(PAGE + "/" + id + "?done=reset");
    }

    @PostMapping(PAGE + "/{id}/lock")
    ModelAndView lock(
            @AuthenticationPrincipal StaffMember admin,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request) {
        StaffMember member = another(admin, id);
        String error = flaw(reason.strip());
        if (error != null) {
            return show(admin, known(admin, id), null, null, error, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        stepUp.demand(request);
        // Whoever must lock more in a quarter of an hour has a second administrator.
        if (!guesses.admits(List.of(new Guesses.Bound("accounts locked\n" + admin.staffId(), MOST_LOCKED)))) {
            return show(
                    admin,
                    known(admin, id),
                    null,
                    null,
                    "console.accounts.locks-in-a-row",
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        credentials.lock(member, by(admin), reason.strip());
        return Page.goTo(PAGE + "/" + id + "?done=lock");
    }

    @PostMapping(PAGE + "/{id}/unlock")
    ModelAndView unlock(@AuthenticationPrincipal StaffMember admin, @PathVariable UUID id, HttpServletRequest request) {
        StaffMember member = another(admin, id);
        stepUp.demand(request);
        credentials.unlock(member, by(admin));
        return Page.goTo(PAGE + "/" + id + "?done=unlock");
    }

    @PostMapping(PAGE + "/{id}/remove-factor")
    ModelAndView removeFactor(
            @AuthenticationPrincipal StaffMember admin,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        StaffMember member = another(admin, id);
        stepUp.demand(request);
        if (resets.takesTwo(member.region(), id)) {
            var typed = new Typed(fields);
            try {
                resets.proposeRemoval(admin.staffId(), typed.id("key"), id, typed.needed("reason"));
                return ConsentsController.proposed(request.getSession(), null);
            } catch (RuleBroken refusal) {
                return show(admin, known(admin, id), null, null, refusal.code(), HttpStatus.UNPROCESSABLE_CONTENT);
            }
        }
        factors.remove(member, by(admin));
        return Page.goTo(PAGE + "/" + id + "?done=remove-factor");
    }

    @PostMapping(PAGE + "/{id}/end-sessions")
    ModelAndView endSessions(@AuthenticationPrincipal StaffMember admin, @PathVariable UUID id) {
        sessions.endAll(another(admin, id), null, by(admin), Sessions.Why.BY_ADMINISTRATOR);
        return Page.goTo(PAGE + "/" + id + "?done=end-sessions");
    }

    private ModelAndView show(
            StaffMember admin,
            Staff staff,
            @Nullable String password,
            @Nullable String done,
            @Nullable String error,
            HttpStatus status) {
        StaffMember member = member(staff);
        return Page.show(
                "console/account",
                new AccountPage(
                        administrators.frame(admin, ConsoleArea.ACCOUNTS),
                        staff,
                        credentials.state(member),
                        sessions.of(member, null).size(),
                        admin.staffId().equals(staff.id()),
                        resets.takesTwo(staff.region(), staff.id()),
                        password,
                        AccountPage.known(done),
                        error),
                status);
    }

    private Staff known(StaffMember admin, UUID id) {
        administrators.in(ConsoleArea.ACCOUNTS, admin);
        return directory.serving(admin.region(), CityTime.day(time.instant())).stream()
                .filter(person -> person.id().equals(id))
                // Nobody signs in as a machine, so nobody makes it a password.
                .filter(person -> !resets.isMachine(person.region(), person.id()))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The account, which is not the administrator's own. */
    private StaffMember another(StaffMember admin, UUID id) {
        Staff staff = known(admin, id);
        if (admin.staffId().equals(id)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return member(staff);
    }

    private static StaffMember member(Staff staff) {
        return new StaffMember(staff.id(), staff.region(), staff.name());
    }

    private static String by(StaffMember admin) {
        return admin.staffId().toString();
    }

    private static @Nullable String flaw(String reason) {
        if (reason.isEmpty()) {
            return "console.accounts.reason-missing";
        }
        if (reason.length() > LONGEST_REASON) {
            return "console.accounts.reason-long";
        }
        return AuditLog.holdsPersonalNumber(reason) ? "console.accounts.reason-number" : null;
    }
}
