package org.yimen.casework;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.yimen.audit.AuditLog;

/** 越权、清单外、擅改流程: what was tried and stopped, for supervision to see, wherever it was stopped. */
@Component
public class Attempts {

    private static final int LONGEST_ARGUMENT = 80;

    private final AuditLog audit;

    Attempts(AuditLog audit) {
        this.audit = audit;
    }

    /** A command that its rules refused; the line belongs to the transaction that stores the refusal. */
    void refused(Ask<?> ask, CaseRuleBroken refusal) {
        refusal.attempt()
                .ifPresent(kind -> audit.record(
                        ask.id().region(),
                        ask.actor().id().toString(),
                        kind,
                        ask.id().value().toString(),
                        detail(ask.actor(), command(ask), refusal)));
    }

    /** A command that was refused after its events were written, with them: the line stays where they do not. */
    CaseRuleBroken undone(Ask<?> ask, CaseRuleBroken refusal) {
        return told(ask.id(), ask.actor(), command(ask), refusal);
    }

    /**
     * Writes down what was stopped before it became a command on a case.
     *
     * @param id of the case, or of what would have become one
     * @param asked what was asked for: the name of a command, or a message key
     * @return the refusal, to be thrown
     */
    public CaseRuleBroken told(CaseId id, Actor actor, String asked, CaseRuleBroken refusal) {
        return told(id.region(), id.value().toString(), actor, asked, refusal);
    }

    /** The same where there is nothing yet that it could be about. */
    public CaseRuleBroken told(String region, Actor actor, String asked, CaseRuleBroken refusal) {
        return told(region, "", actor, asked, refusal);
    }

    private CaseRuleBroken told(String region, String subject, Actor actor, String asked, CaseRuleBroken refusal) {
        refusal.attempt()
                .ifPresent(kind -> audit.recordAttempt(
                        region, actor.id().toString(), kind, subject, detail(actor, asked, refusal)));
        return refusal;
    }

    private static String command(Ask<?> ask) {
        return requireNonNull(ask.command()).getClass().getSimpleName();
    }

    /** Enough to say the refusal again: its code, its arguments by their places, who asked from where for what. */
    private static Map<String, String> detail(Actor actor, String asked, CaseRuleBroken refusal) {
        var detail = new TreeMap<String, String>();
        detail.put("code", refusal.code());
        detail.put("command", asked);
        detail.put("kind", actor.kind().name());
        detail.put("post", actor.post());
        for (int i = 0; i < refusal.arguments().size(); i++) {
            detail.put(Integer.toString(i), plain(refusal.arguments().get(i)));
        }
        return detail;
    }

    /** A forged request may carry anything: no long number gets into the log, and no long text. */
    private static String plain(Object argument) {
        String text = argument.toString().replaceAll("\\p{Cntrl}", " ").replaceAll("\\d{6,}[0-9Xx]?", "…");
        return text.length() <= LONGEST_ARGUMENT ? text : text.substring(0, LONGEST_ARGUMENT) + "…";
    }
}
