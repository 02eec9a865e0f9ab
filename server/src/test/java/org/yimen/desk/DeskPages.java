package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.application.Applicants;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.identity.Channel;
import org.yimen.identity.PasswordHash;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.StaffAccounts;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.organisation.DemoAccounts;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Letters;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Post;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Region;
import org.yimen.organisation.Right;
import org.yimen.organisation.Staff;
import org.yimen.platform.Text;

/** Puts people of the demo city, and newcomers, before the pages of the desk. */
@Component
class DeskPages {

    static final String CITY = "629901";

    /** What everybody signs in with who registered for a test. */
    static final String PASSWORD = "Right-password-1";

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate UNTIL = LocalDate.of(2026, 12, 31);

    private final WebApplicationContext context;
    private final Directory directory;
    private final Organisation organisation;
    private final Letters letters;
    private final Verifications verifications;
    private final StaffAccounts accounts;
    private final PasswordHash password;
    private final Passwords passwords;
    private final People people;
    private final Applicants applicants;
    private final City city;
    private final SealedPapers papers;

    DeskPages(
            WebApplicationContext context,
            Directory directory,
            Organisation organisation,
            Letters letters,
            Verifications verifications,
            StaffAccounts accounts,
            Passwords passwords,
            People people,
            Applicants applicants,
            City city,
            SealedPapers papers) {
        this.passwords = passwords;
        this.people = people;
        this.applicants = applicants;
        this.city = city;
        this.papers = papers;
        this.verifications = verifications;
        this.accounts = accounts;
        this.password = passwords.hash(DemoAccounts.PASSWORD);
        this.context = context;
        this.directory = directory;
        this.organisation = organisation;
        this.letters = letters;
    }

    /** Somebody new who signs in at home with {@link #PASSWORD}. */
    Person registered(String name) {
        return people.register(name, TestNumbers.citizen(), "15400000034", passwords.hash(PASSWORD));
    }

    /** What he handed in. */
    CaseId submitted(Person person, String item) {
        return city.submitted(applicants.of(person.id(), null), item).id();
    }

    /** The same, accepted at the window. */
    CaseId accepted(Person person, String item) {
        return city.accepted(applicants.of(person.id(), null), item).id();
    }

    /** The first paper of its kind in a case. */
    StoredPaper paper(CaseId id, PaperKind kind) {
        return papers.ofCase(id.region(), id.value()).stream()
                .filter(paper -> paper.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /** Somebody of the demo city by his login. */
    Clerk at(String login) {
        return at(directory.staff(CITY, login).orElseThrow());
    }

    Clerk at(Staff staff) {
        return new Clerk(context, staff);
    }

    /** He stands at her window, and shows the code that he made on his phone. */
    void arrives(UUID person, Clerk clerk) throws Exception {
        verifications.verified(person, Verification.How.PASSWORD, Channel.WEB, CITY);
        String code = verifications.code(person).orElseThrow().text();
        assertThat(clerk.send("/desk/intake", "number", code).status()).isEqualTo(303);
    }

    /** Somebody new on a post, beside those who hold it. A department has one chief: beside him sits another head. */
    Staff newcomer(String asked) {
        String post = asked.replace("/chief", "/head");
        String login = "t" + UUID.randomUUID().toString().substring(0, 12);
        var staff = new Staff(UUID.randomUUID(), CITY, login, "试验员", login, null);
        String department = post.substring(0, post.indexOf('/'));
        String role = post.substring(post.indexOf('/') + 1);
        if (directory.post(CITY, post).isEmpty()) {
            organisation.open(new Post(CITY, department, role, Text.of(role), department));
        }
        organisation.engage(staff);
        accounts.change(CITY, staff.id(), password);
        organisation.appoint(new Posting(CITY, post, staff.id(), false, FROM, null));
        return staff;
    }

    /** The security administrator of a region that no other test knows, with so many departments {@code D00}, {@code D01}. */
    Staff securityOfANewTown(int departments) {
        String code = String.valueOf(ThreadLocalRandom.current().nextInt(100_000, 600_000));
        organisation.found(new Region(code, Text.of("试验市" + code), null, FROM, null));
        place(code, "ZX", "security-admin");
        for (int i = 0; i < departments; i++) {
            place(code, "D%02d".formatted(i), "examiner");
        }
        String login = "security-" + code;
        var staff = new Staff(UUID.randomUUID(), code, login, "试验员", login, null);
        organisation.engage(staff);
        accounts.change(code, staff.id(), password);
        organisation.appoint(new Posting(code, "ZX/security-admin", staff.id(), false, FROM, null));
        return staff;
    }

    private void place(String region, String department, String role) {
        organisation.place(new Department(
                region,
                department,
                Text.of(department + "局"),
                Text.of(department),
                "11" + region + department,
                "0000-0000",
                Text.of("试验路1号")));
        organisation.open(new Post(region, department, role, Text.of(role), department));
    }

    /** Somebody new who stands in on a post when its first holder is away. */
    Staff standIn(String post) {
        String login = "b" + UUID.randomUUID().toString().substring(0, 12);
        var staff = new Staff(UUID.randomUUID(), CITY, login, "试验替岗", login, null);
        organisation.engage(staff);
        accounts.change(CITY, staff.id(), password);
        organisation.appoint(new Posting(CITY, post, staff.id(), true, FROM, null));
        return staff;
    }

    /** 拦下的动作 from now on back: by clocks of their own other tests stopped others later. */
    static String attempts(Instant now) {
        return "/desk/attempts?before=" + now.plusMillis(1) + "~" + new UUID(-1, -1);
    }

    /** A letter of the second tier for all items of the department. */
    Letter letter(Staff holder, String department, Set<Right> rights) {
        String above = letters.in(CITY).stream()
                .filter(letter -> letter.parent() == null && letter.department().equals(department))
                .map(Letter::number)
                .findFirst()
                .orElseThrow();
        String number = "试授〔2026〕" + UUID.randomUUID().toString().substring(0, 8) + "号";
        return letters.grant(new Letters.Grant(
                CITY,
                number,
                department,
                holder.id(),
                Set.of(Letter.ALL),
                rights,
                FROM,
                UNTIL,
                List.of("试验签署人"),
                above,
                null,
                "test"));
    }
}
