package org.yimen.organisation;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StaffRegister;

/** Tells the sign-in who serves under which login. */
@Component
class StaffSignIn implements StaffRegister {

    private final Directory directory;

    StaffSignIn(Directory directory) {
        this.directory = directory;
    }

    @Override
    public Optional<StaffMember> serving(String region, String login, LocalDate on) {
        return directory
                .staff(region, login)
                .filter(person -> person.servesOn(on))
                .map(person -> new StaffMember(person.id(), person.region(), person.name()));
    }
}
