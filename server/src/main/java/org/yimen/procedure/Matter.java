package org.yimen.procedure;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.Text;

/**
 * A case as its special procedures need to know it.
 *
 * @param holder whose matter it is
 * @param person who hears of it on his phone
 * @param applicantNumber citizen number or credit code, for the check of conflicts
 * @param agentNumber of who acts for the applicant, or null
 */
public record Matter(
        CaseId id,
        String number,
        UUID holder,
        UUID person,
        ItemVersion item,
        String applicantNumber,
        @Nullable String agentNumber) {

    Text name() {
        return item.name();
    }

    /** The step of that code, if the version lists it: no other is ever inserted. */
    Step step(String code) {
        return item.plan().steps().stream()
                .filter(step -> step.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new ProcedureRefused("procedure.step.not-listed", code));
    }

    /** Without numbers, so that none gets into a log by accident. */
    @Override
    public String toString() {
        return "Matter[" + id + "]";
    }
}
