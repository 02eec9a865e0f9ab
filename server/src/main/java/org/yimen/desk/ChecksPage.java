package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.FollowUps.FollowUp;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.supervision.Measure;

/** 事后核查: what was granted on a commitment and is to be checked, what is due first. */
public record ChecksPage(DeskFrame frame, LocalDate today, List<Line> lines) {

    /** One check with the case it follows. */
    public record Line(FollowUp followUp, Summary file, ItemVersion item) {

        public String address() {
            return "/desk/checks/" + followUp.caseId();
        }
    }

    /**
     * The form of one check.
     *
     * @param measures what has been taken against the licence since
     * @param colleagues who may be the second of the two
     * @param typed what was typed, right or wrong
     * @param refusal why it was not taken, or null
     */
    public record Form(
            DeskFrame frame,
            Line line,
            boolean mayCheck,
            List<Measure> measures,
            List<Choice> colleagues,
            Entry typed,
            @Nullable RuleBroken refusal) {
        public Form {
            measures = List.copyOf(measures);
            colleagues = List.copyOf(colleagues);
        }

        /** True where the officer may tell the holder that his licence is to be rescinded, and nobody has. */
        public boolean mayPropose() {
            return mayCheck
                    && line.followUp().awaitsRescission()
                    && measures.stream().noneMatch(Measure::isOpen);
        }
    }

    /** What somebody typed into the form. */
    public record Entry(String result, @Nullable UUID with, String finding, String mendBy) {
        static final Entry EMPTY = new Entry("", null, "", "");
    }

    public ChecksPage {
        lines = List.copyOf(lines);
    }
}
