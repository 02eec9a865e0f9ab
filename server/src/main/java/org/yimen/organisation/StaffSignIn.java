package org.yimen.organisation;

import java.time.LocalDate;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StaffRegister;

/** Tells the sign-in who serves under which login. */
@Component
class StaffSignIn implements StaffRegister {

    private final Directory directory;
    private final OrganisationTables tables;

    StaffSignIn(Directory directory, OrganisationTables tables) {
        this.directory = directory;
        this.tables = tables;
    }

    @Override
    public void accountsChanged() {
        tables.changed();
        directory.changing();
    }

    /** Whoever serves and is appointed to a post, be it as a stand-in; whoever is away comes in to say that he is back. */
    @Override
    public Optional<StaffMember> serving(String region, String login, LocalDate on) {
        return directory
                .staff(region, login)
                .filter(person -> !directory.appointee(person.id(), on).hasNoPost())
                .map(person -> new StaffMember(person.id(), person.region(), person.name()));
    }

    @Override
    public Set<String> roles(String region, UUID staff, LocalDate on) {
        try {
            Officer officer = directory.officer(staff, on);
            return officer.region().equals(region) ? officer.everywhere().roles() : Set.of();
        } catch (NoSuchElementException unknown) {
            return Set.of();
        }
    }

    @Override
    public boolean decides(String region, UUID staff, LocalDate on) {
        Officer appointee = directory.appointee(staff, on);
        return appointee.region().equals(region)
                && Stream.of(Right.DECIDE, Right.ISSUE)
                        .anyMatch(right -> !appointee.departmentsFor(right, on).isEmpty());
    }

    @Override
    public Optional<String> login(String region, UUID staff) {
        try {
            Staff person = directory.staff(staff);
            return person.region().equals(region) ? Optional.of(person.login()) : Optional.empty();
        } catch (NoSuchElementException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public boolean serves(String region, UUID staff, LocalDate on) {
        Officer appointee = directory.appointee(staff, on);
        return appointee.region().equals(region) && !appointee.hasNoPost();
    }
}
