package org.yimen.application.web;

import java.util.List;
import org.yimen.application.Waivers.Waived;

/**
 * What there is to do before an application can be handed in.
 *
 * @param mayCommit 告知承诺: the applicant has the choice to promise in place of proofs
 * @param waived what the office fetches
 */
public record TasksPage(Filling filling, boolean mayCommit, List<Waived> waived) {

    public TasksPage {
        waived = List.copyOf(waived);
    }

    public boolean committed() {
        return filling.draft().content().commitment() != null;
    }

    /** True where he can say what he would rather bring himself. */
    public boolean mayChoose() {
        return !filling.bench().isStation()
                && !(waived.isEmpty() && filling.draft().content().brought().isEmpty());
    }
}
