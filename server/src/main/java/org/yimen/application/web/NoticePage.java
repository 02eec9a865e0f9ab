package org.yimen.application.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.DefectNotice;
import org.yimen.application.CaseView;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Requests;
import org.yimen.application.Validity;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.form.FieldView;
import org.yimen.form.Finding;
import org.yimen.form.Question;
import org.yimen.form.Submitted;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Words;

/**
 * 补正: what a notice of defects asks for, what came in since, and a place for each thing.
 *
 * @param base address of the page; a material's code lies below it
 * @param key names what is sent next
 */
public record NoticePage(
        CaseView view,
        DefectNotice notice,
        String base,
        UUID key,
        @Nullable Refused refused) {

    private static final String DAY = "day-";

    /**
     * What was not taken in.
     *
     * @param part the material or the answer; null where it is the whole
     * @param typed the day that was typed for the paper
     */
    public record Refused(@Nullable String part, RuleBroken refusal, List<String> typed) {
        public Refused {
            typed = List.copyOf(typed);
        }

        public static Refused whole(String code) {
            return new Refused(null, new CaseRuleBroken(code), List.of());
        }
    }

    /** Where a file for this goes up in pieces: beside the page, below the case. */
    public String uploads(Defect defect) {
        return UploadFlow.beside(base, defect.material());
    }

    /** Until when it should come, where it is asked for after silence accepted; null where the one notice asks. */
    public @Nullable LocalDate until() {
        return Requests.of(view.state()).open().map(Requests.Request::dueOn).orElse(null);
    }

    /** By when the one notice expects it, and what follows if it does not come; null where it names no day. */
    public @Nullable String expected(Words words) {
        LocalDate by = notice.expectedBy();
        String basis = notice.lapseBasis();
        if (by == null) {
            return null;
        }
        return basis == null
                ? words.say("application.supplement.expected", words.plainDate(by))
                : words.say("application.supplement.lapses", words.plainDate(by), basis);
    }

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

    /** 材料有效期: the day of the newer paper, as a field beside its file; null where such papers bear none. */
    public @Nullable FieldView day(Defect defect) {
        return Validity.day(view.item(), defect.material(), view.dossier())
                .map(question ->
                        FieldView.of(question, DAY + question.code(), given(defect, question), wrong(defect, question)))
                .orElse(null);
    }

    /** The day of the paper that was found wanting is not offered for the newer one. */
    private List<String> given(Defect defect, Question question) {
        if (refused != null && defect.material().equals(refused.part())) {
            return refused.typed();
        }
        return view.dossier().corrected(question.code(), notice.at())
                ? view.dossier().answers().all(question.code())
                : List.of();
    }

    private List<Finding> wrong(Defect defect, Question question) {
        return refused != null
                        && defect.material().equals(refused.part())
                        && refused.refusal() instanceof Validity.DayRefused refusal
                ? List.of(Finding.of(
                        question.code(), refusal.code(), refusal.arguments().toArray()))
                : List.of();
    }

    /** What was sent as the day of a paper. */
    public static List<String> sent(String material, CaseView view, Map<String, List<String>> fields) {
        return Validity.day(view.item(), material, view.dossier())
                .map(question -> Submitted.answer(question, DAY + question.code(), fields))
                .orElse(List.of());
    }

    /** True where what came in since the notice answers this defect. */
    public boolean there(Defect defect) {
        return Defect.question(defect.material())
                .map(question -> view.dossier().corrected(question, notice.at()))
                .orElseGet(() -> view.dossier().came(defect.material(), notice.at())
                        && Validity.day(view.item(), defect.material(), view.dossier())
                                .filter(day -> !view.dossier().corrected(day.code(), notice.at()))
                                .isEmpty());
    }

    public boolean complete() {
        return notice.defects().stream().allMatch(this::there);
    }

    /** Beside the field that was refused; what is wrong with a day stands at the day. */
    public @Nullable ErrorMessage error(Defect defect, Words words) {
        return refused != null
                        && defect.material().equals(refused.part())
                        && !(refused.refusal() instanceof Validity.DayRefused)
                ? ErrorMessage.of(said(refused.refusal(), words))
                : null;
    }

    public List<ErrorItem> errors(Words words) {
        if (refused == null) {
            return List.of();
        }
        String said = said(refused.refusal(), words);
        return notice.defects().stream()
                .filter(defect -> defect.material().equals(refused.part()))
                .findFirst()
                .map(defect -> {
                    FieldView day = day(defect);
                    FieldView field = field(defect);
                    return day != null && refused.refusal() instanceof Validity.DayRefused
                            ? day.errors(words)
                            : List.of(ErrorItem.of(field == null ? "file-" + defect.material() : field.id(), said));
                })
                .orElse(List.of(new ErrorItem(null, said, null)));
    }

    private static String said(RuleBroken refusal, Words words) {
        return words.say(refusal.code(), refusal.arguments().toArray());
    }
}
