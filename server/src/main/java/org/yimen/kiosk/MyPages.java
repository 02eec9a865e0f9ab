package org.yimen.kiosk;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.AtMachine;
import org.yimen.application.Beginnings;
import org.yimen.application.web.CaseWords;
import org.yimen.application.web.Filling;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.ItemVersion;
import org.yimen.delivery.Way;
import org.yimen.document.Qr;
import org.yimen.identity.Verifications.VisitCode;
import org.yimen.licence.Licence;
import org.yimen.licence.Standing;
import org.yimen.organisation.Site;
import org.yimen.platform.Text;
import org.yimen.platform.ui.SummaryRow;
import org.yimen.platform.web.Words;

/** The pages of whoever has proven who he is. */
public final class MyPages {

    private MyPages() {}

    /** @param name masked: somebody may stand behind him */
    public record OverviewPage(
            String name, List<Waiting> waiting, List<Filling> drafts, List<Case> cases, List<Held> licences) {
        public OverviewPage {
            waiting = List.copyOf(waiting);
            drafts = List.copyOf(drafts);
            cases = List.copyOf(cases);
            licences = List.copyOf(licences);
        }

        /** One case. */
        public record Case(Summary summary, Text item) {
            public String status(Words words) {
                return CaseWords.status(summary.status(), words);
            }

            public boolean waitsForYou() {
                return summary.status().equals("SupplementDue");
            }
        }

        /** One licence. */
        public record Held(Licence licence, Standing standing) {
            public boolean inForce() {
                return standing instanceof Standing.InForce;
            }
        }
    }

    /**
     * A result that has not reached him yet.
     *
     * @param refused it is a refusal that waits to be served
     * @param way how he wanted it
     * @param here he may take it from this machine
     * @param tracking of the parcel that has it, if the courier gave a number
     */
    public record Waiting(
            UUID caseId,
            Text item,
            String number,
            boolean refused,
            Way way,
            boolean here,
            @Nullable String tracking) {

        /** Where it is, in a line. */
        public String where(Words words) {
            if (!here) {
                return tracking == null
                        ? words.say("kiosk.pick-up.in-the-mail")
                        : words.say("kiosk.pick-up.tracking", tracking);
            }
            return words.say("kiosk.pick-up." + way.code());
        }
    }

    /**
     * A result, to be printed and taken.
     *
     * @param hall where it can be had from a person
     * @param key names this taking
     */
    public record PickUpPage(Waiting waiting, Site hall, UUID key) {

        public String address() {
            return Addresses.MINE + "/cases/" + waiting.caseId() + "/result";
        }

        public List<SummaryRow> rows(Words words) {
            return List.of(
                    SummaryRow.of(words.say("kiosk.case.number"), waiting.number()),
                    SummaryRow.of(words.say("kiosk.pick-up.where"), waiting.where(words)),
                    SummaryRow.of(
                            words.say("kiosk.pick-up.hall"),
                            words.text(hall.name()) + " · " + words.text(hall.address()) + " · "
                                    + words.text(hall.hours())));
        }
    }

    /** A case of his. */
    public record CasePage(KioskCase shown, @Nullable Licence licence) {

        /** Its result has not reached him yet. */
        public boolean waits() {
            return AtMachine.waits(shown.view().state());
        }
    }

    /**
     * What he takes home.
     *
     * @param filled how much nobody had to type; null of a case from before this was counted
     */
    public record ReceiptPage(KioskCase shown, Qr.SvgPath qr, Beginnings.@Nullable Filled filled) {

        /** With his whole name: it is his own paper. */
        public List<SummaryRow> rows(Words words) {
            var rows = new ArrayList<SummaryRow>();
            rows.add(SummaryRow.of(
                    words.say("kiosk.receipt.applicant"),
                    shown.view().dossier().applicant().name()));
            rows.addAll(shown.rows(words));
            return rows;
        }
    }

    /** A licence of his, and how anybody checks it. */
    public record LicencePage(Licence licence, Standing standing, Qr.SvgPath qr) {}

    /** The code to go on with elsewhere; null before it is asked for. */
    public record CodePage(@Nullable VisitCode code, Qr.@Nullable SvgPath qr) {}

    /**
     * Before the first question.
     *
     * @param open a draft of this is there already
     * @param may a person may apply for it
     */
    public record StartPage(ItemVersion item, boolean open, boolean may, String name) {

        /** Names the beginning of a draft, so that a second press begins none. */
        public UUID key() {
            return UUID.randomUUID();
        }

        public boolean asksForFiles() {
            return !item.broughtByApplicant().isEmpty();
        }
    }
}
