package org.yimen.application.web;

/**
 * What there is to do before an application can be handed in.
 *
 * @param mayCommit 告知承诺: the applicant has the choice to promise in place of proofs
 */
public record TasksPage(Filling filling, boolean mayCommit) {

    public boolean committed() {
        return filling.draft().content().commitment() != null;
    }
}
