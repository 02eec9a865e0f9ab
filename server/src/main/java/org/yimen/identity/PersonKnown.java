package org.yimen.identity;

import org.yimen.platform.RuleBroken;

/** A person or an entity with this number is registered already. Never shown to somebody who is not signed in. */
public final class PersonKnown extends RuleBroken {
    PersonKnown() {
        super("identity.register.known");
    }
}
