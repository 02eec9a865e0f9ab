package org.yimen.application.web;

import org.yimen.catalogue.ItemVersion.Commitment;

/** 告知承诺: what the applicant may promise in place of proofs, as he reads it before he chooses. */
public record CommitmentPage(Filling filling, Commitment commitment) {

    public boolean signed() {
        return filling.draft().content().commitment() != null;
    }
}
