package org.yimen.supervision;

import org.springframework.stereotype.Component;
import org.yimen.application.Application.State;
import org.yimen.application.LoopLink;
import org.yimen.casework.CaseFile;
import org.yimen.catalogue.ItemVersion;

/**
 * 推送: what was granted is with the department that supervises it before the case is closed. That it confirms and plans is its own
 * duty, of which it is reminded; the applicant's file does not wait for it.
 */
@Component
class PushLink implements LoopLink {

    /** Its name in lists of what is stuck. */
    static final String CODE = "push";

    private final Referrals referrals;

    PushLink(Referrals referrals) {
        this.referrals = referrals;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean concerns(ItemVersion item) {
        return item.supervisor().isPresent();
    }

    @Override
    public boolean isDone(CaseFile<State> file) {
        return referrals.pushed(file.id().region(), file.id().value()).isThere();
    }
}
