package org.yimen.identity;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who serves under which login. The organisation knows; this module asks. */
public interface StaffRegister {

    /** The member of staff with this login, unless he has left by that day or holds no post on it. */
    Optional<StaffMember> serving(String region, String login, LocalDate on);

    /** The roles of the posts whose work is his now, e.g. {@code window}; none for who has left or is away. */
    Set<String> roles(String region, UUID staff, LocalDate on);

    /** True where a letter of his, valid that day, lets him decide cases or issue what was decided, be he away or not. */
    boolean decides(String region, UUID staff, LocalDate on);

    /** Under what somebody signs in; empty for who is unknown. */
    Optional<String> login(String region, UUID staff);

    /** Somebody's account was locked or opened in this transaction: with its commit he has no work any more, or has it again. */
    void accountsChanged();

    /** True where he is appointed to a post that day, though he may be away or stand by as somebody's stand-in. */
    boolean serves(String region, UUID staff, LocalDate on);
}
