package org.yimen.identity;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who serves under which login. The organisation knows; this module asks. */
public interface StaffRegister {

    /** The member of staff with this login, unless he has left by that day. */
    Optional<StaffMember> serving(String region, String login, LocalDate on);

    /** The roles of the posts that somebody holds that day, e.g. {@code window}; none for who has left. */
    Set<String> roles(String region, UUID staff, LocalDate on);
}
