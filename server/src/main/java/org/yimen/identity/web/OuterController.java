package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Account;
import org.yimen.identity.Citizen;
import org.yimen.identity.OuterSignIn;
import org.yimen.identity.OuterSignIn.Outcome;
import org.yimen.identity.OuterSignIn.Vouched;
import org.yimen.identity.OuterSignIn.Why;
import org.yimen.identity.PrivacyNotice;
import org.yimen.platform.web.Page;

/** 统一身份认证: citizens go to the outer provider and come back, each answer good for the browser that asked, and once. */
@Controller
class OuterController {

    static final String BEGIN = "/sign-in/outer";
    static final String BACK = BEGIN + "/back";
    private static final String REGISTER = BEGIN + "/register";
    private static final String ME = "/me/security/outer";

    private static final String VOUCHED = "identity.vouched";
    private static final String NEXT = "next";
    private static final String BEGUN = "begun";

    /** From the provider's page back to ours, and from there to the end of the registration. */
    private static final Duration LASTS = Duration.ofMinutes(10);

    private static final int LONGEST_CODE = 4000;
    private static final Pattern PHONE = Pattern.compile("1[3-9]\\d{9}");

    /** Whom the provider vouched for a moment ago, and where he was going; kept sealed like all of a session. */
    record Arrived(Vouched vouched, String next, Instant at) implements Serializable {}

    private final OuterProvider provider;
    private final OuterSignIn outer;
    private final SessionOpening opening;
    private final InstantSource time;
    private final HttpSessionOAuth2AuthorizationRequestRepository requests =
            new HttpSessionOAuth2AuthorizationRequestRepository();

    OuterController(OuterProvider provider, OuterSignIn outer, SessionOpening opening, InstantSource time) {
        this.provider = provider;
        this.outer = outer;
        this.opening = opening;
        this.time = time;
    }

    /** The message for what stands in the address of the sign-in page, or null. */
    static @Nullable String refusal(@Nullable String said) {
        return Arrays.stream(Why.values())
                .map(OuterController::spelt)
                .filter(why -> why.equals(said))
                .map(why -> "identity.outer." + why)
                .findFirst()
                .orElse(null);
    }

