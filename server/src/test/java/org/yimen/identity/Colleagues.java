package org.yimen.identity;

import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Post;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Staff;
import org.yimen.platform.Text;

/** Hires members of staff whom no other test knows. */
@Component
public class Colleagues {

    public static final String CITY = "629901";
    public static final String PASSWORD = "Right-Parole-77";

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);

    private final Organisation organisation;
    private final Directory directory;
    private final StaffAccounts accounts;
    private final Passwords passwords;

    Colleagues(Organisation organisation, Directory directory, StaffAccounts accounts, Passwords passwords) {
        this.organisation = organisation;
        this.directory = directory;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /** Somebody on a post of this role in a department of the tests, with {@link #PASSWORD}. */
    public Staff hired(String role) {
        Staff staff = engaged();
        String post = "ZX/" + role;
        if (directory.post(CITY, post).isEmpty()) {
            organisation.open(new Post(CITY, "ZX", role, Text.of(role), "ZX"));
        }
        organisation.appoint(new Posting(CITY, post, staff.id(), false, FROM, null));
        return staff;
    }

    /** Somebody on the staff who sits on no post. */
    public Staff engaged() {
        UUID id = UUID.randomUUID();
        var staff = new Staff(id, CITY, "t" + id.toString().substring(0, 13), "试验员", id.toString(), null);
        organisation.engage(staff);
        accounts.change(CITY, id, passwords.hash(PASSWORD));
        return staff;
    }

    public static StaffMember member(Staff staff) {
        return new StaffMember(staff.id(), staff.region(), staff.name());
    }
}
