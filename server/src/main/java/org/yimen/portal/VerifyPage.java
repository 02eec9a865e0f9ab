package org.yimen.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.document.StoredPaper;
import org.yimen.licence.LicenceCheck;
import org.yimen.licence.PublicLicence;
import org.yimen.licence.Standing;
import org.yimen.platform.ui.Mark;
import org.yimen.platform.ui.SummaryRow;
import org.yimen.platform.web.Words;

/**
 * Checking a paper: the question, or what was found.
 *
 * @param entered whether the log vouches for it already; null where it is no paper of a case of ours
 */
public record VerifyPage(
        @Nullable Finding finding,
        String code,
        @Nullable String codeError,
        @Nullable String fileError,
        @Nullable Boolean entered) {

    static VerifyPage blank() {
        return new VerifyPage(null, "", null, null, null);
    }

    static VerifyPage found(Finding finding, @Nullable Boolean entered) {
        return new VerifyPage(finding, "", null, null, entered);
    }

    private Finding it() {
        if (finding == null) {
            throw new IllegalStateException("Nothing was checked");
        }
        return finding;
    }

    /** Picks the words of the verdict. */
    public String verdict() {
        return switch (it()) {
            case Finding.OfLicence(var check, var _)
            when check.standing() instanceof Standing.Suspended -> "genuine-suspended";
            case Finding.OfLicence(var check, var _) -> check.inForce() ? "genuine-valid" : "genuine-ended";
            case Finding.OfPaper paper when paper.corrected() != null -> "genuine-ended";
            case Finding.OfPaper _, Finding.OfSeal _ -> "genuine";
            case Finding.Altered _ -> "altered";
            case Finding.Unknown _ -> "unknown";
        };
    }

    /** True where there is something genuine to compare with the paper in hand. */
    public boolean genuine() {
        return switch (it()) {
            case Finding.OfLicence _, Finding.OfPaper _, Finding.OfSeal _ -> true;
            case Finding.Altered _, Finding.Unknown _ -> false;
        };
    }

    public Mark mark() {
        return switch (it()) {
            case Finding.OfLicence(var check, var _) -> check.inForce() ? Mark.OK : Mark.SOON;
            case Finding.OfPaper paper when paper.corrected() != null -> Mark.SOON;
            case Finding.OfPaper _, Finding.OfSeal _ -> Mark.OK;
            case Finding.Altered _, Finding.Unknown _ -> Mark.LATE;
        };
    }

    public String tone() {
        return mark().css();
    }

    public String explained(Words words) {
        return switch (it()) {
            case Finding.OfLicence(var check, var _)
            when check.corrected() != null -> words.say("portal.verify.corrected", String.valueOf(check.corrected()));
            case Finding.OfPaper paper
            when paper.corrected() != null -> words.say("portal.verify.corrected", String.valueOf(paper.corrected()));
            case Finding.OfLicence(var check, var _)
            when check.standing() instanceof Standing.Ended(var how, var on, var _) ->
                words.say("portal.verify.ended-on", words.say(how.key()), on);
            case Finding.OfLicence(var check, var _)
            when check.standing() instanceof Standing.Suspended(var from, var until, var _) ->
                until == null
                        ? words.say("portal.verify.suspended-on", from)
                        : words.say("portal.verify.suspended-until", from, until);
            case Finding.OfLicence(var check, var _)
            when check.standing() instanceof Standing.Expired(var on) -> words.say("portal.verify.expired-on", on);
            case Finding.OfLicence(var check, var _)
            when check.standing() instanceof Standing.NotYet(var from) -> words.say("portal.verify.not-yet", from);
            case Finding.OfLicence(var _, var byFile) ->
                words.say(byFile ? "portal.verify.file-unchanged" : "portal.verify.in-force");
            case Finding.OfPaper _ -> words.say("portal.verify.paper-genuine");
            case Finding.OfSeal _ -> words.say("portal.verify.seal-genuine");
            case Finding.Altered(var reason) -> words.say(reason);
            case Finding.Unknown(var reason) -> words.say(reason);
        };
    }

    /** What to compare with the paper in hand. */
    public List<SummaryRow> rows(Words words) {
        var rows = new ArrayList<SummaryRow>();
        switch (it()) {
            case Finding.OfLicence(var check, var _) -> {
                PublicLicence licence = check.licence();
                rows.add(row("what", licence.type(), words));
                rows.add(row("number", licence.number(), words));
                rows.add(row("holder", licence.holderMasked(), words));
                rows.add(row("issuer", licence.issuerName(), words));
                rows.add(row("issued", words.plainDate(licence.issuedOn()), words));
                LocalDate until = licence.term().until();
                rows.add(row(
                        "valid",
                        until == null
                                ? words.say(
                                        "portal.verify.since", licence.term().from())
                                : words.say(
                                        "portal.verify.from-to", licence.term().from(), until),
                        words));
                rows.add(row("standing", words.say(check.standing().key()), words));
                rows.add(row("identifier", licence.identifier().toString(), words));
            }
            case Finding.OfPaper(var paper, var seal, var holder, var _) -> {
                rows.add(row("what", paper.title(), words));
                rows.add(row("number", paper.number(), words));
                if (holder != null) {
                    rows.add(row("holder", holder, words));
                }
                rows.add(row("issuer", seal, words));
                rows.add(row("issued", words.dateTime(paper.madeAt()), words));
                rows.add(row("code", paper.code().grouped(), words));
            }
            case Finding.OfSeal(var seal, var at) -> {
                rows.add(row("issuer", seal, words));
                rows.add(row("issued", words.dateTime(at), words));
            }
            case Finding.Altered _, Finding.Unknown _ -> {}
        }
        if (entered != null && genuine()) {
            rows.add(
                    row("log", words.say(entered ? "portal.verify.log-entered" : "portal.verify.log-entering"), words));
        }
        return rows;
    }

    private static SummaryRow row(String what, String value, Words words) {
        return SummaryRow.of(words.say("portal.verify.row-" + what), value);
    }

    /** What was found. */
    public sealed interface Finding {

        /** A licence of ours and where it stands. */
        record OfLicence(LicenceCheck.Genuine check, boolean byFile) implements Finding {}

        /**
         * Another paper of ours.
         *
         * @param holder masked
         * @param corrected the number of the paper that corrects it, or null
         */
        record OfPaper(
                StoredPaper paper,
                String seal,
                @Nullable String holder,
                @Nullable String corrected) implements Finding {}

        /** A file that one of our seals signed and nobody changed, but no licence. */
        record OfSeal(String seal, Instant at) implements Finding {}

        /** A file that is not as it was signed, or whose seal had no power; {@code reason} is a message key. */
        record Altered(String reason) implements Finding {}

        /** Nothing of ours; {@code reason} is a message key. */
        record Unknown(String reason) implements Finding {}
    }
}
