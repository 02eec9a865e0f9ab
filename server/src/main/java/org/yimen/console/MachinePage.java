package org.yimen.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.exchange.Subscription;
import org.yimen.identity.Machine;
import org.yimen.identity.RelyingParty;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.Sheet.Said;
import org.yimen.platform.web.Words;

/**
 * One machine.
 *
 * @param signIn whom it may ask about
 * @param waiting the kinds of what was proposed about it and waits for a second officer
 * @param errors part of the page → message key
 */
public record MachinePage(
        ConsoleFrame frame,
        Machine machine,
        List<Said> posts,
        List<Subscription> webhooks,
        SignInForm signIn,
        List<String> waiting,
        Map<String, String> errors) {

    /**
     * Which users the machine may ask about, as registered or as typed.
     *
     * @param redirects one a line
     */
    public record SignInForm(String audience, String redirects, boolean realName) {

        static SignInForm of(@Nullable RelyingParty party) {
            return party == null
                    ? new SignInForm(RelyingParty.Audience.CITIZENS.name(), "", false)
                    : new SignInForm(
                            party.audience().name(),
                            String.join("\n", new TreeSet<>(party.redirectUris())),
                            party.realName());
        }
    }

    /** Both sides. */
    public static List<Choice> audiences(Words words) {
        return Arrays.stream(RelyingParty.Audience.values())
                .map(side -> Choice.of(
                        side.name(),
                        words.say("console.machines.audience-" + side.name().toLowerCase(Locale.ROOT))))
                .toList();
    }

    public MachinePage {
        posts = List.copyOf(posts);
        webhooks = List.copyOf(webhooks);
        waiting = List.copyOf(waiting);
        errors = Map.copyOf(errors);
    }

    /** A new one for each form of the page. */
    public String key() {
        return UUID.randomUUID().toString();
    }

    public @Nullable String error(String part) {
        return errors.get(part);
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
