package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.Account;
import org.yimen.identity.Citizen;
import org.yimen.identity.OuterSignInSettings;
import org.yimen.identity.SignIn;
import org.yimen.identity.SignIn.Outcome;
import org.yimen.identity.StaffMember;
import org.yimen.identity.Standings;
import org.yimen.identity.TrialAccounts;
import org.yimen.identity.web.AskPage.Ask;
import org.yimen.identity.web.SignInForms.CitizenForm;
import org.yimen.identity.web.SignInForms.EnterpriseForm;
import org.yimen.identity.web.SignInForms.StaffForm;
import org.yimen.identity.web.SignInPage.Field;
import org.yimen.platform.web.Page;

/** The three ways in. A form that fails comes back with everything typed but the password. */
@Controller
class SignInController {

    private static final String CITIZEN = "/sign-in";
    private static final String ENTERPRISE = "/sign-in/enterprise";
    private static final String STAFF = "/desk/sign-in";
    private static final String STAFF_CODE = STAFF + "/code";

    /** Whose password was right, and when; the code must follow soon. */
    private static final String PENDING = "identity.pending";

    private static final String PENDING_SINCE = "identity.pending-since";
    private static final Duration PENDING_LASTS = Duration.ofMinutes(5);

    private final SignIn signIn;
    private final SessionOpening opening;
    private final OuterSignInSettings outer;
    private final ObjectProvider<TrialAccounts> trial;
    private final Standings standings;
    private final InstantSource time;

    SignInController(
            SignIn signIn,
            SessionOpening opening,
            OuterSignInSettings outer,
            ObjectProvider<TrialAccounts> trial,
            Standings standings,
            InstantSource time) {
        this.signIn = signIn;
        this.opening = opening;
        this.outer = outer;
        this.trial = trial;
        this.standings = standings;
        this.time = time;
    }

    /** The id by which the audit log knows an account. */
    static String idOf(Account account) {
        return switch (account) {
            case Citizen citizen -> citizen.personId().toString();
            case StaffMember member -> member.staffId().toString();
        };
    }

    /** A way in: the keys of its page, its address, and the side that it leads to. */
    private record Way(String kind, String action, Area area) {
        static final Way CITIZEN_WAY = new Way("citizen", CITIZEN, Area.CITIZENS);
        static final Way ENTERPRISE_WAY = new Way("enterprise", ENTERPRISE, Area.CITIZENS);
        static final Way STAFF_WAY = new Way("staff", STAFF, Area.DESK);
    }

    @GetMapping(CITIZEN)
    ModelAndView citizen(
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(required = false) @Nullable String done,
            @RequestParam(name = "outer", required = false) @Nullable String refused) {
        var fields = new CitizenForm(null, null, null).fields(false);
        String refusal = outer.on() ? OuterController.refusal(refused) : null;
        return Page.show(
                "identity/sign-in",
                page(Way.CITIZEN_WAY, next, fields, refusal, 0).welcoming("reset".equals(done)));
    }

    @GetMapping(ENTERPRISE)
    ModelAndView enterprise(@RequestParam(required = false) @Nullable String next) {
        return empty(Way.ENTERPRISE_WAY, next, new EnterpriseForm(null, null, null).fields(false));
    }

    @GetMapping(STAFF)
    ModelAndView staff(@RequestParam(required = false) @Nullable String next) {
        return empty(Way.STAFF_WAY, next, new StaffForm(null, null).fields(false));
    }

    @PostMapping(CITIZEN)
    ModelAndView citizen(
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "citizen-id", defaultValue = "") String citizenId,
            @RequestParam(name = "password", defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var fields = new CitizenForm(name, citizenId, password).fields(true);
        return attempt(
                Way.CITIZEN_WAY,
                next,
                fields,
                address -> signIn.citizen(name, citizenId, password, address),
                request,
                response);
    }

