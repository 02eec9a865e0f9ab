package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Passwords;
import org.yimen.identity.PrivacyNotice;
import org.yimen.identity.Registration;
import org.yimen.identity.Registration.Begun;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** 注册: a citizen opens his account. */
@Controller
public class RegisterController {

    private static final Pattern PHONE = Pattern.compile("1[3-9]\\d{9}");
    private static final int LONGEST_NAME = 50;
    private static final String CODE = "/sign-in/register/code";
    private static final String WAITING = "identity.register";

    private final Registration registration;
    private final Passwords passwords;

    RegisterController(Registration registration, Passwords passwords) {
        this.registration = registration;
        this.passwords = passwords;
    }

    /**
     * What was typed, but for the passwords, and what is wrong with it.
     *
     * @param errors field → message key
     * @param refusal why it failed as a whole, or null
     */
    public record RegisterPage(
            String name,
            String number,
            String phone,
            boolean agreed,
            Map<String, String> errors,
            @Nullable String refusal,
            boolean simulated) {

        public RegisterPage {
            errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
        }

        public String notice() {
            return PrivacyNotice.VERSION;
        }

        public boolean failed() {
            return refusal != null || !errors.isEmpty();
        }

        public @Nullable ErrorMessage error(String field, Words words) {
            String key = errors.get(field);
            return key == null ? null : ErrorMessage.of(words.say(key));
        }

        public List<ErrorItem> items(Words words) {
            return errors.entrySet().stream()
                    .map(error -> ErrorItem.of(error.getKey(), words.say(error.getValue())))
                    .toList();
        }
    }

    @GetMapping("/sign-in/register")
    ModelAndView ask() {
        return Page.show(
                "identity/register", new RegisterPage("", "", "", false, Map.of(), null, registration.simulated()));
    }

    @PostMapping("/sign-in/register")
    ModelAndView register(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            @RequestParam(defaultValue = "") String agree,
            HttpServletRequest request) {
        Optional<CitizenId> id = CitizenId.parse(number);
        boolean agreed = agree.equals(PrivacyNotice.VERSION);
        var errors = new LinkedHashMap<String, String>();
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            errors.put("name", "identity.register.name-missing");
        }
        if (id.isEmpty()) {
            errors.put("number", "identity.register.number-wrong");
        }
        if (!PHONE.matcher(phone.strip()).matches()) {
            errors.put("phone", "identity.register.phone-wrong");
        }
        passwords.flaw(password, id.map(CitizenId::value).orElse(" ")).ifPresent(flaw -> errors.put("password", flaw));
        if (!password.equals(again) && !errors.containsKey("password")) {
            errors.put("again", "identity.register.again-differs");
        }
        if (!agreed) {
            errors.put("agree", "identity.register.agree-missing");
        }
        if (!errors.isEmpty() || id.isEmpty()) {
            return again(name, number, phone, agreed, errors, null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var form = new Registration.Form(name.strip(), id.get(), phone.strip(), password);
        return switch (registration.begin(form, request.getRemoteAddr())) {
            case Begun.CodeSent(UUID waiting) -> {
                request.getSession().setAttribute(WAITING, waiting);
                yield Page.goTo(CODE);
            }
            case Begun.Ended(Registration.Outcome outcome) -> ended(outcome, name, number, phone);
        };
    }

    /** The code that was sent to the phone. */
    @GetMapping(CODE)
    ModelAndView code(HttpServletRequest request) {
        UUID waiting = waiting(request);
        return waiting == null ? Page.goTo("/sign-in/register") : Page.show("identity/ask", code(waiting, null));
    }

    @PostMapping(CODE)
    ModelAndView prove(@RequestParam(defaultValue = "") String code, HttpServletRequest request) {
        UUID waiting = waiting(request);
        if (waiting == null) {
            return Page.goTo("/sign-in/register");
        }
        if (code.isBlank()) {
            return Page.show(
                    "identity/ask", code(waiting, "identity.reset.code-missing"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (registration.finish(waiting, code)) {
            case DONE -> {
                request.getSession().removeAttribute(WAITING);
                yield Page.goTo("/sign-in/register/done");
            }
            case WRONG ->
                Page.show("identity/ask", code(waiting, "identity.reset.code-wrong"), HttpStatus.UNPROCESSABLE_CONTENT);
            case OVER -> {
                request.getSession().removeAttribute(WAITING);
                yield again("", "", "", false, Map.of(), "identity.reset.over", HttpStatus.UNPROCESSABLE_CONTENT);
            }
        };
    }

    private AskPage code(UUID waiting, @Nullable String error) {
        return AskPage.of(
                        "register-code",
                        CODE,
                        List.of(AskPage.Ask.empty("code", AskPage.Ask.Type.CODE, "identity.reset.code", null)
                                .wrong(error)))
                .saying(
                        "identity.register-code.lead",
                        registration.phone(waiting).orElse(""))
                .backTo("/sign-in/register")
                .readingOut(registration.readOut(waiting).orElse(null));
    }

    private static @Nullable UUID waiting(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(WAITING) instanceof UUID waiting ? waiting : null;
    }

    private ModelAndView ended(Registration.Outcome outcome, String name, String number, String phone) {
        return switch (outcome) {
            case DONE -> Page.goTo("/sign-in/register/done");
            case NO_MATCH ->
                again(
                        name,
                        number,
                        phone,
                        true,
                        Map.of(),
                        "identity.real-name.no-match",
                        HttpStatus.UNPROCESSABLE_CONTENT);
            case UNREACHABLE ->
                again(
                        name,
                        number,
                        phone,
                        true,
                        Map.of(),
                        "identity.real-name.unreachable",
                        HttpStatus.SERVICE_UNAVAILABLE);
            case TOO_MANY ->
                again(name, number, phone, true, Map.of(), "identity.register.too-many", HttpStatus.TOO_MANY_REQUESTS);
        };
    }

    /** The same for everybody: it does not say whether there was an account before. */
    @GetMapping("/sign-in/register/done")
    ModelAndView done() {
        return Page.show("identity/registered", PrivacyNotice.VERSION);
    }

    private ModelAndView again(
            String name,
            String number,
            String phone,
            boolean agreed,
            Map<String, String> errors,
            @Nullable String refusal,
            HttpStatus status) {
        return Page.show(
                "identity/register",
                new RegisterPage(name, number, phone, agreed, errors, refusal, registration.simulated()),
                status);
    }
}
