package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Bans.Ban;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.platform.RuleBroken;

/**
 * Who may not apply again for a licence.
 *
 * @param refusal why a ban was not lifted, or null
 */
public record BansPage(
        DeskFrame frame,
        LocalDate today,
        List<Line> lines,
        @Nullable RuleBroken refusal) {

    /**
     * One ban.
     *
     * @param mayLift true where the officer heads the department whose decision it rests on
     */
    public record Line(Ban ban, Summary file, boolean mayLift) {

        /** The address of the form that lifts it. */
        public String address() {
            return "/desk/bans/" + ban.caseId() + "/" + ban.article().number() + "/lift";
        }

        /** The message key of how it stands. */
        public String standing(LocalDate today) {
            if (ban.lifted()) {
                return "desk.bans.lifted";
            }
            return ban.holdsOn(today) ? "desk.bans.holds" : "desk.bans.over";
        }
    }

    public BansPage {
        lines = List.copyOf(lines);
    }
}
