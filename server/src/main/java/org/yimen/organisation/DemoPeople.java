package org.yimen.organisation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.Operator;
import org.yimen.identity.PasswordHash;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.StaffAccounts;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/**
 * The invented city of the demo, out of {@code demo/people.yaml} and through the same services as anybody. What is there
 * already is left alone, so a start that was broken off is finished by the next.
 */
@Component
@Order(DemoPeople.ORDER)
@ConditionalOnBooleanProperty("yimen.demo")
class DemoPeople implements ApplicationRunner {

    /** Before the demo's items and cases, which need people. */
    static final int ORDER = 10;

    private static final Logger log = LoggerFactory.getLogger(DemoPeople.class);
    private static final String BY = "demo";

    private final Directory directory;
    private final Organisation organisation;
    private final Letters letters;
    private final PassedPowers passedPowers;
    private final People people;
    private final Entities entities;
    private final StaffAccounts accounts;
    private final Passwords passwords;
    private final TransactionTemplate transaction;
    private final InstantSource time;

    DemoPeople(
            Directory directory,
            Organisation organisation,
            Letters letters,
            PassedPowers passedPowers,
            People people,
            Entities entities,
            StaffAccounts accounts,
            Passwords passwords,
            TransactionTemplate transaction,
            InstantSource time) {
        this.directory = directory;
        this.organisation = organisation;
        this.letters = letters;
        this.passedPowers = passedPowers;
        this.people = people;
        this.entities = entities;
        this.accounts = accounts;
        this.passwords = passwords;
        this.transaction = transaction;
        this.time = time;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        load();
    }

    void load() {
        DemoSheet sheet = DemoSheet.read();
        // Everybody has the same password, so one hash does.
        PasswordHash password = passwords.hash(DemoAccounts.PASSWORD);
        // Letters ask the directory who holds what, and it knows only what is committed: one transaction per layer.
        transaction.executeWithoutResult(_ -> units(sheet));
        transaction.executeWithoutResult(_ -> staff(sheet, password));
        transaction.executeWithoutResult(_ -> firstTier(sheet));
        transaction.executeWithoutResult(_ -> secondTier(sheet));
        transaction.executeWithoutResult(_ -> givenOn(sheet));
        transaction.executeWithoutResult(_ -> citizens(sheet, password));
        log.info(
                "The demo's city is there: {} departments",
                directory.departments().size());
    }

    private void units(DemoSheet sheet) {
        DemoSheet place = sheet.under("region");
        String region = place.text("code");
        if (directory.region(region).isEmpty()) {
            organisation.found(new Region(region, place.both("name"), null, LocalDate.parse(place.text("from")), null));
        }
        for (DemoSheet area : sheet.each("areas")) {
            place(new Unit.Area(
                    region,
                    area.text("code"),
                    area.both("name"),
                    area.maybe("within").orElse(region)));
        }
        for (DemoSheet department : sheet.each("departments")) {
            String code = department.text("code");
            place(new Department(
                    region,
                    code,
                    department.both("name"),
                    department.both("short"),
                    CreditCode.of(department.text("credit-code")).value(),
                    department.text("phone"),
                    department.both("address")));
            open(new Post(region, code, "head", new Text("部门负责人", "Head of department"), code));
            open(new Post(region, code, "chief", new Text("首席代表", "Chief representative"), code));
            open(new Post(region, code, "examiner", new Text("审查人员", "Examiner"), code));
            open(new Post(region, code, "accept", new Text("受理岗", "Acceptance"), code));
            if (department.maybe("accepts").isPresent()) {
                open(new Post(region, code, LetterRules.WINDOW, new Text("部门窗口", "Department counter"), code));
            }
        }
        for (DemoSheet office : sheet.each("offices")) {
            String code = office.text("code");
            place(new Department(
                    region,
                    code,
                    office.both("name"),
                    office.both("short"),
                    CreditCode.of(office.text("credit-code")).value(),
                    office.text("phone"),
                    office.both("address")));
            if (office.maybe("head").isPresent()) {
                open(new Post(region, code, "head", new Text("部门负责人", "Head of department"), code));
            }
        }
        DemoSheet hall = sheet.under("site");
        String site = hall.text("code");
        place(new Site(
                region, site, hall.both("name"), "ZX", hall.both("address"), hall.text("phone"), hall.both("hours")));
        for (DemoSheet window : hall.each("windows")) {
            place(new Unit.Window(region, window.text("code"), window.both("name"), site));
        }
        var opened = new HashSet<String>();
        for (DemoSheet each : sheet.each("posts")) {
            var post =
                    new Post(region, each.text("department"), each.text("role"), each.both("name"), each.text("sees"));
            // One post may have holders in several places of the sheet.
            if (opened.add(post.code())) {
                open(post);
            }
        }
    }

