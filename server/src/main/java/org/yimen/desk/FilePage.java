package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Holdings.Comparison;
import org.yimen.application.web.CaseWords;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Words;

/**
 * One file of a case, for the clerk who examines it.
 *
 * @param comparison who compared it with the original, or null
 * @param who his name
 * @param mayCompare true where this officer may say so
 * @param typed the day as it was typed
 */
public record FilePage(
        DeskFrame frame,
        CaseView view,
        Filed filed,
        @Nullable Comparison comparison,
        String who,
        boolean mayCompare,
        String typed,
        @Nullable RuleBroken refusal) {

    public String base() {
        return "/desk/cases/" + view.file().id().value();
    }

    public String address() {
        return base() + "/files/" + filed.id();
    }

    public List<Filed> others() {
        return view.dossier().content().files();
    }

    public String material(Filed file, Words words) {
        return CaseWords.material(file.material(), view.item(), words);
    }

    public @Nullable LocalDate until() {
        return comparison == null ? null : comparison.until();
    }

    public @Nullable ErrorMessage error(Words words) {
        return refusal == null
                ? null
                : ErrorMessage.of(words.say(refusal.code(), refusal.arguments().toArray()));
    }
}
