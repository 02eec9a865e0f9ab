package org.yimen.phone;

import org.springframework.stereotype.Service;
import org.yimen.casework.CaseFile;
import org.yimen.hotline.Reporters;
import org.yimen.hotline.WorkOrder;
import org.yimen.organisation.Officer;

/** 回访外呼: has the exchange call the reporter of an answered order for whoever asks him; the number passes no page. */
@Service
public class VisitCalls {

    private final Reporters reporters;
    private final Switchboard switchboard;

    VisitCalls(Reporters reporters, Switchboard switchboard) {
        this.reporters = reporters;
        this.switchboard = switchboard;
    }

    /**
     * Dials.
     *
     * @param key names this one call: sent twice the exchange is asked under the same reference
     * @throws PhoneRefused {@code phone.visit.no-number} where he left none, {@code phone.visit.no-line} where no exchange dials
     */
    public void dial(CaseFile<WorkOrder.State> file, Officer officer, String post, String key) {
        String number = reporters.called(file, officer, post);
        if (number.isEmpty()) {
            throw new PhoneRefused("phone.visit.no-number");
        }
        switchboard.dialOut("visit:" + key, number, officer.id());
    }
}
