package org.yimen.payment;

import java.util.List;
import java.util.UUID;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.ItemVersion;
import org.yimen.form.Answers;
import org.yimen.form.FormCheck;

/**
 * The case that owes something, as the module that knows it describes it.
 *
 * @param holder whose matter it is
 * @param chargeable accepted and not yet issued: before that nothing is owed, after it nothing more is
 */
public record FeeSubject(
        CaseId caseId, String caseNumber, UUID holder, ItemVersion item, Answers answers, boolean chargeable) {

    /** What is owed before the result is issued, computed anew each time. */
    public List<FeeCharge> due() {
        return FeeCharge.due(
                item.fee().lines(), FormCheck.read(item.form(), answers).values());
    }
}
