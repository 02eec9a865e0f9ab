package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Promises.Broken;
import org.yimen.application.Restoration;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.RuleBroken;

/**
 * Who did not bring what he promised.
 *
 * @param key of the forms by which a request is answered
 * @param refusal why a restoration was refused, or null
 */
public record PromisesPage(
        DeskFrame frame,
        List<Line> lines,
        LocalDate today,
        String key,
        @Nullable RuleBroken refusal) {

    /**
     * One broken promise.
     *
     * @param opens true where the case opens for who reads
     * @param asked what he has asked for and nobody has answered, or null
     * @param mayRestore true where the officer heads the department that it was given to
     */
    public record Line(
            Broken broken,
            Summary file,
            ItemVersion item,
            boolean opens,
            @Nullable Restoration asked,
            boolean mayRestore) {

        public UUID caseId() {
            return broken.caseId();
        }
    }

    public PromisesPage {
        lines = List.copyOf(lines);
    }
}
