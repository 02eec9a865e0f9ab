package org.yimen.matrix;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import jakarta.servlet.Filter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.yimen.application.City;
import org.yimen.matrix.Policy.Field;
import org.yimen.matrix.Policy.Outcome;
import org.yimen.matrix.Policy.Rule;

/** Asks every address of the running router in everybody's name, and compares with the policy. */
@Component
class Matrix {

    private final WebApplicationContext context;
    private final Callers callers;
    private final Things things;
    private @Nullable MockMvc mvc;

    Matrix(WebApplicationContext context, Callers callers, Things things) {
        this.context = context;
        this.callers = callers;
        this.things = things;
    }

    /** A method and a pattern, as the router knows them. */
    record Endpoint(String method, PathPattern pattern) {
        @Override
        public String toString() {
            return method + " " + pattern.getPatternString();
        }
    }

    /** All endpoints that the router would hand a request to. */
    List<Endpoint> endpoints() {
        return endpoints(context);
    }

    private static List<Endpoint> endpoints(ApplicationContext context) {
        var found = new ArrayList<Endpoint>();
        for (var mapping :
                context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                var patterns = info.getPathPatternsCondition();
                if (patterns == null) {
                    throw new IllegalStateException("Not mapped by a path pattern: " + info);
                }
                var methods = info.getMethodsCondition().getMethods();
                for (PathPattern pattern : patterns.getPatterns()) {
                    if (methods.isEmpty()) {
                        found.add(new Endpoint("GET", pattern));
                    }
                    methods.forEach(method -> found.add(new Endpoint(method.name(), pattern)));
                }
            }
        }
        return found;
    }

    /** What the authorization server answers in a filter, so that no router knows of it: each address that it may have. */
    List<Endpoint> filtered() {
        var addresses = new TreeSet<String>(WELL_KNOWN);
        AuthorizationServerSettings.builder().build().getSettings().values().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(address -> address.startsWith("/"))
                .forEach(addresses::add);
        var found = new ArrayList<Endpoint>();
        // Some of its filters ask who they are before they say what is theirs.
        AuthorizationServerContextHolder.setContext(new AuthorizationServerContext() {
            @Override
            public String getIssuer() {
                return "http://localhost";
            }

            @Override
            public AuthorizationServerSettings getAuthorizationServerSettings() {
                return AuthorizationServerSettings.builder().issuer(getIssuer()).build();
            }
        });
        for (String address : addresses) {
            for (String method : List.of("GET", "POST")) {
                var request = new MockHttpServletRequest(method, address);
                request.setServletPath(address);
                boolean answered = context.getBean(FilterChainProxy.class).getFilterChains().stream()
                        .filter(chain -> chain.matches(request))
                        .limit(1)
                        .flatMap(chain -> chain.getFilters().stream())
                        .anyMatch(filter -> answers(filter, request));
                if (answered) {
                    found.add(new Endpoint(method, PathPatternParser.defaultInstance.parse(address)));
                }
            }
        }
        AuthorizationServerContextHolder.resetContext();
        return found;
    }

    private static final List<String> WELL_KNOWN = List.of(
            "/.well-known/oauth-authorization-server",
            "/.well-known/oauth-protected-resource",
            "/.well-known/openid-configuration",
            "/connect/logout",
            "/connect/register",
            "/userinfo");

    /** True for a filter of the authorization server that takes this address for its own. */
    private static boolean answers(Filter filter, HttpServletRequest request) {
        if (!filter.getClass().getName().startsWith("org.springframework.security.oauth2.server.authorization")) {
            return false;
        }
        return Arrays.stream(filter.getClass().getDeclaredFields())
                .filter(field -> RequestMatcher.class.isAssignableFrom(field.getType()))
                .anyMatch(field -> {
                    field.setAccessible(true);
                    return ReflectionUtils.getField(field, filter) instanceof RequestMatcher matcher
                            && matcher.matches(request);
                });
    }

    /** The endpoint that answers a rule's address; empty for what a filter answers. */
    static Optional<Endpoint> answering(Rule rule, List<Endpoint> endpoints) {
        var path = PathContainer.parsePath(rule.path().replaceAll("[?].*", "").replaceAll("\\{[^}]*}", "0"));
        return endpoints.stream()
                .filter(each ->
                        each.method().equals(rule.method()) && each.pattern().matches(path))
                .min(Comparator.comparing(Endpoint::pattern));
    }

    /** Who asks for what. */
    record Asking(Rule rule, String caller) {}

    /** Everybody about one address. */
    List<Asking> askings(Rule rule) {
        return callers.all().keySet().stream()
                // A visit at a machine has a cookie of its own, which no other page reads: MachineTest.
                .filter(caller -> !isAtMachine(caller) || rule.path().startsWith("/kiosk"))
                // A token opens the API and is not read anywhere else: ApiTest.
                .filter(caller -> !caller.startsWith(Callers.PROGRAM) || isApi(rule))
                .map(caller -> new Asking(rule, caller))
                .toList();
    }

    /** What is not as the policy says. */
    Set<String> violations(Asking asking) throws Exception {
        return ask(asking.rule(), asking.caller(), callers.all().get(asking.caller()));
    }

    private Set<String> ask(Rule rule, String caller, @Nullable Authentication signedIn) throws Exception {
        var violations = new LinkedHashSet<String>();
        if (rule.method().equals("COMMAND")) {
            return command(rule, caller, signedIn);
        }
        MockHttpServletResponse response = send(rule, caller, signedIn);
        Outcome expected = rule.of(caller);
        // The protocol of sign-ins elsewhere says 400 for what it refuses, and 405 for another method.
        boolean refused = rule.path().startsWith("/oauth2/") && Set.of(400, 405).contains(response.getStatus());
        Outcome outcome = refused ? Outcome.REFUSED : outcome(response);
        // Who acts for nobody any more hears that at whatever he asks for, and gets nothing of it.
        boolean over = OVER.equals(response.getRedirectedUrl());
        if (outcome != expected && !(over && expected != Outcome.OK)) {
            violations.add("%s: %s gets %s (%d%s), not %s"
                    .formatted(
                            rule,
                            caller,
                            outcome,
                            response.getStatus(),
                            response.getRedirectedUrl() == null ? "" : " to " + response.getRedirectedUrl(),
                            expected));
        }
        if (!rule.method().equals("GET") && outcome == Outcome.OK && !over) {
            things.changed();
        }
        String body = response.getContentAsString(StandardCharsets.UTF_8);
        for (Map.Entry<Field, String> secret : things.secrets().entrySet()) {
            if (body.contains(secret.getValue()) && !rule.mayShow(secret.getKey(), caller)) {
                violations.add("%s shows %s to %s".formatted(rule, secret.getKey(), caller));
            }
        }
        return violations;
    }

    /** Without any page before it: what the engine itself says to whoever asks. */
    private Set<String> command(Rule rule, String caller, @Nullable Authentication signedIn) {
        Outcome outcome = things.command(rule.path(), signedIn == null ? null : signedIn.getPrincipal());
        if (outcome == Outcome.OK) {
            things.changed();
        }
        return outcome == rule.of(caller)
                ? Set.of()
                : Set.of("%s: %s gets %s, not %s".formatted(rule, caller, outcome, rule.of(caller)));
    }

    private static boolean isApi(Rule rule) {
        return rule.path().startsWith("/api/");
    }

    private static boolean isAtMachine(String caller) {
        return caller.startsWith(Callers.AT_MACHINE);
    }

    private static final String STANDS = "@stands";
    private static final String PROVEN = "@proven";
    /** The body of a request to the API. */
    private static final String JSON = "@json";

    private static final Instant FOR_LONG = Instant.parse("2100-01-01T00:00:00Z");

    private static final String OVER = "/me/acting?notice=over";

    private final AtomicInteger requests = new AtomicInteger();

    private MockHttpServletResponse send(Rule rule, String caller, @Nullable Authentication signedIn) throws Exception {
        if (mvc == null) {
            mvc = MockMvcBuilders.webAppContextSetup(context)
                    .apply(springSecurity())
                    .build();
        }
        URI address = URI.create(things.fill(rule.path()));
        boolean upload = rule.form().containsKey("@file");
        AbstractMockHttpServletRequestBuilder<?> asked = upload
                ? multipart(address).file("file", "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII))
                : request(HttpMethod.valueOf(rule.method()), address);
        rule.form().forEach((name, value) -> {
            if (name.equals(STANDS)) {
                // Whom the clerk looked up by a number that was typed.
                asked.sessionAttr("desk.at-the-window", things.fill(value) + "=TYPED@0");
            } else if (name.equals(PROVEN)) {
                // He proved a moment ago that it is he; also who has no password to do it with.
                asked.sessionAttr("identity.step-up", FOR_LONG);
            } else if (name.equals(JSON)) {
                asked.contentType(MediaType.APPLICATION_JSON)
                        .content(things.fill(value).getBytes(StandardCharsets.UTF_8));
            } else if (!name.equals("@file")) {
                String sent = URLDecoder.decode(things.fill(value), StandardCharsets.UTF_8);
                // What is ticked one by one stands here in one word after the other.
                asked.param(name, name.equals("looked") ? sent.split(" ", -1) : new String[] {sent});
            }
        });
        if (!rule.method().equals("GET")) {
            asked.with(csrf());
        }
        if (isApi(rule)) {
            asked.header("Idempotency-Key", City.key());
        }
        if (isAtMachine(caller)) {
            asked.cookie(new Cookie("yimen-station", things.machineKey()));
            asked.sessionAttr("identity.station", things.machine());
        }
        // What is counted by address is not what is asked here.
        int number = requests.incrementAndGet();
        asked.with(request -> {
            request.setRemoteAddr("10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255));
            return request;
        });
        asked.with(signedIn == null ? anonymous() : authentication(signedIn));
        return mvc.perform(asked).andReturn().getResponse();
    }

    private static Outcome outcome(MockHttpServletResponse response) {
        String location = response.getRedirectedUrl();
        if (location != null) {
            return location.matches("(/desk)?/sign-in([?].*)?|/kiosk") ? Outcome.IN : Outcome.OK;
        }
        return switch (response.getStatus()) {
            case 409, 422, 429 -> Outcome.REFUSED;
            case 401 -> Outcome.TOKEN;
            case 403 -> Outcome.NO;
            case 404 -> Outcome.NONE;
            default -> response.getStatus() < 300 ? Outcome.OK : Outcome.BROKEN;
        };
    }
}
