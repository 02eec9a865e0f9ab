package org.yimen.kiosk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.document.StoredPaper;
import org.yimen.licence.LicenceCheck;
import org.yimen.licence.PublicLicence;
import org.yimen.platform.ui.Mark;
import org.yimen.platform.ui.SummaryRow;
import org.yimen.platform.web.Words;

/**
 * 核验 by the code on a paper.
 *
 * @param error key of what is wrong with the code, or null
 * @param finding what the code says, or null before it was asked
 */
public record VerifyPage(
        String code, @Nullable String error, @Nullable Finding finding) {

    /** What was found. */
    public sealed interface Finding {
        record OfLicence(LicenceCheck.Genuine check) implements Finding {}

        record OfPaper(StoredPaper paper, @Nullable String corrected) implements Finding {}

        record Altered() implements Finding {}

        record Unknown() implements Finding {}
    }

    private Finding it() {
        if (finding == null) {
            throw new IllegalStateException("nothing was asked");
        }
        return finding;
    }

    public Mark mark() {
        return switch (it()) {
            case Finding.OfLicence(var check) -> check.inForce() ? Mark.OK : Mark.SOON;
            case Finding.OfPaper _ -> Mark.OK;
            case Finding.Altered _, Finding.Unknown _ -> Mark.LATE;
        };
    }

    public String verdict() {
        return switch (it()) {
            case Finding.OfLicence(var check) ->
                check.inForce() ? "kiosk.verify.genuine" : "kiosk.verify.genuine-ended";
            case Finding.OfPaper(var _, var corrected) ->
                corrected == null ? "kiosk.verify.genuine-paper" : "kiosk.verify.corrected-paper";
            case Finding.Altered _ -> "kiosk.verify.altered";
            case Finding.Unknown _ -> "kiosk.verify.unknown";
        };
    }

    /** What to compare with the paper in hand. */
    public List<SummaryRow> rows(Words words) {
        var rows = new ArrayList<SummaryRow>();
        switch (it()) {
            case Finding.OfLicence(var check) -> {
                PublicLicence licence = check.licence();
                rows.add(row("what", licence.type(), words));
                rows.add(row("number", licence.number(), words));
                rows.add(row("holder", licence.holderMasked(), words));
                rows.add(row("issuer", licence.issuerName(), words));
                rows.add(row("issued", words.plainDate(licence.issuedOn()), words));
                LocalDate until = licence.term().until();
                if (until != null) {
                    rows.add(row("until", words.plainDate(until), words));
                }
                rows.add(row("standing", words.say(check.standing().key()), words));
            }
            case Finding.OfPaper(var paper, var _) -> {
                rows.add(row("what", paper.title(), words));
                rows.add(row("number", paper.number(), words));
                rows.add(row("issued", words.dateTime(paper.madeAt()), words));
            }
            case Finding.Altered _, Finding.Unknown _ -> {}
        }
        return rows;
    }

    private static SummaryRow row(String what, String value, Words words) {
        return SummaryRow.of(words.say("kiosk.verify.row-" + what), value);
    }
}
