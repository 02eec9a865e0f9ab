package org.yimen.identity;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.yimen.identity.Standings.Standing;
import org.yimen.platform.CityTime;

/** Whoever a code or a token of his speaks for: asked anew each time, and nobody where he may not go on. */
@Service
public class Bearers {

    private static final String PERSON = "person:";
    private static final String STAFF = "staff:";

    private final People people;
    private final StaffRegister register;
    private final Standings standings;
    private final InstantSource time;
    private final String region;

    Bearers(
            People people,
            StaffRegister register,
            Standings standings,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.people = people;
        this.register = register;
        this.standings = standings;
        this.time = time;
        this.region = region;
    }

    /** An account that stands well, and the name of who has it, in full. */
    public record Bearer(Account account, String name) {
        @Override
        public String toString() {
            return "Bearer[" + account.key() + "]";
        }
    }

    /** The bearer of an {@link Account#key()}. */
    public Optional<Bearer> bearer(String key) {
        Optional<Bearer> known = key.startsWith(PERSON)
                ? people.find(UUID.fromString(key.substring(PERSON.length())))
                        .map(person -> new Bearer(new Citizen(person.id(), null, person.maskedName()), person.name()))
                : member(key);
        return known.filter(bearer -> standings.of(bearer.account()) instanceof Standing.Good);
    }

    private Optional<Bearer> member(String key) {
        String[] parts = key.substring(STAFF.length()).split(":", 2);
        UUID staff = UUID.fromString(parts[1]);
        return register.login(region, staff)
                .flatMap(login -> register.serving(region, login, CityTime.day(time.instant())))
                .filter(member -> member.key().equals(key))
                .map(member -> new Bearer(member, member.displayName()));
    }
}
