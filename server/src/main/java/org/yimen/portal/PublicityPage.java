package org.yimen.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.organisation.Department;
import org.yimen.platform.Text;
import org.yimen.procedure.Runs;
import org.yimen.procedure.Tender;

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
     * @param result what the tender or the auction came to, where one is publicised (行政许可法 art. 53)
     */
    public record Line(
            Runs.Running run,
            Text item,
            String applicant,
            Department office,
            String basis,
            long objections,
            long answered,
            Tender.@Nullable Result result) {

        public String objectHref() {
            return "/me/objections/new/" + run.caseId() + "/" + run.step();
        }
    }

    public PublicityPage {
        lines = List.copyOf(lines);
    }
}
