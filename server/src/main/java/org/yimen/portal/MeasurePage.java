package org.yimen.portal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yimen.licence.Licence;
import org.yimen.licence.Standing;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.supervision.Measure;

/**
 * What is intended with a licence and what was decided, before its holder.
 *
 * @param department whose act it is
 * @param typed what he wrote, right or wrong
 */
public record MeasurePage(
        Measure measure,
        Licence licence,
        Text department,
        LocalDate today,
        String typed,
        @Nullable RuleBroken refusal) {

    /** What the page is headed by: what is intended, or what came of it. */
    public String heading() {
        return heading(measure);
    }

    static String heading(Measure measure) {
        String kind = measure.kind().code();
        return switch (measure.state()) {
            case "decided" -> "portal.measure.decided." + kind;
            case "dropped" -> "portal.measure.dropped." + kind;
            case "lifted" -> "portal.measure.lifted";
            default -> "portal.measure.kind." + kind;
        };
    }

    /** True where a decision took something, whatever became of it since. */
    public boolean took() {
        return measure.decisionPaper() != null;
    }

    public boolean isSuspended() {
        return measure.kind() == Measure.Kind.SUSPENSION && measure.state().equals("decided");
    }

    public boolean isInForce() {
        return !measure.isOpen() && licence.standingOn(today) instanceof Standing.InForce;
    }
}
