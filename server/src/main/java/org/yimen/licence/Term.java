package org.yimen.licence;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 有效期限.
 *
 * @param until the last day; none for a licence without end (长期)
 */
public record Term(LocalDate from, @Nullable LocalDate until) {

    public Term {
        if (until != null && until.isBefore(from)) {
            throw new LicenceRuleBroken("licence.term.reversed", from, until);
        }
    }

    boolean isOverOn(LocalDate day) {
        return until != null && day.isAfter(until);
    }
}
