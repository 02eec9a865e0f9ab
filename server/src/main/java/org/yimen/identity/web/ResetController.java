package org.yimen.identity.web;

import static org.yimen.identity.web.SignInForms.citizenIdError;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.PasswordResets;
import org.yimen.identity.PasswordResets.Asked;
import org.yimen.identity.PasswordResets.Finished;
import org.yimen.identity.web.AskPage.Ask;
import org.yimen.platform.web.Page;

/** How a citizen gets a new password by himself. Every answer is the same whether he has an account or not. */
@Controller
class ResetController {

    private static final String PAGE = "/sign-in/reset";
    private static final String CODE = PAGE + "/code";
    private static final String RESET = "identity.reset";

    private final PasswordResets resets;

    ResetController(PasswordResets resets) {
        this.resets = resets;
    }

    @GetMapping(PAGE)
    ModelAndView form() {
        return Page.show("identity/ask", who("", "", null, null));
    }

    @PostMapping(PAGE)
    ModelAndView ask(
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "citizen-id", defaultValue = "") String number,
            HttpServletRequest request) {
        String nameError = name.isBlank() ? "identity.sign-in.name-missing" : null;
        String numberError = citizenIdError(number);
        if (nameError != null || numberError != null || !resets.possible()) {
            return Page.show(
                    "identity/ask", who(name, number, nameError, numberError), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (resets.ask(name, CitizenId.of(number), request.getRemoteAddr())) {
            case Asked.Sent(UUID reset) -> {
                request.getSession().setAttribute(RESET, reset);
                yield Page.goTo(CODE);
            }
            case Asked.TooMany _ ->
                Page.show(
                        "identity/ask",
                        who(name, number, null, null).refused("identity.reset.too-many", 0),
                        HttpStatus.TOO_MANY_REQUESTS);
        };
    }

    @GetMapping(CODE)
    ModelAndView codeForm(HttpServletRequest request) {
        UUID reset = reset(request);
        return reset == null ? Page.goTo(PAGE) : Page.show("identity/ask", code(reset, null, null, null));
    }

    @PostMapping(CODE)
    ModelAndView finish(
            HttpServletRequest request,
            @RequestParam(name = "code", defaultValue = "") String code,
            @RequestParam(name = "new", defaultValue = "") String wanted,
            @RequestParam(name = "repeat", defaultValue = "") String repeat) {
        UUID reset = reset(request);
        if (reset == null) {
            return Page.goTo(PAGE);
        }
        String codeError = code.isBlank() ? "identity.reset.code-missing" : null;
        String newError = wanted.isBlank() ? "identity.password.missing" : null;
        String repeatError = newError == null && !wanted.equals(repeat) ? "identity.password.differs" : null;
        if (codeError != null || newError != null || repeatError != null) {
            return again(code(reset, codeError, newError, repeatError));
        }
        return switch (resets.finish(reset, code, wanted, request.getRemoteAddr())) {
            case Finished.Done _ -> {
                request.getSession().removeAttribute(RESET);
                yield Page.goTo("/sign-in?done=reset");
            }
            case Finished.WrongCode _ -> again(code(reset, "identity.reset.code-wrong", null, null));
            case Finished.Flawed(String key) -> again(code(reset, null, key, null));
            case Finished.Over _ -> {
                request.getSession().removeAttribute(RESET);
                yield Page.show(
                        "identity/ask",
                        who("", "", null, null).refused("identity.reset.over", 0),
                        HttpStatus.UNPROCESSABLE_CONTENT);
            }
        };
    }

    private static ModelAndView again(AskPage page) {
        return Page.show("identity/ask", page, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private AskPage who(String name, String number, @Nullable String nameError, @Nullable String numberError) {
        List<Ask> asks = resets.possible()
                ? List.of(
                        Ask.empty("name", Ask.Type.NAME, "identity.sign-in.name", null)
                                .typed(name)
                                .wrong(nameError),
                        Ask.empty(
                                        "citizen-id",
                                        Ask.Type.TEXT,
                                        "identity.sign-in.citizen-id",
                                        "identity.sign-in.citizen-id-hint")
                                .typed(number)
                                .wrong(numberError))
                : List.of();
        return AskPage.of("reset", PAGE, asks)
                .saying(resets.possible() ? "identity.reset.lead" : "identity.reset.at-the-window")
                .backTo("/sign-in");
    }

    private AskPage code(
            UUID reset, @Nullable String codeError, @Nullable String newError, @Nullable String repeatError) {
        var asks = new ArrayList<Ask>();
        asks.add(Ask.empty("code", Ask.Type.CODE, "identity.reset.code", null).wrong(codeError));
        asks.addAll(SecurityController.newPassword(newError, repeatError));
        return AskPage.of("reset-code", CODE, asks)
                .saying("identity.reset-code.lead")
                .backTo(PAGE)
                .readingOut(resets.readOut(reset).orElse(null));
    }

    private static @Nullable UUID reset(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(RESET) instanceof UUID reset ? reset : null;
    }
}
