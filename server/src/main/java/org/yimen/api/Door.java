package org.yimen.api;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.yimen.identity.Scope;

/** Every address of the API, with the scope that opens it. What is not listed here is shut. */
enum Door {
    ITEMS(HttpMethod.GET, "/api/v1/items", Scope.ITEMS_READ),
    ITEM(HttpMethod.GET, "/api/v1/items/{code}", Scope.ITEMS_READ),
    APPLICATIONS(HttpMethod.GET, "/api/v1/applications", Scope.APPLICATIONS_READ),
    SUBMIT(HttpMethod.POST, "/api/v1/applications", Scope.APPLICATIONS_SUBMIT),
    APPLICATION(HttpMethod.GET, "/api/v1/applications/{number}", Scope.APPLICATIONS_READ),
    APPLICATION_EVENTS(HttpMethod.GET, "/api/v1/applications/{number}/events", Scope.APPLICATIONS_READ),
    CLOCKS(HttpMethod.GET, "/api/v1/applications/{number}/clocks", Scope.APPLICATIONS_READ),
    PROOF(HttpMethod.GET, "/api/v1/applications/{number}/proof", Scope.APPLICATIONS_READ),
    ACCEPT(HttpMethod.POST, "/api/v1/applications/{number}/accept", Scope.APPLICATIONS_PROCESS),
    DECLINE(HttpMethod.POST, "/api/v1/applications/{number}/decline", Scope.APPLICATIONS_PROCESS),
    NOTICE_SUPPLEMENT(HttpMethod.POST, "/api/v1/applications/{number}/notice-supplement", Scope.APPLICATIONS_PROCESS),
    SUPPLY(HttpMethod.POST, "/api/v1/applications/{number}/supply", Scope.APPLICATIONS_SUBMIT),
    REVIEW(HttpMethod.POST, "/api/v1/applications/{number}/review", Scope.APPLICATIONS_PROCESS),
    PAUSE(HttpMethod.POST, "/api/v1/applications/{number}/pause", Scope.APPLICATIONS_PROCESS),
    RESUME(HttpMethod.POST, "/api/v1/applications/{number}/resume", Scope.APPLICATIONS_PROCESS),
    EXTEND(HttpMethod.POST, "/api/v1/applications/{number}/extend", Scope.APPLICATIONS_PROCESS),
    DECIDE(HttpMethod.POST, "/api/v1/applications/{number}/decide", Scope.APPLICATIONS_PROCESS),
    ISSUE(HttpMethod.POST, "/api/v1/applications/{number}/issue", Scope.APPLICATIONS_PROCESS),
    DELIVER(HttpMethod.POST, "/api/v1/applications/{number}/deliver", Scope.APPLICATIONS_PROCESS),
    WITHDRAW(HttpMethod.POST, "/api/v1/applications/{number}/withdraw", Scope.APPLICATIONS_SUBMIT),
    EVENTS(HttpMethod.GET, "/api/v1/events", Scope.EVENTS_READ),
    PROGRESS(HttpMethod.POST, "/api/v1/progress", Scope.PROGRESS_READ),
    LICENCE(HttpMethod.GET, "/api/v1/licences/{code}", Scope.LICENCES_VERIFY),
    WEBHOOKS(HttpMethod.GET, "/api/v1/webhooks", Scope.WEBHOOKS_MANAGE),
    SUBSCRIBE(HttpMethod.POST, "/api/v1/webhooks", Scope.WEBHOOKS_MANAGE),
    UNSUBSCRIBE(HttpMethod.DELETE, "/api/v1/webhooks/{id}", Scope.WEBHOOKS_MANAGE),
    REDELIVER(HttpMethod.POST, "/api/v1/webhooks/{id}/redeliver", Scope.WEBHOOKS_MANAGE);

    private final HttpMethod method;
    private final String path;
    private final Scope scope;

    Door(HttpMethod method, String path, Scope scope) {
        this.method = method;
        this.path = path;
        this.scope = scope;
    }

    HttpMethod method() {
        return method;
    }

    String path() {
        return path;
    }

    Scope scope() {
        return scope;
    }

    PathPatternRequestMatcher matcher() {
        return PathPatternRequestMatcher.withDefaults().matcher(method, path);
    }

    /** Whether the address is one of ours under any method. */
    PathPatternRequestMatcher anyMethod() {
        return PathPatternRequestMatcher.withDefaults().matcher(path);
    }

    /** A request that asks for a file or several in its body. */
    boolean takesFiles() {
        return this == SUBMIT || this == SUPPLY;
    }

    static Optional<Door> at(String method, String path) {
        return Arrays.stream(values())
                .filter(door -> door.method.matches(method) && door.path.equals(path))
                .findFirst();
    }
}
