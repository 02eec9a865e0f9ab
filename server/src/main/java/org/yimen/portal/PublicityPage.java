package org.yimen.portal;

import java.util.List;
import org.yimen.organisation.Department;
import org.yimen.platform.Text;
import org.yimen.procedure.Runs;

/** 公示: what everybody may object to now. */
public record PublicityPage(List<Line> lines) {

    /**
     * One of them.
     *
     * @param applicant with a part of his name hidden
     * @param office to which an objection goes
     * @param basis the article that has it publicised
     * @param objections how many came in; nobody is told from whom
     * @param answered how many of them were answered
     */
    public record Line(
            Runs.Running run,
            Text item,
            String applicant,
            Department office,
            String basis,
            long objections,
            long answered) {

        public String objectHref() {
            return "/me/objections/new/" + run.caseId() + "/" + run.step();
        }
    }

    public PublicityPage {
        lines = List.copyOf(lines);
    }
}
