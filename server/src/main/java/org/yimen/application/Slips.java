package org.yimen.application;

import java.util.List;
import java.util.Set;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.form.Field;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;

/**
 * 当场更正: what may be an obvious slip (行政许可法 art. 32(3)). How he is reached and how he gets the result is never one: that
 * he changes himself, or somebody else would get what is his.
 */
public final class Slips {

    /** What the way of the result is asked by, in every item. */
    private static final Set<String> HIS_OWN = Set.of("contact-name", "delivery", "mail-address");

    private Slips() {}

    /** The questions that a clerk may put right with the applicant beside her: asked ones only. */
    public static List<Question> of(ItemVersion item, Dossier dossier) {
        return FormCheck.asked(item.form(), dossier.answers()).stream()
                .filter(Slips::mayBe)
                .toList();
    }

    /** Passes, or says why it is none. */
    static void demand(ItemVersion item, Dossier dossier, Question question) {
        if (!mayBe(question)) {
            throw new CaseRuleBroken("application.correct.his-own");
        }
        if (!FormCheck.asked(item.form(), dossier.answers()).contains(question)) {
            throw new CaseRuleBroken("application.correct.not-asked");
        }
    }

    private static boolean mayBe(Question question) {
        return !(question.field() instanceof Field.Phone) && !HIS_OWN.contains(question.code());
    }
}
