package org.yimen.application.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Commitments.Offer;
import org.yimen.catalogue.ItemVersion.Commitment;
import org.yimen.platform.web.Words;

/** 告知承诺: what the applicant may promise in place of proofs, as he reads it before he chooses, or why he may not. */
public record CommitmentPage(Filling filling, Offer offer) {

    /** Null where he may not choose it. */
    public @Nullable Commitment commitment() {
        return offer instanceof Offer.Open(var commitment) ? commitment : null;
    }

    public boolean signed() {
        return filling.draft().content().commitment() != null;
    }

    public Optional<String> barred(Words words) {
        return barred(offer, words);
    }

    /** Why somebody may not choose it, in words; nothing where he may, or where there is nothing to choose. */
    static Optional<String> barred(Offer offer, Words words) {
        return offer.refusal()
                .map(code -> offer instanceof Offer.Excluded(var fields)
                        ? words.say("catalogue.guide.no-promise", CaseWords.fields(fields, words))
                        : words.say(code));
    }
}