    private void staff(DemoSheet sheet, PasswordHash password) {
        var hired =
                new Hiring(sheet.under("region").text("code"), LocalDate.parse(sheet.text("letters-from")), password);
        List<DemoSheet> first = departments(sheet, false);
        List<DemoSheet> later = departments(sheet, true);
        deciding(hired, first);
        for (DemoSheet office : sheet.each("offices")) {
            String code = office.text("code");
            office.maybe("head").ifPresent(name -> hired.engage(login(code, "head"), name, code + "/head", false));
        }
        for (DemoSheet post : sheet.each("posts")) {
            String code = post.text("department") + "/" + post.text("role");
            post.pairs("holders").forEach((login, name) -> hired.engage(login, name, code, false));
        }
        accepting(hired, first);
        deciding(hired, later);
        accepting(hired, later);
        for (DemoSheet signer : sheet.each("signing-for-the-head")) {
            hired.engage(signer.text("login"), signer.text("name"), signer.text("department") + "/chief", true);
        }
    }

    private static List<DemoSheet> departments(DemoSheet sheet, boolean later) {
        return sheet.each("departments").stream()
                .filter(department -> department.maybe("joined").isPresent() == later)
                .toList();
    }

    private static void deciding(Hiring hired, List<DemoSheet> departments) {
        for (DemoSheet department : departments) {
            String code = department.text("code");
            hired.engage(login(code, "head"), department.text("head"), code + "/head", false);
            hired.engage(login(code, "chief"), department.text("chief"), code + "/chief", false);
            department
                    .maybe("stand-in")
                    .ifPresent(name -> hired.engage(login(code, "standin"), name, code + "/chief", true));
            List<String> examiners = department.texts("examiners");
            for (int i = 0; i < examiners.size(); i++) {
                hired.engage(login(code, "examiner" + (i + 1)), examiners.get(i), code + "/examiner", false);
            }
        }
    }

    /** 行政许可法 art. 24: the departments' own people at the counters accept; whoever is of the centre receives. */
    private static void accepting(Hiring hired, List<DemoSheet> departments) {
        for (DemoSheet department : departments) {
            String code = department.text("code");
            department.maybe("accepts").ifPresent(name -> {
                hired.engage(login(code, "window"), name, code + "/accept", false, Counters.of(code));
                hired.sitsAtHisOwn(login(code, "window"), code);
            });
        }
    }

    /** Engages one after the other and numbers them. */
    private final class Hiring {
        private final String region;
        private final LocalDate from;
        private final PasswordHash password;
        private int number;

        Hiring(String region, LocalDate from, PasswordHash password) {
            this.region = region;
            this.from = from;
            this.password = password;
        }

        void engage(String login, String name, String post, boolean standIn, String... besides) {
            number++;
            if (directory.staff(region, login).isPresent()) {
                return;
            }
            UUID id = Uuid7.next(time.instant());
            String sender = post.substring(0, post.indexOf('/'));
            organisation.engage(new Staff(
                    id,
                    region,
                    login,
                    name,
                    "AL%04d".formatted(number),
                    null,
                    sender,
                    null,
                    Employment.ESTABLISHED,
                    from));
            organisation.appoint(new Posting(region, post, id, standIn, from, null));
            for (String other : besides) {
                organisation.appoint(new Posting(region, other, id, false, from, null));
            }
            accounts.change(region, id, password);
        }

