package org.yimen.organisation;

import java.time.LocalDate;

/** Who may sit where. Pure; the database holds the same against whoever writes beside it. */
final class PostingRules {

    private PostingRules() {}

    static void check(Posting posting, Snapshot now) {
        LocalDate until = posting.until();
        if (until != null && until.isBefore(posting.from())) {
            throw new OrganisationRefused("organisation.posting.days");
        }
        for (Posting other : now.postings()) {
            if (!other.region().equals(posting.region()) || !other.meets(posting)) {
                continue;
            }
            boolean same = other.staff().equals(posting.staff());
            if (same && other.post().equals(posting.post())) {
                throw new OrganisationRefused("organisation.posting.already", posting.post());
            }
            // 三员分立: an administrator holds no second post, and so decides and accepts nothing.
            if (same && Administrator.clash(other.post(), posting.post())) {
                throw new OrganisationRefused("organisation.posting.administrators-apart", other.post());
            }
            // 首席代表: one for each department in the hall.
            boolean chief = posting.post().endsWith("/chief") && !posting.standIn();
            if (chief && other.post().equals(posting.post()) && !other.standIn()) {
                throw new OrganisationRefused("organisation.posting.one-chief", posting.post());
            }
        }
    }
}
