package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.yimen.identity.Account;
import org.yimen.identity.SignIn;
import org.yimen.identity.SignIn.Outcome;
import org.yimen.identity.TrialAccounts;
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

    private final SignIn signIn;
    private final SecurityContextRepository contexts;
    private final SessionSettings sessions;
    private final ObjectProvider<TrialAccounts> trial;

    SignInController(
            SignIn signIn,
            SecurityContextRepository contexts,
            SessionSettings sessions,
            ObjectProvider<TrialAccounts> trial) {
        this.signIn = signIn;
        this.contexts = contexts;
        this.sessions = sessions;
        this.trial = trial;
    }

    /** A way in: the keys of its page, its address, and the side that it leads to. */
    private record Way(String kind, String action, Area area) {
        static final Way CITIZEN_WAY = new Way("citizen", CITIZEN, Area.CITIZENS);
        static final Way ENTERPRISE_WAY = new Way("enterprise", ENTERPRISE, Area.CITIZENS);
        static final Way STAFF_WAY = new Way("staff", STAFF, Area.DESK);
    }

    @GetMapping(CITIZEN)
    ModelAndView citizen(@RequestParam(required = false) @Nullable String next) {
        return empty(Way.CITIZEN_WAY, next, new CitizenForm(null, null, null).fields(false));
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
                open(account, request, response);
                var redirect = new RedirectView(way.area().landing(next));
                redirect.setStatusCode(HttpStatus.SEE_OTHER);
                redirect.setExpandUriTemplateVariables(false);
                yield new ModelAndView(redirect);
            }
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

    /** A new session, so that neither an id nor a form token from before the sign-in is worth anything after it. */
    private void open(Account account, HttpServletRequest request, HttpServletResponse response) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        HttpSession session = request.getSession(true);
        var idle = account.staff() ? sessions.desk() : sessions.citizens();
        session.setMaxInactiveInterval(Math.toIntExact(idle.toSeconds()));

        SecurityContext context = SecurityContextHolder.createEmptyContext();
        String role = "ROLE_" + (account.staff() ? SecurityRules.STAFF : SecurityRules.CITIZEN);
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                account, null, AuthorityUtils.createAuthorityList(role)));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
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
        return new SignInPage(way.kind(), way.action(), way.area().landing(next), fields, refusal, minutes, accounts);
    }
}
