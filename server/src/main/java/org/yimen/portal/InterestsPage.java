package org.yimen.portal;

import java.util.List;
import org.yimen.platform.Text;
import org.yimen.procedure.Hearing.Entitled;

/** 利害关系人: the matters of others of which the visitor was told. */
public record InterestsPage(List<Told> told) {

    /**
     * One of them.
     *
     * @param number of the case
     */
    public record Told(Entitled party, Text item, String number) {}

    public InterestsPage {
        told = List.copyOf(told);
    }
}
