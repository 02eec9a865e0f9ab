package org.yimen.portal;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Applicant;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identity.Acting;

/**
 * Before the first question: who applies, for what, what lies ready.
 *
 * @param open a draft of this is there already
 * @param may this applicant may apply for it
 * @param part in whose name
 * @param covered what was delegated covers it
 * @param bannedUntil the last day on which this applicant may not apply for it (行政许可法 arts. 78, 79), or null
 */
public record StartPage(
        ItemVersion item,
        Applicant applicant,
        boolean open,
        boolean may,
        Acting.Part part,
        boolean covered,
        @Nullable LocalDate bannedUntil) {

    /** Names the beginning of a draft, so that a second click begins none; another one each time the page is shown. */
    public UUID key() {
        return UUID.randomUUID();
    }
}
