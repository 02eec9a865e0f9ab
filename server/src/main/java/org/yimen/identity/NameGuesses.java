package org.yimen.identity;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.yimen.identifier.CitizenId;

/**
 * Bounds how often somebody may type another's name and number to name him as delegate or operator: whoever is told that
 * they do not belong together could otherwise try names until one does.
 */
@Service
public class NameGuesses {

    private final SignInFailures attempts;

    NameGuesses(SignInFailures attempts) {
        this.attempts = attempts;
    }

    /**
     * Counts one attempt of this person from this address at this number, also one that will succeed; refused before
     * anything is compared.
     */
    public void demand(UUID by, CitizenId target, String address) {
        // Both are counted whatever the first says, so that neither tells of the other.
        boolean one = attempts.admits("names-by\n" + by, address);
        boolean other = attempts.admits("name-of\n" + target.value(), address);
        if (!one || !other) {
            throw new IdentityRuleBroken("identity.real-name.too-many");
        }
    }
}
