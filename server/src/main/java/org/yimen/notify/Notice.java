package org.yimen.notify;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * What is to be said to somebody, on every way that he wants. The outbox says it once.
 *
 * @param holder whose matter it is, a person or a legal entity; the inbox is his
 * @param person whose phone and address are used; for a person himself the same as {@code holder}
 * @param cause what happened, e.g. {@code case:<id>:4}; the same cause says nothing a second time
 * @param template message key: {@code .title} and {@code .text} for inbox and mail, {@code .sms} for the phone
 * @param arguments of the template; never a personal number or a whole name
 * @param link where the inbox leads, without anything secret; empty for nowhere
 * @param sender who had it sent, for the list of messages: {@code system} or a machine
 * @param condition asked again before it goes, by {@link StandingCheck}; empty where it always stands
 * @param at when it happened
 * @param from not before
 * @param until after which it is worth nothing, or null
 */
public record Notice(
        String region,
        UUID holder,
        UUID person,
        String cause,
        String template,
        List<Text> arguments,
        String link,
        @Nullable UUID caseId,
        String sender,
        String condition,
        Instant at,
        Instant from,
        @Nullable Instant until) {

    /** Whatever lets itself be said in one message. */
    static final int MOST_ARGUMENTS = 6;

    static final String SYSTEM = "system";

    public Notice {
        arguments = List.copyOf(arguments);
        if (cause.isEmpty() || cause.length() > 200 || arguments.size() > MOST_ARGUMENTS) {
            throw new IllegalArgumentException("No notice: " + cause);
        }
        if (!link.isEmpty() && (!link.startsWith("/") || link.contains("?"))) {
            throw new IllegalArgumentException("A link of a message is a path: " + link);
        }
    }

    /** Of what has just happened in a matter of {@code holder}. */
    public static Notice of(
            String region, UUID holder, UUID person, String cause, String template, List<Text> arguments, Instant at) {
        return new Notice(region, holder, person, cause, template, arguments, "", null, SYSTEM, "", at, at, null);
    }

    public Notice to(String address) {
        return new Notice(
                region, holder, person, cause, template, arguments, address, caseId, sender, condition, at, from,
                until);
    }

    public Notice ofCase(UUID id) {
        return new Notice(
                region, holder, person, cause, template, arguments, link, id, sender, condition, at, from, until);
    }

    public Notice by(String who) {
        return new Notice(
                region, holder, person, cause, template, arguments, link, caseId, who, condition, at, from, until);
    }

    /** Not before {@code moment}, and only while {@code what} still stands then. */
    public Notice later(Instant moment, String what) {
        return new Notice(
                region, holder, person, cause, template, arguments, link, caseId, sender, what, at, moment, until);
    }
}
