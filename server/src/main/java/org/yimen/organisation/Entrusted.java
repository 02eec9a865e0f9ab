package org.yimen.organisation;

import java.util.UUID;

/** What modules above know of an account that makes it weigh more than its posts. */
public interface Entrusted {

    /** True where something is in his keeping that others must trust: a seal. */
    default boolean keepsSomething(String region, UUID staff) {
        return false;
    }

    /** True where it is no person: nobody signs in as it, and its posts stay as two officers registered them. */
    default boolean isMachine(String region, UUID staff) {
        return false;
    }
}
