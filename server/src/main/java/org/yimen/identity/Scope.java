package org.yimen.identity;

import java.util.Arrays;
import java.util.Optional;

/** What a machine may use of the API at all; what it may do to a case its post and letters say, as for an officer. */
public enum Scope {
    ITEMS_READ("items.read"),
    APPLICATIONS_READ("applications.read"),
    APPLICATIONS_SUBMIT("applications.submit"),
    APPLICATIONS_PROCESS("applications.process"),
    EVENTS_READ("events.read"),
    PROGRESS_READ("progress.read"),
    FEES_READ("fees.read"),
    FEES_OPEN("fees.open"),
    LICENCES_VERIFY("licences.verify"),
    WEBHOOKS_MANAGE("webhooks.manage"),
    MESSAGES_SEND("messages.send"),
    PAPERS_SEAL("papers.seal"),
    FIGURES_READ("figures.read"),
    SUPERVISION_REPORT("supervision.report");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    /** As it stands in tokens and requests. */
    public String code() {
        return code;
    }

    public static Optional<Scope> of(String code) {
        return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
    }
}