        /** Once: who sat at the centre's counter before his department had its own sits at that one. */
        void sitsAtHisOwn(String login, String department) {
            Optional<Staff> clerk = directory.staff(region, login);
            if (clerk.isEmpty()) {
                return;
            }
            List<Posting> held = directory.postings(region).stream()
                    .filter(posting -> posting.staff().equals(clerk.get().id()))
                    .toList();
            if (held.stream().anyMatch(posting -> posting.post().equals(Counters.of(department)))) {
                return;
            }
            LocalDate today = CityTime.day(time.instant());
            held.stream()
                    .filter(posting -> posting.post().equals(Counters.CENTRE) && !posting.isOverOn(today))
                    .forEach(posting -> organisation.end(posting, posting.lastDayEndedOn(today)));
            organisation.appoint(
                    new Posting(region, Counters.of(department), clerk.get().id(), false, today, null));
        }
    }

    private void firstTier(DemoSheet sheet) {
        var desk = new LetterDesk(sheet);
        int number = 0;
        for (DemoSheet department : sheet.each("departments")) {
            number++;
            String code = department.text("code");
            desk.grant(
                    "安政授〔2026〕" + number + "号",
                    code,
                    login(code, "head"),
                    Right.ofDepartments(),
                    desk.until,
                    sheet.text("government"),
                    null,
                    null);
        }
        // What only a government may allow it gives to its own head.
        desk.grant(
                "安府授〔2026〕1号",
                Department.GOVERNMENT,
                login(Department.GOVERNMENT, "head"),
                Set.of(Right.EXTEND_JOINT),
                desk.until,
                sheet.text("government"),
                null,
                null);
    }

    private void secondTier(DemoSheet sheet) {
        var desk = new LetterDesk(sheet);
        int first = 0;
        for (DemoSheet department : sheet.each("departments")) {
            first++;
            String code = department.text("code");
            String above = "安政授〔2026〕" + first + "号";
            String mark = "安" + department.text("mark");
            String signatory = department.both("short").zh() + " 负责人 " + department.text("head");
            desk.grant(
                    mark + "授〔2026〕1号",
                    code,
                    login(code, "chief"),
                    rights(department, "chief-rights"),
                    desk.until,
                    signatory,
                    above,
                    null);
            if (department.maybe("stand-in").isPresent()) {
                String number = mark + "授〔2026〕2号";
                desk.grant(
                        number,
                        code,
                        login(code, "standin"),
                        rights(department, "stand-in-rights"),
                        department.maybe("stand-in-until").map(LocalDate::parse).orElse(desk.until),
                        signatory,
                        above,
                        null);
                department
                        .maybe("stand-in-withdrawn-at")
                        .ifPresent(at -> desk.withdraw(
                                number, department.text("stand-in-withdrawn-because"), Instant.parse(at)));
            }
            for (DemoSheet signer : sheet.each("signing-for-the-head")) {
                if (signer.text("department").equals(code)) {
                    desk.grant(
                            mark + "代〔2026〕1号",
                            code,
                            signer.text("login"),
                            rights(signer, "rights"),
                            desk.until,
                            signatory,
                            above,
                            signer.text("basis"));
                }
            }
            List<String> accepting = department.maybe("accepts").isPresent()
                    ? List.of(login(code, "window"))
                    : List.of("zx.window1", "zx.window2", "zx.window3");
            for (int each = 0; each < accepting.size(); each++) {
                desk.grant(
                        mark + "受〔2026〕" + (each + 1) + "号",
                        code,
                        accepting.get(each),
                        Set.of(Right.ACCEPT),
                        desk.until,
                        signatory,
                        above,
                        null);
            }
        }
    }

