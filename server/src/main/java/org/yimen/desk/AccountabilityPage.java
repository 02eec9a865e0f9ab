package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.EventWords;
import org.yimen.platform.RuleBroken;
import org.yimen.supervision.Accountability;

/** 违诺追究: the promised dates that were missed, and what came of each. */
public record AccountabilityPage(DeskFrame frame, LocalDate today, List<Accountability> lines, EventWords events) {

    public AccountabilityPage {
        lines = List.copyOf(lines);
    }

    /**
     * One of them.
     *
     * @param opens the case opens for who reads
     * @param key names what is sent next
     * @param typed what was written into the form that was refused
     */
    public record One(
            DeskFrame frame,
            LocalDate today,
            Accountability of,
            EventWords events,
            boolean opens,
            boolean mayExplain,
            boolean mayFind,
            UUID key,
            String typed,
            @Nullable RuleBroken refusal) {

        public String base() {
            return "/desk/accountability/" + of.caseId();
        }

        public boolean explains() {
            return mayExplain && of.explanation() == null && of.finding() == null;
        }

        /** True where somebody was quicker: what was typed has no form any more, and its writer still wants to read it. */
        public boolean lost() {
            return refusal != null && !typed.isBlank() && !explains() && !finds();
        }

        public boolean finds() {
            return mayFind && of.isRipe(today);
        }
    }
}
