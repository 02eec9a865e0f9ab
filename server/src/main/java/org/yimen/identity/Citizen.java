package org.yimen.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody signed in from the public side: a person, or a person acting for a legal entity, each perhaps in the name of
 * another. What he may do in that name is asked of {@link Acting} at every request.
 *
 * @param entityId the firm that he operates for, or null for himself
 * @param principalId 委托人: who has delegated to him or to his firm, or null where he acts in his own or his firm's name
 * @param displayName masked, or the entity's name
 */
public record Citizen(
        UUID personId, @Nullable UUID entityId, @Nullable UUID principalId, String displayName) implements Account {

    public Citizen(UUID personId, @Nullable UUID entityId, String displayName) {
        this(personId, entityId, null, displayName);
    }

    /** Whose matters are before him: the one who delegated, else the firm, else he himself. */
    public UUID holder() {
        if (principalId != null) {
            return principalId;
        }
        return entityId == null ? personId : entityId;
    }

    @Override
    public boolean staff() {
        return false;
    }
}