    /** The administrators of departments give what they were given; the windows key in for one line. */
    private void givenOn(DemoSheet sheet) {
        var desk = new LetterDesk(sheet);
        int first = 0;
        for (DemoSheet department : sheet.each("departments")) {
            first++;
            String code = department.text("code");
            String above = "安政授〔2026〕" + first + "号";
            String mark = "安" + department.text("mark") + "授〔2026〕";
            String signatory = department.both("short").zh() + " 负责人 " + department.text("head");
            for (DemoSheet post : sheet.each("posts")) {
                if (post.text("department").equals(code) && post.text("role").equals(Administrator.OF_DEPARTMENT)) {
                    String login = post.pairs("holders").keySet().iterator().next();
                    desk.grant(
                            mark + "3号",
                            code,
                            login,
                            Set.of(Right.ACCEPT, Right.ENTER),
                            desk.until,
                            signatory,
                            above,
                            null);
                }
            }
            if (department.maybe("entry-by").isPresent()) {
                desk.grant(
                        mark + "4号",
                        code,
                        department.text("entry-by"),
                        Set.of(Right.ENTER),
                        desk.until,
                        signatory,
                        above,
                        null);
            }
        }
        Set<String> known = passedPowers.entered(desk.region).stream()
                .map(PassedPowers.Passed::item)
                .collect(Collectors.toSet());
        for (DemoSheet power : sheet.each("passed-powers")) {
            if (!known.contains(power.text("item"))) {
                String department = power.text("department");
                String letter = letters.in(desk.region).stream()
                        .filter(each ->
                                each.parent() == null && each.department().equals(department))
                        .map(Letter::number)
                        .findFirst()
                        .orElseThrow();
                passedPowers.enter(
                        BY,
                        desk.region,
                        power.text("item"),
                        power.text("name"),
                        power.text("former"),
                        LocalDate.parse(power.text("meeting")),
                        power.text("minutes"),
                        department,
                        letter);
            }
        }
    }

    /** Enters letters that are not in the register yet. */
    private final class LetterDesk {
        private final String region;
        private final LocalDate from;
        private final LocalDate until;
        private final Set<String> known;
        private final Set<String> entered;

        LetterDesk(DemoSheet sheet) {
            this.region = sheet.under("region").text("code");
            this.from = LocalDate.parse(sheet.text("letters-from"));
            this.until = LocalDate.parse(sheet.text("letters-until"));
            this.known = letters.in(region).stream().map(Letter::number).collect(Collectors.toSet());
            this.entered = new HashSet<>();
        }

        void grant(
                String number,
                String department,
                String login,
                Set<Right> rights,
                LocalDate last,
                String signatory,
                @Nullable String parent,
                @Nullable String basis) {
            if (known.contains(number)) {
                return;
            }
            UUID holder = directory.staff(region, login).orElseThrow().id();
            letters.grant(new Letters.Grant(
                    region,
                    number,
                    department,
                    holder,
                    Set.of(Letter.ALL),
                    rights,
                    from,
                    last,
                    List.of(signatory),
                    parent,
                    basis,
                    BY));
            entered.add(number);
        }

        void withdraw(String number, String reason, Instant at) {
            if (entered.contains(number)) {
                letters.withdraw(region, number, reason, BY, at);
            }
        }
    }

    private void citizens(DemoSheet sheet, PasswordHash password) {
        for (DemoSheet citizen : sheet.each("citizens")) {
            CitizenId number = CitizenId.of(citizen.text("citizen-id"));
            if (people.find(number).isEmpty()) {
                Person person = people.register(citizen.text("name"), number, citizen.text("phone"), password);
                citizen.maybe("address").ifPresent(address -> people.change(person.id(), person.phone(), address));
            }
        }
        LocalDate from = LocalDate.parse(sheet.text("letters-from"));
        for (DemoSheet entity : sheet.each("entities")) {
            CreditCode code = CreditCode.of(entity.text("credit-code"));
            Optional<LegalEntity> known = entities.find(code);
            if (known.isPresent()) {
                continue;
            }
            LegalEntity registered = entities.register(
                    code, entity.text("name"), entity.maybe("address").orElse(""));
            for (DemoSheet operator : entity.each("operators")) {
                Person person =
                        people.find(CitizenId.of(operator.text("citizen-id"))).orElseThrow();
                var role = Operator.Role.valueOf(operator.text("role"));
                entities.appoint(registered.id(), new Operator(person.id(), role, from, null));
            }
        }
    }

    private void place(Unit unit) {
        if (directory.unit(unit.region(), unit.code()).isEmpty()) {
            organisation.place(unit);
        }
    }

    private void open(Post post) {
        if (directory.post(post.region(), post.code()).isEmpty()) {
            organisation.open(post);
        }
    }

    private static Set<Right> rights(DemoSheet department, String key) {
        return department.texts(key).stream().map(Right::valueOf).collect(Collectors.toSet());
    }

    private static String login(String department, String role) {
        return department.toLowerCase(Locale.ROOT) + "." + role;
    }
}
