package org.yimen.matrix;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Account;
import org.yimen.identity.Citizen;
import org.yimen.identity.Entities;
import org.yimen.identity.Machine;
import org.yimen.identity.MachineCaller;
import org.yimen.identity.Person;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Post;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Region;
import org.yimen.organisation.Staff;
import org.yimen.platform.Text;

/** Everybody who may come, by the names that the policy calls them; the department of the case is SJ. */
@Component
class Callers {

    static final String CITY = "629901";

    /** Those who stand before a machine: the names of all of them begin so. */
    static final String AT_MACHINE = "at-machine";

    /** Programs of departments, who come with a token and to the API alone: the names of all of them begin so. */
    static final String PROGRAM = "program";

    private static final String NEIGHBOUR = "629902";
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);

    private final Directory directory;
    private final Organisation organisation;
    private final Entities entities;
    private final Things things;
    private @Nullable Map<String, @Nullable Authentication> known;

    Callers(Directory directory, Organisation organisation, Entities entities, Things things) {
        this.directory = directory;
        this.organisation = organisation;
        this.entities = entities;
        this.things = things;
    }

    /** By name; the stranger is null. */
    Map<String, @Nullable Authentication> all() {
        if (known == null) {
            known = assemble();
        }
        return known;
    }

    private Map<String, @Nullable Authentication> assemble() {
        var all = new LinkedHashMap<String, @Nullable Authentication>();
        all.put("stranger", null);
        all.put("owner", citizen(things.owner(), null));
        all.put("citizen", citizen(things.somebody(), null));
        all.put("operator", operator());
        // Acts for the owner by a delegation for everything; acted for him until it was taken back, in a session of
        // then; was
        // told as somebody whom the case concerns (行政许可法 art. 36).
        all.put("delegate", delegate(things.delegate()));
        all.put("former-delegate", delegate(things.formerDelegate()));
        all.put("party", citizen(things.party(), null));
        all.put("window", staff("zx.window1"));
        all.put("receiver", receiver());
        // At the counters of the case's department and of another.
        all.put("counter", staff("sj.window"));
        all.put("foreign-counter", staff("jy.window"));
        all.put("examiner", staff("sj.examiner1"));
        all.put("chief", staff("sj.chief"));
        all.put("head", staff("sj.head"));
        // His letter was withdrawn.
        all.put("standin", staff("sj.standin"));
        all.put("both", signedIn(things.both()));
        all.put("foreign-examiner", staff("jy.examiner1"));
        all.put("foreign-chief", staff("jy.chief"));
        all.put("foreign-head", staff("jy.head"));
        all.put("supervisor", staff("zx.supervisor"));
        all.put("director", staff("zx.director"));
        all.put("line", staff("rx.operator1"));
        all.put("dispatcher", staff("rx.dispatcher1"));
        all.put("investigator", staff("xn.investigator"));
        all.put("hall", staff("zx.hall"));
        all.put("guide", staff("zx.guide1"));
        all.put("catalogue", staff("zx.catalogue"));
        all.put("editor", staff("wjw.editor"));
        all.put("finance", staff("zx.finance"));
        all.put("system", staff("sys.admin"));
        all.put("first", staff("sec.admin"));
        all.put("second", staff("sec.admin2"));
        all.put("audit", staff("aud.admin"));
        all.put("admin", staff("wjw.admin"));
        neighbours();
        for (String role : NEIGHBOURS) {
            all.put("far-" + role, staff(NEIGHBOUR, "far." + role));
        }
        all.put("former", former());
        // Before a machine in the hall: nobody yet, the owner, somebody else.
        all.put(AT_MACHINE, null);
        all.put(AT_MACHINE + "-owner", visitor(things.owner()));
        all.put(AT_MACHINE + "-citizen", visitor(things.somebody()));
        // Of the case's department with every post and letter; of the same, to give opinions only; of the centre, to
        // watch; of
        // another department; and one whose token opens nothing.
        all.put(PROGRAM, program(things.program(), true));
        all.put(PROGRAM + "-beside", program(things.program("SJ", "SJ/examiner"), true));
        all.put(PROGRAM + "-watching", program(things.program("ZX", "ZX/supervisor"), true));
        all.put(PROGRAM + "-foreign", program(things.program("JY", "JY/examiner"), true));
        all.put(PROGRAM + "-bare", program(things.program("SJ", "ZX/window", "SJ/examiner"), false));
        return all;
    }

    private static Authentication program(Machine machine, boolean scopes) {
        var caller = new MachineCaller(machine, scopes ? machine.scopes() : Set.of());
        return UsernamePasswordAuthenticationToken.authenticated(caller, "", caller.getAuthorities());
    }

    private static final List<String> NEIGHBOURS =
            List.of("window", "examiner", "director", "system-admin", "security-admin", "audit-admin");

    /** Another region of the same installation, with the same posts by the same codes. */
    private void neighbours() {
        if (directory.region(NEIGHBOUR).isPresent()) {
            return;
        }
        organisation.found(new Region(NEIGHBOUR, Text.of("邻县（虚构）"), null, FROM, null));
        organisation.place(new Department(
                NEIGHBOUR,
                "SJ",
                Text.of("邻县市场监督管理局"),
                Text.of("市场监管局"),
                "11629902MB9900021X",
                "0900-555 0900",
                Text.of("邻县")));
        organisation.place(new Department(
                NEIGHBOUR,
                "ZX",
                Text.of("邻县政务服务中心"),
                Text.of("政务服务中心"),
                "11629902MB99000392",
                "0900-555 0901",
                Text.of("邻县")));
        for (String role : NEIGHBOURS) {
            String department = role.equals("examiner") ? "SJ" : "ZX";
            organisation.open(new Post(NEIGHBOUR, department, role, Text.of(role), NEIGHBOUR));
            var staff = new Staff(UUID.randomUUID(), NEIGHBOUR, "far." + role, "邻县人员", "N-" + role, null);
            organisation.engage(staff);
            organisation.appoint(new Posting(NEIGHBOUR, department + "/" + role, staff.id(), false, FROM, null));
        }
    }

    /** At a window of the centre too, but commissioned by no department. */
    private Authentication receiver() {
        String login = "receiver-" + UUID.randomUUID().toString().substring(0, 8);
        var staff = new Staff(UUID.randomUUID(), CITY, login, "收件人员", login, null);
        organisation.engage(staff);
        organisation.appoint(new Posting(CITY, "ZX/window", staff.id(), false, FROM, null));
        return staff(CITY, login);
    }

    /** Somebody who left while his session was still open. */
    private Authentication former() {
        String login = "former-" + UUID.randomUUID().toString().substring(0, 8);
        var staff = new Staff(UUID.randomUUID(), CITY, login, "离岗人员", login, null);
        organisation.engage(staff);
        organisation.appoint(new Posting(CITY, "SJ/examiner", staff.id(), false, FROM, null));
        organisation.appoint(new Posting(CITY, "ZX/director", staff.id(), false, FROM, null));
        organisation.leaves(CITY, staff.id(), LocalDate.of(2026, 6, 1));
        return staff(CITY, login);
    }

    private Authentication operator() {
        var firm = entities.find(CreditCode.of("91629901MA9900B28U")).orElseThrow();
        return signedIn(new Citizen(firm.operators().getFirst().person(), firm.id(), firm.name()), "ROLE_CITIZEN");
    }

    private Authentication delegate(Person person) {
        return signedIn(new Citizen(person.id(), null, things.owner().id(), person.maskedName()), "ROLE_CITIZEN");
    }

    private static Authentication visitor(Person person) {
        return signedIn(new Citizen(person.id(), null, person.maskedName()), "ROLE_AT_STATION");
    }

    private static Authentication citizen(Person person, @Nullable UUID entity) {
        return signedIn(new Citizen(person.id(), entity, person.maskedName()), "ROLE_CITIZEN");
    }

    private Authentication staff(String login) {
        return staff(CITY, login);
    }

    private Authentication staff(String region, String login) {
        return signedIn(directory.staff(region, login).orElseThrow());
    }

    private static Authentication signedIn(Staff person) {
        return signedIn(new StaffMember(person.id(), person.region(), person.name()), "ROLE_STAFF");
    }

    private static Authentication signedIn(Account account, String role) {
        return UsernamePasswordAuthenticationToken.authenticated(account, "", AuthorityUtils.createAuthorityList(role));
    }
}
