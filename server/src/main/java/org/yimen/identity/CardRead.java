package org.yimen.identity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yimen.identifier.CitizenId;

/**
 * What an ID card says of its holder.
 *
 * @param until the last day of its validity, or null for one that lasts (长期)
 */
public record CardRead(
        String name, CitizenId number, @Nullable LocalDate until) {

    public boolean expiredOn(LocalDate day) {
        return until != null && day.isAfter(until);
    }

    /** Without name and number, so that neither gets into a log by accident. */
    @Override
    public String toString() {
        return "CardRead[…]";
    }
}
