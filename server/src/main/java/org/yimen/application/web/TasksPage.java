package org.yimen.application.web;

import java.util.List;
import java.util.Optional;
import org.yimen.application.Commitments.Offer;
import org.yimen.application.Waivers.Waived;
import org.yimen.platform.web.Words;

/**
 * What there is to do before an application can be handed in.
 *
 * @param offer 告知承诺: whether the applicant has the choice to promise in place of proofs
 * @param waived what the office fetches
 */
public record TasksPage(Filling filling, Offer offer, List<Waived> waived) {

    public TasksPage {
        waived = List.copyOf(waived);
    }

    public boolean mayCommit() {
        return offer instanceof Offer.Open;
    }

    /** Why he has no choice, where others have one or might expect one. */
    public Optional<String> barred(Words words) {
        return CommitmentPage.barred(offer, words);
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
