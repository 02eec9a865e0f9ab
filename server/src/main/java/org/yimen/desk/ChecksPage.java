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
     * @param colleagues who may be the second of the two
     * @param typed what was typed, right or wrong
     * @param refusal why it was not taken, or null
     */
    public record Form(
            DeskFrame frame,
            Line line,
            boolean mayCheck,
            boolean mayRescind,
            List<Choice> colleagues,
            Entry typed,
            @Nullable RuleBroken refusal) {
        public Form {
            colleagues = List.copyOf(colleagues);
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
