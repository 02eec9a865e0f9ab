package org.yimen.exchange;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Machines;
import org.yimen.identity.Machines.Registered;
import org.yimen.identity.Scope;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;

/**
 * Registers machines. Each gets an account of its own in the staff register, without a password, so that posts, letters
 * and the journal treat it like an officer and nobody can sign in as it.
 */
@Service
public class MachineDesk {

    private final Machines machines;
    private final Organisation organisation;
    private final Directory directory;
    private final InstantSource time;

    MachineDesk(Machines machines, Organisation organisation, Directory directory, InstantSource time) {
        this.machines = machines;
        this.organisation = organisation;
        this.directory = directory;
        this.time = time;
    }

    /** True where a machine may be put on the post: it must be there, and no administrator's. */
    public boolean mayHold(String region, String post) {
        String role = post.substring(post.indexOf('/') + 1);
        boolean administers = role.equals("admin") || role.endsWith("-admin");
        return !administers && directory.post(region, post).isPresent();
    }

    /**
     * Enters a machine; refused by the database where the id is taken.
     *
     * @param clientId one of {@link Machines#newClientId()}
     * @param department code of the department that answers for it
     * @param posts where it sits, beside the people there
     * @param by id of the administrator
     */
    @Transactional
    public Registered register(
            String region,
            String clientId,
            String name,
            String department,
            Set<String> posts,
            Set<Scope> scopes,
            String by) {
        for (String post : posts) {
            if (!mayHold(region, post)) {
                throw new IllegalArgumentException("No post for a machine: " + post);
            }
        }
        UUID staff = Uuid7.next(time.instant());
        LocalDate today = CityTime.day(time.instant());
        organisation.engage(new Staff(staff, region, clientId, name, clientId, null));
        posts.forEach(post -> organisation.appoint(new Posting(region, post, staff, true, today, null)));
        return machines.register(region, clientId, staff, name, department, scopes, by);
    }
}
