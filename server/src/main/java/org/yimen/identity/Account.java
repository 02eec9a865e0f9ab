package org.yimen.identity;

import java.io.Serializable;
import org.yimen.platform.web.SignedIn;

/** Who is signed in: the principal of every authenticated request. */
public sealed interface Account extends SignedIn, Serializable permits Citizen, StaffMember {

    /** By which his sessions and sign-ins are kept; a citizen's is his own for whomever he acts. */
    default String key() {
        return switch (this) {
            case Citizen citizen -> "person:" + citizen.personId();
            case StaffMember member -> "staff:" + member.region() + ":" + member.staffId();
        };
    }
}
