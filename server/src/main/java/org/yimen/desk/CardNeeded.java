package org.yimen.desk;

import java.util.UUID;

/** What was asked is done only with the applicant there, and his card was not read, or too long ago. */
final class CardNeeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final UUID subject;
    private final String page;

    /**
     * @param subject the case, or the draft
     * @param page where to go on where a file was sent: it has to be chosen again
     */
    CardNeeded(UUID subject, String page) {
        super("Nobody has shown his card", null, false, false);
        this.subject = subject;
        this.page = page;
    }

    UUID subject() {
        return subject;
    }

    String page() {
        return page;
    }
}
