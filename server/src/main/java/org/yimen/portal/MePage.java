package org.yimen.portal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Applicant;
import org.yimen.application.web.CaseWords;
import org.yimen.application.web.Filling;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.identity.Acting;
import org.yimen.licence.Licence;
import org.yimen.licence.Standing;
import org.yimen.platform.Text;
import org.yimen.platform.web.Words;

/**
 * Everything of one applicant.
 *
 * @param part in whose name it is shown
 * @param parts in how many names the visitor may act
 * @param fees what he owes now
 * @param older where the next page of cases begins, if there is one
 */
public record MePage(
        Applicant applicant,
        Acting.Part part,
        int parts,
        List<Filling> drafts,
        List<Case> cases,
        List<Held> licences,
        @Nullable Instant older,
        FeePanel fees) {

    public record Case(Summary summary, Text item) {
        public String status(Words words) {
            return CaseWords.status(summary.status(), words);
        }

        public boolean waitsForYou() {
            return summary.status().equals("SupplementDue");
        }
    }

    public record Held(Licence licence, Standing standing) {
        public boolean inForce() {
            return standing instanceof Standing.InForce;
        }
    }

    public MePage {
        drafts = List.copyOf(drafts);
        cases = List.copyOf(cases);
        licences = List.copyOf(licences);
    }
}
