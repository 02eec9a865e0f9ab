package org.yimen.organisation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 工作人员. Name and number are on the window's sign and so no secret.
 *
 * @param leftOn from this day he holds no post any more
 */
public record Staff(
        UUID id,
        String region,
        String login,
        String name,
        String employeeNumber,
        @Nullable LocalDate leftOn) {

    boolean servesOn(LocalDate on) {
        return leftOn == null || on.isBefore(leftOn);
    }
}
