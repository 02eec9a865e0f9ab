package org.yimen.casework;

import org.jspecify.annotations.Nullable;

/**
 * One intent of one person: however often it arrives, it happens once.
 *
 * @param key chosen by who asks, the same for every retry; 1 to 100 characters
 * @param seen the version that the person saw, or null to decide on the case as it is ({@link Procedure#isBeside})
 * @param body the command as the person sent it: without the numbers that are drawn anew for each try
 */
public record Ask<C>(
        CaseId id,
        String key,
        Actor actor,
        C command,
        @Nullable Long seen,
        C body) {

    public Ask {
        if (key.isBlank() || key.length() > 100) {
            throw new IllegalArgumentException("A command key has 1 to 100 characters");
        }
    }

    public static <C> Ask<C> of(CaseId id, String key, Actor actor, C command) {
        return new Ask<>(id, key, actor, command, null, command);
    }
}
