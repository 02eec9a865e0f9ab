package org.yimen.api;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.yimen.identity.MachineCaller;
import org.yimen.identity.Scope;
import org.yimen.platform.Guard;

/** Every address of the API, with the scope that opens it. What is not listed here is shut. */
enum Door {
    ITEMS("GET", "/api/v1/items", Scope.ITEMS_READ),
    ITEM("GET", "/api/v1/items/{code}", Scope.ITEMS_READ),
    FORM("GET", "/api/v1/items/{code}/form", Scope.ITEMS_READ),
    CHECK_FORM("POST", "/api/v1/items/{code}/form/check", Scope.ITEMS_READ),
    APPLICATIONS("GET", "/api/v1/applications", Scope.APPLICATIONS_READ),
    SUBMIT("POST", "/api/v1/applications", Scope.APPLICATIONS_SUBMIT),
    APPLICATION("GET", "/api/v1/applications/{number}", Scope.APPLICATIONS_READ),
    APPLICATION_EVENTS("GET", "/api/v1/applications/{number}/events", Scope.APPLICATIONS_READ),
    CLOCKS("GET", "/api/v1/applications/{number}/clocks", Scope.APPLICATIONS_READ),
    PROOF("GET", "/api/v1/applications/{number}/proof", Scope.APPLICATIONS_READ),
    ACCEPT("POST", "/api/v1/applications/{number}/accept", Scope.APPLICATIONS_PROCESS),
    DECLINE("POST", "/api/v1/applications/{number}/decline", Scope.APPLICATIONS_PROCESS),
    NOTICE_SUPPLEMENT("POST", "/api/v1/applications/{number}/notice-supplement", Scope.APPLICATIONS_PROCESS),
    ASK_FOR_MATERIALS("POST", "/api/v1/applications/{number}/ask-for-materials", Scope.APPLICATIONS_PROCESS),
    SUPPLY("POST", "/api/v1/applications/{number}/supply", Scope.APPLICATIONS_SUBMIT),
    REVIEW("POST", "/api/v1/applications/{number}/review", Scope.APPLICATIONS_PROCESS),
    PAUSE("POST", "/api/v1/applications/{number}/pause", Scope.APPLICATIONS_PROCESS),
    RESUME("POST", "/api/v1/applications/{number}/resume", Scope.APPLICATIONS_PROCESS),
    EXTEND("POST", "/api/v1/applications/{number}/extend", Scope.APPLICATIONS_PROCESS),
    DECIDE("POST", "/api/v1/applications/{number}/decide", Scope.APPLICATIONS_PROCESS),
    ISSUE("POST", "/api/v1/applications/{number}/issue", Scope.APPLICATIONS_PROCESS),
    DELIVER("POST", "/api/v1/applications/{number}/deliver", Scope.APPLICATIONS_PROCESS),
    WITHDRAW("POST", "/api/v1/applications/{number}/withdraw", Scope.APPLICATIONS_SUBMIT),
    FEES("GET", "/api/v1/applications/{number}/fees", Scope.FEES_READ),
    OPEN_FEES("POST", "/api/v1/applications/{number}/fees", Scope.FEES_OPEN),
    EVENTS("GET", "/api/v1/events", Scope.EVENTS_READ),
    PROGRESS("POST", "/api/v1/progress", Scope.PROGRESS_READ),
    LICENCE("GET", "/api/v1/licences/{code}", Scope.LICENCES_VERIFY),
    WEBHOOKS("GET", "/api/v1/webhooks", Scope.WEBHOOKS_MANAGE),
    SUBSCRIBE("POST", "/api/v1/webhooks", Scope.WEBHOOKS_MANAGE),
    UNSUBSCRIBE("DELETE", "/api/v1/webhooks/{id}", Scope.WEBHOOKS_MANAGE),
    REDELIVER("POST", "/api/v1/webhooks/{id}/redeliver", Scope.WEBHOOKS_MANAGE),
    SEND_MESSAGE("POST", "/api/v1/applications/{number}/messages", Scope.MESSAGES_SEND),
    MESSAGE("GET", "/api/v1/applications/{number}/messages/{id}", Scope.MESSAGES_SEND),
    SEAL("POST", "/api/v1/applications/{number}/seals", Scope.PAPERS_SEAL),
    SEALED("GET", "/api/v1/applications/{number}/seals/{id}", Scope.PAPERS_SEAL),
    FIGURES("GET", "/api/v1/figures", Scope.FIGURES_READ),
    HANDOVERS("GET", "/api/v1/supervision/handovers", Scope.SUPERVISION_REPORT),
    FINDING("POST", "/api/v1/supervision/findings", Scope.SUPERVISION_REPORT);

    private final String method;
    private final String path;
    private final Scope scope;

    Door(String method, String path, Scope scope) {
        this.method = method;
        this.path = path;
        this.scope = scope;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    Scope scope() {
        return scope;
    }

    /** True for the bearer of a token that has this door's scope, and for nobody else. */
    @Guard
    boolean opensTo(Authentication caller) {
        String needed = MachineCaller.authority(scope);
        return caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(needed::equals);
    }

    PathPatternRequestMatcher matcher() {
        return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.valueOf(method), path);
    }

    /** Whether the address is one of ours under any method. */
    PathPatternRequestMatcher anyMethod() {
        return PathPatternRequestMatcher.withDefaults().matcher(path);
    }

    /** A request that asks for a file or several in its body. */
    boolean takesFiles() {
        return this == SUBMIT || this == SUPPLY || this == SEAL;
    }

    static Optional<Door> at(String method, String path) {
        return Arrays.stream(values())
                .filter(door -> door.method.equals(method) && door.path.equals(path))
                .findFirst();
    }
}
