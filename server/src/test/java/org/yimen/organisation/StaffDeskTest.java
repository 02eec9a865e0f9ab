package org.yimen.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.organisation.Town.NEW_YEAR;
import static org.yimen.organisation.Town.TODAY;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.identity.StaffRegister;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

@HallTest
class StaffDeskTest {

    @Autowired
    private StaffDesk desk;

    @Autowired
    private StaffImport lists;

    @Autowired
    private Nominations nominations;

    @Autowired
    private Dismissals dismissals;

    @Autowired
    private UnitDesk units;

    @Autowired
    private Proposals proposals;

    @Autowired
    private Organisation organisation;

    @Autowired
    private Directory directory;

    @Autowired
    private Letters letters;

    @Autowired
    private StaffRegister register;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcClient jdbc;

    private Town town;
    private Staff security;

    @BeforeEach
    void aTownWithASecurityAdministrator() {
        town = new Town(organisation, null);
        for (String department : List.of("SJ", "ZX")) {
            town.department(department);
            for (String role : List.of("head", "chief", "examiner")) {
                town.post(department, role, department);
            }
        }
        for (String role : List.of("window", "director", "system-admin", "security-admin", "audit-admin")) {
            town.post("ZX", role, town.code);
        }
        security = town.staff("ZX/security-admin");
    }

    @Test
    @Proves({"M-STF-01", "N-Y04"})
    void aListOf146PeopleIsEnteredLineByLineAndCountsByUnit() {
        Map<String, Integer> sent = new TreeMap<>();
        var list = new StringBuilder("login,name,number,unit,window,terms,since,post\n");
        for (int i = 0; i < 146; i++) {
            String unit = "D%02d".formatted(i % 29);
            if (sent.merge(unit, 1, Integer::sum) == 1) {
                town.department(unit);
                town.post(unit, "examiner", unit);
            }
            list.append("p%03d,职工%03d,N%03d,%s,,编制,2026-01-01,%s/examiner\n".formatted(i, i, i, unit, unit));
        }

        List<StaffImport.Line> report = lists.load(security.id(), list.toString());

        assertThat(report).hasSize(146).allMatch(line -> line.refusal() == null);
        var inPost = directory.everybody(town.code).stream()
                .filter(person -> person.sender() != null)
                .filter(person ->
                        !directory.appointee(person.id(), TODAY).posts().isEmpty())
                .toList();
        assertThat(inPost).hasSize(146);
        var counts = new TreeMap<String, Integer>();
        inPost.forEach(person -> counts.merge(String.valueOf(person.sender()), 1, Integer::sum));
        assertThat(counts).isEqualTo(sent);
    }

