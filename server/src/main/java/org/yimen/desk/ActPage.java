package org.yimen.desk;

import java.util.List;
import org.yimen.application.CaseView;
import org.yimen.application.web.EventWords;

/**
 * The form of one command on one case.
 *
 * @param key names this command, so that a second click does nothing
 */
public record ActPage(DeskFrame frame, CaseView view, EventWords events, ActForm form, String key) {

    /** The departments that review in this plan. */
    public List<String> departments() {
        return ActForm.reviewers(view);
    }
}
