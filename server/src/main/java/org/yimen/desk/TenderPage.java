package org.yimen.desk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.casework.Plan.Step;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.procedure.Tender;

/**
 * 招标、拍卖的结果: how the cases that took part stand.
 *
 * @param tender the last report that speaks of this case, or null
 * @param recordedBy who wrote it down; empty without one
 * @param numbers of the cases of that report and of those that compete, by id
 * @param correction what would take its place and waits for a second officer, or null
 * @param competing the cases of which a new report may speak; empty where the officer may not write one now
 * @param key names a new report
 */
public record TenderPage(
        DeskFrame frame,
        CaseView view,
        Step step,
        @Nullable Tender tender,
        String recordedBy,
        Map<UUID, String> numbers,
        @Nullable Correction correction,
        List<Competing> competing,
        UUID key,
        Typed typed) {

    /** @param applicant masked */
    public record Competing(UUID id, String number, String applicant) {}

    /**
     * A report that does not count yet.
     *
     * @param by who wrote it down
     * @param confirms true for an officer who may be the second one
     * @param declines true for him, and for whoever wrote it down
     */
    public record Correction(Tender report, String by, boolean confirms, boolean declines) {}

    public TenderPage {
        numbers = Map.copyOf(numbers);
        competing = List.copyOf(competing);
    }

    public String base() {
        return "/desk/procedures/" + view.file().id().value() + "/tenders/" + step.code();
    }

    public boolean mayRecord() {
        return correction == null && !competing.isEmpty();
    }

    /** The message key of how somebody stands. */
    public String standing(Tender of, Tender.Rank rank) {
        return "desk.tender." + (rank.rank() == 0 ? "out" : rank.rank() <= of.places() ? "won" : "not-won");
    }
}
