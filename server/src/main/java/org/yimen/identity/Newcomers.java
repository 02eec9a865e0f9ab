package org.yimen.identity;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.yimen.identifier.CitizenId;

/**
 * Enters people whom somebody names by name and number, after the state's register has confirmed both. So nobody learns
 * whether the named one has an account: the answer is the same either way.
 */
@Component
class Newcomers {

    private final People people;
    private final ObjectProvider<RealNameCheck> check;

    Newcomers(People people, ObjectProvider<RealNameCheck> check) {
        this.people = people;
        this.check = check;
    }

    /** The person with this name and number, as an account or as an entry. */
    Person known(String name, CitizenId number) {
        RealNameCheck register = check.getIfAvailable();
        RealNameCheck.Answer answer =
                register == null ? RealNameCheck.Answer.UNREACHABLE : register.compare(name.strip(), number, "");
        return switch (answer) {
            case MATCHED -> {
                Optional<Person> known = people.find(number);
                if (known.isPresent() && !known.get().name().equals(name.strip())) {
                    throw new IdentityRuleBroken("identity.real-name.no-match");
                }
                yield known.orElseGet(() -> people.enter(name.strip(), number, ""));
            }
            case NO_MATCH -> throw new IdentityRuleBroken("identity.real-name.no-match");
            case UNREACHABLE -> throw new IdentityRuleBroken("identity.real-name.unreachable");
        };
    }
}