    private static String spelt(Why why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @GetMapping(BEGIN)
    ModelAndView begin(
            @AuthenticationPrincipal @Nullable Account signedIn,
            @RequestParam(required = false) @Nullable String next,
            @RequestHeader(name = "Sec-Fetch-Site", defaultValue = "none") String from,
            HttpServletRequest request,
            HttpServletResponse response) {
        mustBeOn();
        // Staff never come in this way; a citizen may prove again who he is.
        if (signedIn != null && signedIn.staff()) {
            return Page.goTo(Area.DESK.landing(next));
        }
        // Another site's link or picture does not begin a sign-in; the page with the button does.
        if (!from.equals("same-origin") && !from.equals("none")) {
            return Page.goTo(Area.CITIZENS.signInFor(next));
        }
        try {
            var asked = OAuth2AuthorizationRequest.from(provider.begin(request))
                    .attributes(all -> {
                        all.put(NEXT, Area.CITIZENS.landing(next));
                        all.put(BEGUN, time.instant());
                    })
                    .build();
            requests.saveAuthorizationRequest(asked, request, response);
            return Page.goTo(asked.getAuthorizationRequestUri());
        } catch (OuterProvider.Failed failed) {
            return refused(failed.why(), next);
        }
    }

    @GetMapping(BACK)
    ModelAndView back(
            @AuthenticationPrincipal @Nullable Account signedIn,
            HttpServletRequest request,
            HttpServletResponse response) {
        mustBeOn();
        if (signedIn != null && signedIn.staff()) {
            return Page.goTo(Area.DESK.landing(null));
        }
        OAuth2AuthorizationRequest asked = requests.removeAuthorizationRequest(request, response);
        if (asked == null) {
            return signedIn == null ? refused(Why.OVER, null) : Page.goTo(Area.CITIZENS.landing(null));
        }
        String next = String.valueOf(asked.getAttributes().get(NEXT));
        boolean old = !(asked.getAttributes().get(BEGUN) instanceof Instant begun)
                || time.instant().isAfter(begun.plus(LASTS));
        if (old || !outer.takes(Objects.requireNonNull(asked.getState()))) {
            return refused(Why.OVER, next);
        }
        String issuer = request.getParameter("iss");
        if (issuer != null && !issuer.equals(provider.settings().issuer())) {
            return refused(Why.BROKEN, next);
        }
        Optional<OAuth2AuthorizationResponse.Builder> answered = answered(request);
        if (answered.isEmpty()) {
            return refused(Why.BROKEN, next);
        }
        try {
            return enter(provider.finish(asked, answered.get()), next, request, response);
        } catch (OuterProvider.Failed failed) {
            return refused(failed.why(), next);
        }
    }

    private static Optional<OAuth2AuthorizationResponse.Builder> answered(HttpServletRequest request) {
        String code = request.getParameter("code");
        String error = request.getParameter("error");
        if (code != null && !code.isBlank() && code.length() <= LONGEST_CODE && error == null) {
            return Optional.of(OAuth2AuthorizationResponse.success(code));
        }
        return error == null || error.isBlank() || error.length() > LONGEST_CODE
                ? Optional.empty()
                : Optional.of(OAuth2AuthorizationResponse.error(error));
    }

    private ModelAndView enter(Vouched vouched, String next, HttpServletRequest request, HttpServletResponse response) {
        return switch (outer.enter(vouched, request.getRemoteAddr())) {
            case Outcome.Welcome(Citizen citizen) -> {
                opening.open(citizen, request, response);
                yield Page.goTo(Area.CITIZENS.landing(next));
            }
            case Outcome.Newcomer _ -> {
                SessionOpening.anew(request).setAttribute(VOUCHED, new Arrived(vouched, next, time.instant()));
                yield Page.goTo(REGISTER);
            }
            case Outcome.Refused(Why why) -> refused(why, next);
        };
    }

    @GetMapping(REGISTER)
    ModelAndView ask(HttpServletRequest request) {
        mustBeOn();
        Arrived arrived = arrived(request);
        return arrived == null
                ? refused(Why.OVER, null)
                : Page.show("identity/outer-register", page(arrived, "", false, Map.of(), null));
    }

    @PostMapping(REGISTER)
    ModelAndView register(
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String agree,
            HttpServletRequest request,
            HttpServletResponse response) {
        mustBeOn();
        Arrived arrived = arrived(request);
        if (arrived == null) {
            return refused(Why.OVER, null);
        }
        boolean agreed = agree.equals(PrivacyNotice.VERSION);
        var errors = new LinkedHashMap<String, String>();
        if (!PHONE.matcher(phone.strip()).matches()) {
            errors.put("phone", "identity.register.phone-wrong");
        }
        if (!agreed) {
            errors.put("agree", "identity.register.agree-missing");
        }
        if (!errors.isEmpty()) {
            return again(arrived, phone, agreed, errors, null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (outer.register(arrived.vouched(), phone.strip(), request.getRemoteAddr())) {
            case DONE -> enter(arrived.vouched(), arrived.next(), request, response);
            case NO_MATCH ->
                again(arrived, phone, true, Map.of(), "identity.real-name.no-match", HttpStatus.UNPROCESSABLE_CONTENT);
            case UNREACHABLE ->
                again(arrived, phone, true, Map.of(), "identity.real-name.unreachable", HttpStatus.SERVICE_UNAVAILABLE);
            case TOO_MANY ->
                again(arrived, phone, true, Map.of(), "identity.register.too-many", HttpStatus.TOO_MANY_REQUESTS);
        };
    }

    @PostMapping(ME + "/end")
    ModelAndView end(@AuthenticationPrincipal Citizen citizen) {
        outer.end(citizen.personId());
        return Page.goTo("/me/security?done=outer-ended");
    }

    @PostMapping(ME + "/allow")
    ModelAndView allow(@AuthenticationPrincipal Citizen citizen) {
        outer.allow(citizen.personId());
        return Page.goTo("/me/security?done=outer-allowed");
    }

    private @Nullable Arrived arrived(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(VOUCHED) instanceof Arrived arrived
                        && time.instant().isBefore(arrived.at().plus(LASTS))
                ? arrived
                : null;
    }

    private ModelAndView again(
            Arrived arrived,
            String phone,
            boolean agreed,
            Map<String, String> errors,
            @Nullable String refusal,
            HttpStatus status) {
        return Page.show("identity/outer-register", page(arrived, phone, agreed, errors, refusal), status);
    }

    private OuterRegisterPage page(
            Arrived arrived, String phone, boolean agreed, Map<String, String> errors, @Nullable String refusal) {
        return new OuterRegisterPage(
                provider.settings().title(),
                arrived.vouched().name(),
                CitizenId.of(arrived.vouched().number()).masked(),
                phone,
                agreed,
                errors,
                refusal);
    }

    /** The page where he can sign in otherwise says why; the answer of the provider does not stay in the address. */
    private static ModelAndView refused(Why why, @Nullable String next) {
        String page = Area.CITIZENS.signIn() + "?outer=" + spelt(why);
        String landing = Area.CITIZENS.landing(next);
        return Page.goTo(
                landing.equals("/me") ? page : page + "&next=" + URLEncoder.encode(landing, StandardCharsets.UTF_8));
    }

    private void mustBeOn() {
        if (!provider.on()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
