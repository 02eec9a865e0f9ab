package org.yimen.organisation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 工作人员. Name and number are on the window's sign and so no secret.
 *
 * @param leftOn from this day he holds no post any more
 * @param sender code of the unit that sent him to the hall, 派驻单位; null where nobody entered it
 * @param window code of the window where he usually sits, or null
 * @param since his first day, or null where nobody entered it
 */
public record Staff(
        UUID id,
        String region,
        String login,
        String name,
        String employeeNumber,
        @Nullable LocalDate leftOn,
        @Nullable String sender,
        @Nullable String window,
        Employment employment,
        @Nullable LocalDate since) {

    /** Of the establishment, from nowhere and at no window in particular. */
    public Staff(UUID id, String region, String login, String name, String employeeNumber, @Nullable LocalDate leftOn) {
        this(id, region, login, name, employeeNumber, leftOn, null, null, Employment.ESTABLISHED, null);
    }

    /** Signs in as client m-…: a machine sits beside the people of its post and takes nobody's place. */
    public boolean machine() {
        return login.startsWith("m-");
    }

    public boolean servesOn(LocalDate on) {
        return (leftOn == null || on.isBefore(leftOn)) && (since == null || !on.isBefore(since));
    }
}
