package org.yimen.portal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Parties;
import org.yimen.organisation.Department;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Hearing.Entitled;

/**
 * 利害关系人 (行政许可法 arts. 36, 47): one matter of another, before whom it directly concerns.
 *
 * @param applicant with a part of a person's name hidden
 * @param lines what was written to him
 * @param hearing null while nobody asked for one
 * @param open nothing is decided yet
 * @param typed what he wrote, right or wrong
 */
public record InterestPage(
        Entitled party,
        Text item,
        String number,
        String applicant,
        Department office,
        List<Parties.Line> lines,
        @Nullable Hearing hearing,
        boolean open,
        LocalDate today,
        String key,
        String typed,
        @Nullable RuleBroken refusal) {

    public InterestPage {
        lines = List.copyOf(lines);
    }

    public String base() {
        return "/me/interests/" + party.id();
    }

    /** True while he may ask for a hearing or waive it. */
    public boolean mayChoose() {
        return open && party.isOpenOn(today);
    }
}
