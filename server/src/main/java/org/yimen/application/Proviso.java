package org.yimen.application;

import java.util.HashSet;
import java.util.List;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion.Condition;
import org.yimen.document.Fact;

/**
 * 附带要求: what whoever is granted something must keep to. It makes a published condition of the item concrete for this
 * one case and adds none (行政许可法 art. 16), so each names the condition that it rests on, and is counted by it (M-CAT-19).
 *
 * @param condition code of a condition of the item version
 * @param text what is required, in the words of who decides; at most {@link #LONGEST} characters
 */
public record Proviso(String condition, String text) {

    public static final int LONGEST = 200;

    /** How it is called on papers and on the licence. */
    static final String LABEL = "附带要求";

    /** One for each condition at most; an exclusion says who gets nothing, so nobody is granted anything on one. */
    static void mustRestOn(List<Condition> published, List<Proviso> provisos) {
        var named = new HashSet<String>();
        for (Proviso proviso : provisos) {
            boolean rests = published.stream()
                    .anyMatch(condition -> condition.code().equals(proviso.condition()) && !condition.excludes());
            if (!rests || !named.add(proviso.condition())) {
                throw CaseRuleBroken.beyondTheList("application.grant.not-a-condition", proviso.condition());
            }
            if (proviso.text().isBlank() || proviso.text().length() > LONGEST) {
                throw new CaseRuleBroken("application.grant.proviso-text", LONGEST);
            }
            if (AuditLog.holdsPersonalNumber(proviso.text())) {
                throw new CaseRuleBroken("application.reason.personal-number");
            }
        }
    }

    /** As the licence says it, and every one that takes its place. */
    static List<Fact> facts(List<Proviso> provisos) {
        return provisos.isEmpty()
                ? List.of()
                : List.of(new Fact(
                        LABEL,
                        String.join("；", provisos.stream().map(Proviso::text).toList())));
    }
}
