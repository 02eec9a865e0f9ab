package org.yimen.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import org.yimen.application.Application.Event;
import org.yimen.casework.CaseFeed.Cursor;
import org.yimen.exchange.Subscription;
import org.yimen.exchange.Webhooks;
import org.yimen.exchange.Webhooks.Subscribed;
import org.yimen.identity.MachineCaller;

/** Subscriptions of a machine, its own only. */
@RestController("apiWebhooks")
class WebhooksController {

    private static final String KEY = "Idempotency-Key";

    /** The types of events that there are, by the names of the API. */
    static final List<String> TYPES = Arrays.stream(Event.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .map(Shown::kebab)
            .sorted()
            .toList();

    private final Webhooks webhooks;

    WebhooksController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    record WebhookList(List<WebhookBody> webhooks) {
        WebhookList {
            webhooks = List.copyOf(webhooks);
        }
    }

    @Schema(description = "A subscription and how it goes. The secret is told when it is made, and never again.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WebhookBody(
            UUID id,
            String url,
            List<String> events,

            @Schema(allowableValues = {"in-order", "failing", "stopped"})
            String state,

            long delivered,
            @Nullable Instant deliveredAt,
            int failures,
            @Nullable Instant failingSince,
            @Nullable String lastAnswer,
            Instant nextTry,
            String cursor,
            @Nullable String secret) {
        WebhookBody {
            events = List.copyOf(events);
        }

        static WebhookBody of(Subscription subscription, @Nullable String secret) {
            return new WebhookBody(
                    subscription.id(),
                    subscription.url(),
                    subscription.types().stream().sorted().toList(),
                    subscription.state(),
                    subscription.delivered(),
                    subscription.deliveredAt(),
                    subscription.failures(),
                    subscription.failingSince(),
                    subscription.answer(),
                    subscription.nextAt(),
                    subscription.heard().toString(),
                    secret);
        }
    }

    @Operation(operationId = "webhooks", summary = "The caller's subscriptions and how they go")
    @GetMapping("/api/v1/webhooks")
    WebhookList list(@AuthenticationPrincipal MachineCaller caller) {
        return new WebhookList(webhooks.of(caller.machine()).stream()
                .map(each -> WebhookBody.of(each, null))
                .toList());
    }

    @Operation(
            operationId = "subscribe",
            summary = "Subscribe to events",
            description =
                    "From now on each event is posted with Yimen-Event (its id, the same whenever it comes again),"
                            + " Yimen-Timestamp and Yimen-Signature: v1= and HMAC-SHA256 over timestamp, a dot and the body,"
                            + " under the secret of this answer. Answer 2xx within five seconds. The secret is told once: repeating"
                            + " the request under the same key answers with the subscription but without it. Whoever"
                            + " lost that first answer ends the subscription and makes a new one under a new key.")
    @PostMapping("/api/v1/webhooks")
    ResponseEntity<WebhookBody> subscribe(
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Bodies.Subscription body,
            @AuthenticationPrincipal MachineCaller caller) {
        var check = new Check();
        String once = check.key(key);
        if (body.url() == null) {
            check.flaw("url", "api.field.missing");
        }
        Set<String> types = check.list("events", body.events(), TYPES.size()).stream()
                .map(type -> check.oneOf("events", type, TYPES))
                .collect(Collectors.toSet());
        check.done();
        String url = body.url() == null ? "" : body.url();
        Subscribed made = webhooks.subscribe(caller.machine(), url, types, once);
        return ResponseEntity.created(UriComponentsBuilder.fromPath("/api/v1/webhooks/{id}")
                        .build(made.subscription().id()))
                .body(WebhookBody.of(made.subscription(), made.secret()));
    }

    @Operation(operationId = "unsubscribe", summary = "End a subscription", description = "Repeating it is no error.")
    @DeleteMapping("/api/v1/webhooks/{id}")
    ResponseEntity<Void> end(
            @Parameter(schema = @Schema(format = "uuid")) @PathVariable String id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @AuthenticationPrincipal MachineCaller caller) {
        var check = new Check();
        var _ = check.key(key);
        check.done();
        mine(caller, id).ifPresent(each -> webhooks.end(each, caller.getName()));
        return ResponseEntity.noContent().build();
    }

    @Operation(
            operationId = "redeliver",
            summary = "Send again at once",
            description = "From the cursor named, or where it failed. Events come twice then; their ids tell.")
    @PostMapping("/api/v1/webhooks/{id}/redeliver")
    WebhookBody again(
            @Parameter(schema = @Schema(format = "uuid")) @PathVariable String id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Bodies.Redelivery body,
            @AuthenticationPrincipal MachineCaller caller) {
        var check = new Check();
        var _ = check.key(key);
        Cursor from = body.after() == null ? null : check.cursor(body.after());
        check.done();
        Subscription mine = mine(caller, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        webhooks.again(mine, from, caller.getName());
        return WebhookBody.of(webhooks.find(mine.region(), mine.id()).orElse(mine), null);
    }

    /** Whatever is no id of a subscription names none. */
    private Optional<Subscription> mine(MachineCaller caller, String id) {
        try {
            return webhooks.of(caller.machine(), UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
