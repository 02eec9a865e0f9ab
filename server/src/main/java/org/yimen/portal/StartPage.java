package org.yimen.portal;

import java.util.UUID;
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
 */
public record StartPage(
        ItemVersion item, Applicant applicant, boolean open, boolean may, Acting.Part part, boolean covered) {

    /** Names the beginning of a draft, so that a second click begins none; another one each time the page is shown. */
    public UUID key() {
        return UUID.randomUUID();
    }
}
