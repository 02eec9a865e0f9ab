package org.yimen.application.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Defect;
import org.yimen.application.CaseView;
import org.yimen.form.FieldView;
import org.yimen.form.Question;
import org.yimen.form.Said;
import org.yimen.form.Submitted;
import org.yimen.platform.web.Words;

/** The answer that a notice of defects asks for anew, as a field of the page of the notice. */
public final class CorrectionField {

    private static final String ID = "answer";

    private CorrectionField() {}

    public static @Nullable FieldView of(Defect defect, CaseView view) {
        return Defect.question(defect.material())
                .flatMap(view.item().form()::question)
                .map(question -> FieldView.of(
                        question, id(question), view.dossier().answers().all(question.code()), List.of()))
                .orElse(null);
    }

    /** The question as a field, with the answer that stands now unless that is masked elsewhere. */
    public static FieldView of(Question question, CaseView view) {
        List<String> given = view.dossier().answers().all(question.code());
        Words words = Words.of(Locale.CHINESE);
        boolean open = Said.masked(question, given, words).equals(Said.of(question, given, words));
        return FieldView.of(question, id(question), open ? given : List.of(), List.of());
    }

    /** What was sent for it. */
    public static List<String> sent(String code, CaseView view, Map<String, List<String>> fields) {
        return view.item()
                .form()
                .question(code)
                .map(question -> Submitted.answer(question, id(question), fields))
                .orElse(List.of());
    }

    private static String id(Question question) {
        return ID + "-" + question.code();
    }
}
