package org.yimen.portal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Applicant;
import org.yimen.application.web.CaseWords;
import org.yimen.application.web.Filling;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.ItemVersion;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.identity.Acting;
import org.yimen.licence.Licence;
import org.yimen.licence.Standing;
import org.yimen.platform.Text;
import org.yimen.platform.web.Words;
import org.yimen.rating.Occasion;
import org.yimen.supervision.Measure;

/**
 * Everything of one applicant.
 *
 * @param part in whose name it is shown
 * @param parts in how many names the visitor may act
 * @param orders what he has complained of, asked or proposed
 * @param fees what he owes now
 * @param older where the next page of cases begins, if there is one
 * @param measures what an office intends with one of his licences
 * @param engaged departments ordered something from this firm, once or now
 * @param evaluates he was appointed to look at how services are given
 * @param hall his bookings, his number of today and visits at home
 */
public record MePage(
        Applicant applicant,
        Acting.Part part,
        int parts,
        List<Filling> drafts,
        List<Case> cases,
        List<Held> licences,
        List<Line> orders,
        Said said,
        @Nullable Instant older,
        HallPanel hall,
        FeePanel fees,
        List<Measure> measures,
        boolean engaged,
        boolean evaluates) {

    public record Case(Summary summary, Text item) {
        public String status(Words words) {
            return CaseWords.status(summary.status(), words);
        }

        public boolean waitsForYou() {
            return summary.status().equals("SupplementDue");
        }
    }

    /** @param acts the items by which it can be changed, renewed, replaced or given up today */
    public record Held(Licence licence, Standing standing, List<ItemVersion> acts) {
        public Held {
            acts = List.copyOf(acts);
        }

        /** The word of the address and of the button. */
        public String kind(ItemVersion item) {
            return LicenceActsController.kindOf(item);
        }

        /** One form, one draft. */
        public String key() {
            return UUID.randomUUID().toString();
        }

        public boolean inForce() {
            return standing instanceof Standing.InForce;
        }
    }

    /** Messages and ratings. */
    public record Said(int unread, List<Occasion> occasions) {
        public Said {
            occasions = List.copyOf(occasions);
        }
    }

    public MePage {
        drafts = List.copyOf(drafts);
        cases = List.copyOf(cases);
        licences = List.copyOf(licences);
        orders = List.copyOf(orders);
        measures = List.copyOf(measures);
    }
}
