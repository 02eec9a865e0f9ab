package org.yimen.desk;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.application.web.EventWords;

/**
 * The form of one command on one case.
 *
 * @param key names this command, so that a second click does nothing
 */
public record ActPage(DeskFrame frame, CaseView view, EventWords events, ActForm form, String key) {

    /** The message key of what is missing to do this, or null where it is open. */
    public @Nullable String barred() {
        return view.choices().stream()
                .filter(choice -> choice.code().equals(form.code()))
                .map(CaseView.Choice::refusal)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The departments that review in this plan. */
    public List<String> departments() {
        return ActForm.reviewers(view);
    }
}