    @Test
    @Proves("M-STF-01")
    void aListIsReportedLineByLineAndTheGoodLinesAreEntered() {
        String list = """
                login,name,number,unit,window,terms,since,post
                good.one,"王, 小明",N1,SJ,,外包,2026-01-01,SJ/examiner
                good.one,重复,N2,SJ,,编制,2026-01-01,
                x.two,甲,N3,NONE,,编制,2026-01-01,
                x.three,甲,N4,SJ,,临时,2026-01-01,
                x.four,甲,N5,SJ,,编制,1.1.2026,
                x.five,甲,N6,SJ
                x.six,甲,N7,ZX,,编制,2026-01-01,ZX/audit-admin
                x.seven,甲,N1,SJ,,编制,2026-01-01,
                """;

        List<StaffImport.Line> report = lists.load(security.id(), list);

        assertThat(report).extracting(StaffImport.Line::line).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(report)
                .extracting(line ->
                        line.refusal() == null ? "ok" : line.refusal().code().substring("organisation.".length()))
                .containsExactly(
                        "ok",
                        "staff.login-taken",
                        "unit.unknown",
                        "import.employment",
                        "import.day",
                        "import.columns",
                        "import.weighty",
                        "staff.number-taken");
        assertThat(directory.staff(town.code, "good.one"))
                .hasValueSatisfying(person -> assertThat(person.name()).isEqualTo("王, 小明"));
        assertThat(directory.staff(town.code, "x.two")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZX/director", "SJ/head", "SJ/chief", "ZX/security-admin", "ZX/window"})
    void noListFillsAPostOfWeight(String post) {
        String list = "login,name,number,unit,window,terms,since,post\nx.weighty,甲,W1,SJ,,编制,2026-01-01," + post + "\n";

        List<StaffImport.Line> report = lists.load(security.id(), list);

        assertThat(report)
                .singleElement()
                .satisfies(line -> assertThat(line.refusal())
                        .isNotNull()
                        .returns("organisation.import.weighty", OrganisationRefused::code));
        assertThat(directory.staff(town.code, "x.weighty")).isEmpty();
    }

    @Test
    void aPostThatSeesMoreThanItsOwnDepartmentIsWeightyWhateverItIsCalled() {
        Staff clerk = engaged("clerk.six");
        desk.open(security.id(), new Post(town.code, "SJ", "overseer", Text.of("巡查"), town.code));
        desk.open(security.id(), new Post(town.code, "SJ", "neighbour", Text.of("邻查"), "ZX"));
        desk.open(security.id(), new Post(town.code, "SJ", "reader", Text.of("阅档"), "SJ"));

        for (String post : List.of("SJ/overseer", "SJ/neighbour")) {
            assertThatExceptionOfType(OrganisationRefused.class)
                    .isThrownBy(() -> desk.appoint(security.id(), on(clerk, post)))
                    .returns("organisation.posting.nominate", OrganisationRefused::code);
        }
        desk.appoint(security.id(), on(clerk, "SJ/reader"));
        assertThat(directory.appointee(clerk.id(), TODAY).posts()).containsExactly("SJ/reader");
    }

    @Test
    void twoOfficersEndAPostOfWeight() {
        Staff head = town.staff("SJ/head");
        Staff second = town.staff("ZX/security-admin");
        Posting posting = on(head, "SJ/head");

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> desk.end(security.id(), posting, TODAY))
                .returns("organisation.posting.end-by-two", OrganisationRefused::code);
        UUID key = UUID.randomUUID();
        dismissals.proposeEnd(security.id(), key, posting, "调任");
        assertThat(directory.appointee(head.id(), TODAY).posts()).containsExactly("SJ/head");
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> proposals.settle(security.id(), key, true));
        proposals.settle(second.id(), key, true);

        assertThat(directory.appointee(head.id(), TODAY).posts()).isEmpty();
    }

    @Test
    void twoOfficersEndThePostOfAWindowAndOneEndsFewOthersInARow() {
        town.post("SJ", "window", "SJ");
        Posting window = on(town.staff("SJ/window"), "SJ/window");
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> desk.end(security.id(), window, TODAY))
                .returns("organisation.posting.end-by-two", OrganisationRefused::code);
        for (int i = 0; i < 10; i++) {
            desk.end(security.id(), on(town.staff("SJ/examiner"), "SJ/examiner"), TODAY);
        }

