package org.yimen.desk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.DefectNotice;
import org.yimen.application.CaseView;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.web.CaseWords;
import org.yimen.application.web.CorrectionField;
import org.yimen.form.FieldView;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Words;

/**
 * What a notice of defects asks for, taken in at the window from whoever brings it.
 *
 * @param refused the material whose file was not taken in
 */
public record SupplyPage(
        DeskFrame frame,
        CaseView view,
        DefectNotice notice,
        UUID key,
        @Nullable String refused,
        @Nullable RuleBroken refusal) {

    /** Only what came in after the notice supplements. */
    public List<Filed> files(Defect defect) {
        return view.dossier().files(defect.material()).stream()
                .filter(file -> file.at().isAfter(notice.at()))
                .toList();
    }

    public String name(Defect defect, Words words) {
        return CaseWords.material(defect.material(), view.item(), words);
    }

    /** The question whose answer is asked for anew, as a field; null where a material is asked for. */
    public @Nullable FieldView field(Defect defect) {
        return CorrectionField.of(defect, view);
    }

    /** True where what came in since the notice answers this defect. */
    public boolean there(Defect defect) {
        return Defect.question(defect.material())
                .map(question -> view.dossier().corrected(question, notice.at()))
                .orElseGet(() -> !files(defect).isEmpty());
    }

    public boolean complete() {
        return notice.defects().stream().allMatch(this::there);
    }

    public String address() {
        return "/desk/cases/" + view.file().id().value();
    }

    public @Nullable ErrorMessage error(Defect defect, Words words) {
        return refusal != null && defect.material().equals(refused) ? ErrorMessage.of(said(refusal, words)) : null;
    }

    public List<ErrorItem> errors(Words words) {
        return refusal == null
                ? List.of()
                : List.of(new ErrorItem(refused == null ? null : "#file-" + refused, said(refusal, words), null));
    }

    private static String said(RuleBroken refusal, Words words) {
        return words.say(refusal.code(), refusal.arguments().toArray());
    }
}
