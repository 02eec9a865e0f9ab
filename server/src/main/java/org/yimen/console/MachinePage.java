package org.yimen.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.exchange.Subscription;
import org.yimen.identity.Machine;

/**
 * One machine.
 *
 * @param secret shown right after it was made, and never again
 */
public record MachinePage(
        ConsoleFrame frame,
        Machine machine,
        List<String> posts,
        List<Subscription> webhooks,
        @Nullable String secret) {

    public MachinePage {
        posts = List.copyOf(posts);
        webhooks = List.copyOf(webhooks);
    }

    public String address() {
        return "/console/security/machines/" + machine.clientId();
    }

    /** The mark of a subscription's state, beside its word. */
    public static String mark(Subscription subscription) {
        return switch (subscription.state()) {
            case "stopped" -> "late";
            case "failing" -> "soon";
            default -> "ok";
        };
    }

    @Override
    public String toString() {
        return "MachinePage[" + machine.clientId() + "]";
    }
}
