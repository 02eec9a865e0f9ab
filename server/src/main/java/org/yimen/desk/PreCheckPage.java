package org.yimen.desk;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Defect;
import org.yimen.application.Checkpoints;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;
import org.yimen.form.Said;
import org.yimen.identity.Masks;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Words;

/**
 * One draft that the window was asked to look at, masked like a case.
 *
 * @param looked the checkpoints as ticked
 * @param defects as named
 */
public record PreCheckPage(
        DeskFrame frame,
        Dossier draft,
        ItemVersion item,
        List<Checkpoints.Point> points,
        List<String> looked,
        List<Defect> defects,
        @Nullable RuleBroken refusal) {

    public PreCheckPage {
        points = List.copyOf(points);
        looked = List.copyOf(looked);
        defects = List.copyOf(defects);
    }

    public String address() {
        return DeskArea.PRE_CHECKS.href() + "/" + draft.id();
    }

    public List<Question> questions() {
        return FormCheck.asked(item.form(), draft.answers());
    }

    /** The answer, with personal numbers and the applicant's own name masked. */
    public String said(Question question, Locale locale) {
        var applicant = draft.applicant();
        List<String> given = draft.answers().all(question.code()).stream()
                .map(value -> value.equals(applicant.name())
                        ? applicant.maskedName()
                        : value.equals(applicant.agentName()) ? Masks.name(value) : value)
                .toList();
        return Said.masked(question, given, Words.of(locale));
    }

    public List<Material> materials() {
        return Drafts.uploads(item, draft);
    }

    public static String named(Question question) {
        return Defect.answer(question.code());
    }

    public boolean names(String code) {
        return defects.stream().anyMatch(defect -> defect.material().equals(code));
    }

    public String what(String code) {
        return defects.stream()
                .filter(defect -> defect.material().equals(code))
                .map(Defect::what)
                .findFirst()
                .orElse("");
    }
}
