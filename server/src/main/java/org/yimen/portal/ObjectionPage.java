package org.yimen.portal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.procedure.Objection;

/**
 * 公示异议: the receipt of one, with what was found on it.
 *
 * @param number of the case
 */
public record ObjectionPage(Objection objection, Text item, String number) {

    /**
     * The form in which somebody objects.
     *
     * @param applicant with a part of a person's name hidden
     * @param typed his grounds, right or wrong
     */
    public record New(
            String href,
            Text item,
            String number,
            String applicant,
            String key,
            String typed,
            @Nullable RuleBroken refusal) {}

    /** What one holder objected to, the latest first. */
    public record All(List<Line> lines) {

        /** One of them. */
        public record Line(Objection objection, Text item, Instant at) {}

        public All {
            lines = List.copyOf(lines);
        }
    }
}