        Staff clerk = town.staff("SJ/examiner");

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> desk.end(security.id(), on(clerk, "SJ/examiner"), TODAY))
                .returns("organisation.posting.end-too-many", OrganisationRefused::code);
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> desk.leaves(security.id(), clerk.id(), TODAY))
                .returns("organisation.posting.end-too-many", OrganisationRefused::code);
    }

    @Test
    void theDirectorConsentsThatAnAdministratorEndsAndAnotherSecurityAdministratorDoesNot() {
        Staff second = town.staff("ZX/security-admin");
        Staff third = town.staff("ZX/security-admin");
        Staff director = town.staff("ZX/director");
        UUID key = UUID.randomUUID();

        dismissals.proposeEnd(security.id(), key, on(second, "ZX/security-admin"), "调任");

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> proposals.settle(third.id(), key, true))
                .returns("organisation.proposal.not-yours", OrganisationRefused::code);
        assertThat(nominations.of(town.code)).extracting(Proposal::id).contains(key);
        proposals.settle(director.id(), key, true);
        assertThat(directory.appointee(second.id(), TODAY).posts()).isEmpty();
    }

    @Test
    void whoeverHoldsAPostOfWeightLeavesByTheWordOfTwo() {
        Staff auditor = town.staff("ZX/audit-admin");
        Staff chief = town.staff("SJ/chief");
        Staff second = town.staff("ZX/security-admin");
        Staff director = town.staff("ZX/director");
        Staff clerk = town.staff("SJ/examiner");

        for (Staff each : List.of(auditor, chief)) {
            assertThatExceptionOfType(OrganisationRefused.class)
                    .isThrownBy(() -> desk.leaves(security.id(), each.id(), TODAY))
                    .returns("organisation.staff.leaves-by-two", OrganisationRefused::code);
        }
        UUID first = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        dismissals.proposeLeaving(security.id(), first, auditor.id(), TODAY, "退休");
        dismissals.proposeLeaving(security.id(), other, chief.id(), TODAY, "退休");
        assertThat(directory.staff(chief.id()).leftOn()).isNull();
        proposals.settle(director.id(), first, true);
        proposals.settle(second.id(), other, true);
        desk.leaves(security.id(), clerk.id(), TODAY);

        assertThat(List.of(auditor, chief, clerk))
                .allSatisfy(
                        each -> assertThat(directory.staff(each.id()).leftOn()).isEqualTo(TODAY));
    }

    @Test
    void whatTheDirectorMustSettleIsNotSettledByAnotherBecauseItWasProposedEarlier() {
        Staff person = town.staff("SJ/chief");
        Staff second = town.staff("ZX/security-admin");
        UUID key = UUID.randomUUID();
        dismissals.proposeLeaving(security.id(), key, person.id(), TODAY, "退休");
        organisation.end(on(person, "SJ/chief"), TODAY.minusDays(1));
        organisation.appoint(new Posting(town.code, "ZX/audit-admin", person.id(), false, TODAY, null));

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> proposals.settle(second.id(), key, true))
                .returns("organisation.proposal.settled", OrganisationRefused::code);
        assertThat(directory.staff(person.id()).leftOn()).isNull();
    }

    @Test
    void aNumberThatTheLogRefusesIsRefusedBeforeAnythingIsWritten() {
        Text name = Text.of("经办 110105199003078888");
        Staff system = town.staff("ZX/system-admin");

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> desk.open(security.id(), new Post(town.code, "SJ", "reader", name, "SJ")))
                .returns("organisation.unit.personal-number", OrganisationRefused::code);
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> units.rename(system.id(), "SJ", name))
                .returns("organisation.unit.personal-number", OrganisationRefused::code);
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> engaged("110105199003078888"))
                .returns("organisation.staff.login", OrganisationRefused::code);
        assertThat(directory.post(town.code, "SJ/reader")).isEmpty();
    }

    @Test
    @Proves("M-STF-01")
    void withoutAPostTodayNobodySignsIn() {
        Staff clerk = engaged("clerk.one");
        assertThat(register.serving(town.code, "clerk.one", TODAY)).isEmpty();

        var posting = new Posting(town.code, "SJ/examiner", clerk.id(), false, TODAY, null);
        desk.appoint(security.id(), posting);
        assertThat(register.serving(town.code, "clerk.one", TODAY)).isPresent();
        assertThat(register.serving(town.code, "clerk.one", TODAY.minusDays(1))).isEmpty();

        desk.end(security.id(), posting, TODAY.minusDays(1));
        assertThat(register.serving(town.code, "clerk.one", TODAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "system-admin, security-admin", "system-admin, audit-admin", "security-admin, audit-admin",
        "audit-admin, window", "security-admin, director", "system-admin, examiner"
    })
    void administratorsAreApartFromEachOtherAndFromEveryOtherPost(String one, String other) {
        Staff person = town.staff("ZX/" + one);
        Staff another = town.staff("ZX/" + other);

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> organisation.appoint(on(person, "ZX/" + other)))
                .returns("organisation.posting.administrators-apart", OrganisationRefused::code);
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> organisation.appoint(on(another, "ZX/" + one)));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("""
                                insert into organisation.posting (region_code, department_code, role, staff_id, stand_in,
                                                                  from_on)
                                values (:region, 'ZX', :role, :staff, false, date '2026-01-01')
                                """)
                        .param("region", town.code)
                        .param("role", other)
                        .param("staff", person.id())
                        .update());
    }

    @Test
    @Proves("M-APR-07")
    void aDepartmentHasOneChiefAtATime() {
        Staff first = town.staff();
        Staff second = town.staff();
        organisation.appoint(new Posting(town.code, "SJ/chief", first.id(), false, NEW_YEAR, TODAY));

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(
                        () -> organisation.appoint(new Posting(town.code, "SJ/chief", second.id(), false, TODAY, null)))
                .returns("organisation.posting.one-chief", OrganisationRefused::code);
        organisation.appoint(new Posting(town.code, "SJ/chief", second.id(), true, TODAY, null));
        organisation.appoint(new Posting(town.code, "SJ/chief", town.staff().id(), false, TODAY.plusDays(1), null));

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("""
                                insert into organisation.posting (region_code, department_code, role, staff_id, stand_in,
                                                                  from_on)
                                values (:region, 'SJ', 'chief', :staff, false, date '2026-02-01')
                                """)
                        .param("region", town.code)
                        .param("staff", town.staff().id())
                        .update());
    }

    @Test
    void nobodyDecidesAboutHimselfAndOnlyTheSecurityAdministratorAboutOthers() {
        Staff clerk = engaged("clerk.two");
        Staff system = town.staff("ZX/system-admin");

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> desk.appoint(security.id(), on(security, "SJ/examiner")))
                .returns("organisation.staff.himself", OrganisationRefused::code);
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> desk.appoint(system.id(), on(clerk, "SJ/examiner")))
                .returns("organisation.staff.not-security", OrganisationRefused::code);
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> desk.leaves(security.id(), security.id(), TODAY));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAdministratorIsProposedByOneAndConfirmedByAnother(boolean confirmed) {
        Staff candidate = engaged("new.admin");
        Staff director = town.staff("ZX/director");
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> desk.appoint(security.id(), on(candidate, "ZX/system-admin")))
                .returns("organisation.posting.nominate", OrganisationRefused::code);

        UUID key = UUID.randomUUID();
        nominations.propose(security.id(), key, on(candidate, "ZX/system-admin"), "新设岗位");

        assertThat(directory.appointee(candidate.id(), TODAY).posts()).isEmpty();
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> proposals.settle(security.id(), key, true))
                .returns("organisation.proposal.not-yours", OrganisationRefused::code);
        proposals.settle(director.id(), key, confirmed);
        assertThat(directory.appointee(candidate.id(), TODAY).posts())
                .isEqualTo(confirmed ? Set.of("ZX/system-admin") : Set.of());
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> proposals.settle(director.id(), key, true))
                .returns("organisation.proposal.settled", OrganisationRefused::code);
        assertThat(audit.recent(town.code, List.of(), null, 10))
                .extracting(AuditEntry::kind)
                .contains(
                        "organisation.administrator-proposed",
                        "organisation.administrator-" + (confirmed ? "consented" : "declined"));
    }

    @Test
    void theDirectorWhoMakesAdministratorsIsNobodysCreatureAlone() {
        Staff candidate = engaged("new.director");

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> desk.appoint(security.id(), on(candidate, "ZX/director")))
                .returns("organisation.posting.nominate", OrganisationRefused::code);
    }

    @Test
    void whoMayAcceptIsNotMadeOutsourced() {
        Staff head = town.staff("SJ/head");
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.ACCEPT), null));
        var outsourced = new Staff(
                head.id(),
                town.code,
                head.login(),
                head.name(),
                head.employeeNumber(),
                null,
                "SJ",
                null,
                Employment.OUTSOURCED,
                NEW_YEAR);

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> desk.change(security.id(), outsourced))
                .returns("organisation.staff.outsourced-with-letter", OrganisationRefused::code);
        letters.withdraw(town.code, "1", "收回", "test", Instant.parse("2026-11-18T00:00:00Z"));
        desk.change(security.id(), outsourced);

        assertThat(directory.staff(head.id()).employment()).isEqualTo(Employment.OUTSOURCED);
    }

    @Test
    void aCellInQuotationMarksMayHoldCommas() {
        assertThat(StaffImport.cells("a,\"b, \"\"c\"\"\",,d")).containsExactly("a", "b, \"c\"", "", "d");
        assertThat(IntStream.range(0, 3).mapToObj(String::valueOf).collect(Collectors.joining(",")))
                .satisfies(line -> assertThat(StaffImport.cells(line)).hasSize(3));
    }

    private Staff engaged(String login) {
        return desk.engage(
                security.id(),
                new StaffDesk.Details(
                        login, "新人", UUID.randomUUID().toString(), "SJ", null, Employment.CONTRACT, NEW_YEAR));
    }

    private Posting on(Staff person, String post) {
        return new Posting(town.code, post, person.id(), false, NEW_YEAR, null);
    }
}
