package org.yimen.identity;

import java.io.Serializable;
import org.yimen.platform.web.SignedIn;

/** Who is signed in: the principal of every authenticated request. */
public sealed interface Account extends SignedIn, Serializable permits Citizen, StaffMember {}
