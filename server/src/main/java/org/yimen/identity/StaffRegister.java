package org.yimen.identity;

import java.time.LocalDate;
import java.util.Optional;

/** Who serves under which login. The organisation knows; this module asks. */
public interface StaffRegister {

    /** The member of staff with this login, unless he has left by that day. */
    Optional<StaffMember> serving(String region, String login, LocalDate on);
}
