package org.yimen.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody signed in from the public side: a person, or a person acting for a legal entity.
 *
 * @param entityId for whom he acts, or null for himself
 * @param displayName masked, or the entity's name
 */
public record Citizen(UUID personId, @Nullable UUID entityId, String displayName) implements Account {

    @Override
    public boolean staff() {
        return false;
    }
}
