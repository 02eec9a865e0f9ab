package org.yimen.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * 系统账号: another system that calls the API.
 *
 * @param staffId its account in the staff register; posts and letters are there, as an officer's are
 * @param department code of the department that answers for it
 * @param scopes codes of {@link Scope}
 * @param secretAt when its secret was made
 */
public record Machine(
        String region,
        String clientId,
        UUID staffId,
        String name,
        String department,
        Set<String> scopes,
        boolean suspended,
        Instant registeredAt,
        String registeredBy,
        Instant secretAt) {

    public Machine {
        scopes = Set.copyOf(scopes);
    }
}
