package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.Account;
import org.yimen.identity.Citizen;
import org.yimen.identity.Credentials;
import org.yimen.identity.Credentials.Changed;
import org.yimen.identity.OuterSignIn;
import org.yimen.identity.OuterSignInSettings;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.SecondFactors;
import org.yimen.identity.Sessions;
import org.yimen.identity.SignInHistory;
import org.yimen.identity.StaffMember;
import org.yimen.identity.Standings;
import org.yimen.identity.Standings.Duty;
import org.yimen.identity.Standings.Standing;
import org.yimen.identity.web.AskPage.Ask;
import org.yimen.platform.web.Page;

/** 登录与安全: everybody's own page on where he is signed in, who tried to be him, and his password. */
@Controller
class SecurityController {

    static final String PASSWORD = "/password";

    private static final String ME = "/me/security";
    private static final String DESK = "/desk/security";

    private final Sessions sessions;
    private final SignInHistory history;
    private final Credentials credentials;
    private final SecondFactors factors;
    private final Standings standings;
    private final RelyingParties parties;
    private final OuterSignIn outer;
    private final OuterSignInSettings outerSettings;

    SecurityController(
            Sessions sessions,
            SignInHistory history,
            Credentials credentials,
            SecondFactors factors,
            Standings standings,
            RelyingParties parties,
            OuterSignIn outer,
            OuterSignInSettings outerSettings) {
        this.parties = parties;
        this.outer = outer;
        this.outerSettings = outerSettings;
        this.sessions = sessions;
        this.history = history;
        this.credentials = credentials;
        this.factors = factors;
        this.standings = standings;
    }

    /** Where the account's own pages begin. */
    static String base(Account account) {
        return account.staff() ? DESK : ME;
    }

    @GetMapping({ME, DESK})
    ModelAndView overview(
            @AuthenticationPrincipal Account account,
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String done) {
        SecurityPage.Factor factor = account instanceof StaffMember member
                ? new SecurityPage.Factor(
                        factors.enrolled(member), factors.recoveryCodes(member), standings.secondFactorWaived())
                : null;
        SecurityPage.Outer link = account instanceof Citizen citizen && outerSettings.on()
                ? new SecurityPage.Outer(outerSettings.title(), outer.of(citizen.personId()))
                : null;
        return Page.show(
                "identity/security",
                new SecurityPage(
                        base(account),
                        account.staff(),
                        sessions.of(account, idOf(request)),
                        history.of(account),
                        parties.of(account),
                        factor,
                        link,
                        SecurityPage.known(done)));
    }

    /** Ends one session, or with {@code others} all but the one that asks. */
    @PostMapping({ME + "/sessions/end", DESK + "/sessions/end"})
    ModelAndView end(
            @AuthenticationPrincipal Account account,
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable UUID session,
            @RequestParam(defaultValue = "false") boolean others) {
        String by = SignInController.idOf(account);
        if (others) {
            sessions.endAll(account, idOf(request), by, Sessions.Why.BY_OWNER);
        } else if (session != null) {
            // Of somebody else's nothing ends, and the answer is the same: it is not there, or not any more.
            sessions.end(account, session, by, Sessions.Why.BY_OWNER);
        }
        return Page.goTo(base(account) + "?done=ended");
    }

    @GetMapping({ME + PASSWORD, DESK + PASSWORD})
    ModelAndView password(@AuthenticationPrincipal Account account) {
        return Page.show("identity/ask", passwordPage(account, null, null, null, null, 0));
    }

    @PostMapping({ME + PASSWORD, DESK + PASSWORD})
    ModelAndView change(
            @AuthenticationPrincipal Account account,
            HttpServletRequest request,
            @RequestParam(name = "old", defaultValue = "") String old,
            @RequestParam(name = "new", defaultValue = "") String wanted,
            @RequestParam(name = "repeat", defaultValue = "") String repeat) {
        String oldError = old.isBlank() ? "identity.sign-in.password-missing" : null;
        String newError = wanted.isBlank() ? "identity.password.missing" : null;
        String repeatError = newError == null && !wanted.equals(repeat) ? "identity.password.differs" : null;
        if (oldError != null || newError != null || repeatError != null) {
            return again(account, oldError, newError, repeatError, null, 0, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (credentials.change(account, old, wanted, request.getRemoteAddr(), idOf(request))) {
            case Changed.Done _ -> {
                // An id that somebody may have seen before is worth nothing from now on.
                if (request.getSession(false) != null) {
                    request.changeSessionId();
                }
                yield Page.goTo(base(account) + "?done=password");
            }
            case Changed.WrongOld _ ->
                again(account, "identity.password.old-wrong", null, null, null, 0, HttpStatus.UNPROCESSABLE_CONTENT);
            case Changed.Flawed(String key) ->
                again(account, null, key, null, null, 0, HttpStatus.UNPROCESSABLE_CONTENT);
            case Changed.LockedOut(long minutes) ->
                again(account, null, null, null, "identity.sign-in.locked", minutes, HttpStatus.TOO_MANY_REQUESTS);
            case Changed.Busy _ ->
                again(account, null, null, null, "identity.sign-in.busy", 0, HttpStatus.SERVICE_UNAVAILABLE);
        };
    }

    private ModelAndView again(
            Account account,
            @Nullable String oldError,
            @Nullable String newError,
            @Nullable String repeatError,
            @Nullable String refusal,
            long minutes,
            HttpStatus status) {
        return Page.show(
                "identity/ask", passwordPage(account, oldError, newError, repeatError, refusal, minutes), status);
    }

    private AskPage passwordPage(
            Account account,
            @Nullable String oldError,
            @Nullable String newError,
            @Nullable String repeatError,
            @Nullable String refusal,
            long minutes) {
        var asks = new ArrayList<Ask>();
        asks.add(Ask.empty("old", Ask.Type.OLD_PASSWORD, "identity.password.old", null)
                .wrong(oldError));
        asks.addAll(newPassword(newError, repeatError));
        String lead = switch (standings.of(account)) {
            case Standing.Owes(Duty duty) ->
                switch (duty) {
                    case PASSWORD_GIVEN -> "identity.password.given";
                    case PASSWORD_OLD -> "identity.password.aged";
                    case SECOND_FACTOR -> null;
                };
            case Standing.Good _, Standing.Over _ -> null;
        };
        return AskPage.of("password", base(account) + PASSWORD, asks)
                .saying(lead)
                .refused(refusal, minutes)
                .backTo(base(account));
    }

    static List<Ask> newPassword(@Nullable String newError, @Nullable String repeatError) {
        return List.of(
                Ask.empty("new", Ask.Type.NEW_PASSWORD, "identity.password.new", "identity.password.new-hint")
                        .wrong(newError),
                Ask.empty("repeat", Ask.Type.NEW_PASSWORD, "identity.password.repeat", null)
                        .wrong(repeatError));
    }

    private static @Nullable String idOf(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getId();
    }
}