    @PostMapping(ENTERPRISE)
    ModelAndView enterprise(
            @RequestParam(name = "credit-code", defaultValue = "") String creditCode,
            @RequestParam(name = "citizen-id", defaultValue = "") String citizenId,
            @RequestParam(name = "password", defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var fields = new EnterpriseForm(creditCode, citizenId, password).fields(true);
        return attempt(
                Way.ENTERPRISE_WAY,
                next,
                fields,
                address -> signIn.operator(creditCode, citizenId, password, address),
                request,
                response);
    }

    @PostMapping(STAFF)
    ModelAndView staff(
            @RequestParam(name = "login", defaultValue = "") String login,
            @RequestParam(name = "password", defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var fields = new StaffForm(login, password).fields(true);
        return attempt(
                Way.STAFF_WAY, next, fields, address -> signIn.staff(login, password, address), request, response);
    }

    @GetMapping(STAFF_CODE)
    ModelAndView code(@RequestParam(required = false) @Nullable String next, HttpServletRequest request) {
        return pending(request) == null
                ? Page.goTo(Area.DESK.signInFor(next))
                : Page.show("identity/ask", codePage(next, null));
    }

    /** The second step: a code of the app, or a recovery code. */
    @PostMapping(STAFF_CODE)
    ModelAndView code(
            @RequestParam(name = "code", defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        StaffMember member = pending(request);
        if (member == null) {
            return Page.goTo(Area.DESK.signInFor(next));
        }
        if (code.isBlank()) {
            return codeAgain(next, "identity.sign-in-code.missing", null, 0, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (signIn.code(member, code, request.getRemoteAddr())) {
            case Outcome.Welcome(Account account) -> {
                opening.open(account, request, response);
                yield Page.goTo(Area.DESK.landing(next));
            }
            case Outcome.Refused _, Outcome.CodeNeeded _ ->
                codeAgain(next, "identity.sign-in-code.wrong", null, 0, HttpStatus.UNPROCESSABLE_CONTENT);
            case Outcome.LockedOut(long minutes) ->
                codeAgain(next, null, "identity.sign-in.locked", minutes, HttpStatus.TOO_MANY_REQUESTS);
            case Outcome.Closed _ ->
                codeAgain(next, null, "identity.sign-in.closed", 0, HttpStatus.UNPROCESSABLE_CONTENT);
            case Outcome.Busy _ -> codeAgain(next, null, "identity.sign-in.busy", 0, HttpStatus.SERVICE_UNAVAILABLE);
        };
    }

    private static ModelAndView codeAgain(
            @Nullable String next, @Nullable String error, @Nullable String refusal, long minutes, HttpStatus status) {
        return Page.show("identity/ask", codePage(next, error).refused(refusal, minutes), status);
    }

    private static AskPage codePage(@Nullable String next, @Nullable String error) {
        Ask code = Ask.empty("code", Ask.Type.RECOVERABLE_CODE, "identity.step-up.code", "identity.step-up.code-hint");
        return AskPage.of("sign-in-code", STAFF_CODE, List.of(code.wrong(error)))
                .saying("identity.sign-in-code.lead")
                .carrying(List.of(new AskPage.Hidden("next", Area.DESK.landing(next))))
                .backTo(STAFF);
    }

    private @Nullable StaffMember pending(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(PENDING) instanceof StaffMember member
                        && session.getAttribute(PENDING_SINCE) instanceof Instant since
                        && time.instant().isBefore(since.plus(PENDING_LASTS))
                ? member
                : null;
    }

    private void await(StaffMember member, HttpServletRequest request) {
        HttpSession session = SessionOpening.anew(request);
        session.setAttribute(PENDING, member);
        session.setAttribute(PENDING_SINCE, time.instant());
    }

    /** What somebody at an address typed, compared with the accounts. */
    private interface Comparison {
        Outcome from(String address);
    }

    private ModelAndView attempt(
            Way way,
            @Nullable String next,
            List<Field> fields,
            Comparison comparison,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (fields.stream().anyMatch(field -> field.error() != null)) {
            return again(way, next, fields, null, 0, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (comparison.from(request.getRemoteAddr())) {
            case Outcome.Welcome(Account account) -> {
                opening.open(account, request, response);
                yield Page.goTo(way.area().landing(next));
            }
            case Outcome.CodeNeeded(StaffMember member) -> {
                await(member, request);
                String landing = Area.DESK.landing(next);
                yield Page.goTo(STAFF_CODE + "?next=" + URLEncoder.encode(landing, StandardCharsets.UTF_8));
            }
            case Outcome.Closed _ ->
                again(way, next, fields, "identity.sign-in.closed", 0, HttpStatus.UNPROCESSABLE_CONTENT);
            case Outcome.Refused _ ->
                again(
                        way,
                        next,
                        fields,
                        "identity.sign-in." + way.kind() + "-refused",
                        0,
                        HttpStatus.UNPROCESSABLE_CONTENT);
            case Outcome.LockedOut(long minutes) ->
                again(way, next, fields, "identity.sign-in.locked", minutes, HttpStatus.TOO_MANY_REQUESTS);
            case Outcome.Busy _ -> again(way, next, fields, "identity.sign-in.busy", 0, HttpStatus.SERVICE_UNAVAILABLE);
        };
    }

    private ModelAndView empty(Way way, @Nullable String next, List<Field> fields) {
        return Page.show("identity/sign-in", page(way, next, fields, null, 0));
    }

    private ModelAndView again(
            Way way,
            @Nullable String next,
            List<Field> fields,
            @Nullable String refusal,
            long minutes,
            HttpStatus status) {
        return Page.show("identity/sign-in", page(way, next, fields, refusal, minutes), status);
    }

    private SignInPage page(
            Way way, @Nullable String next, List<Field> fields, @Nullable String refusal, long minutes) {
        var accounts =
                trial.stream().flatMap(each -> each.at(way.action()).stream()).toList();
        boolean waived = way.area() == Area.DESK && standings.secondFactorWaived();
        return new SignInPage(
                way.kind(),
                way.action(),
                way.area().landing(next),
                fields,
                refusal,
                minutes,
                accounts,
                waived,
                false,
                outer.on() && way.equals(Way.CITIZEN_WAY) ? outer.title() : null);
    }
}
