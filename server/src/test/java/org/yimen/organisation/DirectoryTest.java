package org.yimen.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.organisation.Town.NEW_YEAR;
import static org.yimen.organisation.Town.TODAY;

import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.Statements;
import org.yimen.testing.TestTime;

@HallTest
class DirectoryTest {

    @Autowired
    private Directory directory;

    @Autowired
    private OrganisationTables tables;

    @Autowired
    private Organisation organisation;

    @Autowired
    private Letters letters;

    @Autowired
    private Statements statements;

    @Autowired
    private CoverWatch covers;

    @Autowired
    private TestTime time;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private Town town;

    @BeforeEach
    void aTownWithADepartment() {
        town = new Town(organisation, null);
        town.department("SJ");
        town.post("SJ", "head", "SJ");
        town.post("SJ", "chief", "SJ");
        town.post("SJ", "examiner", "SJ");
    }

    @Test
    @Proves("M-OTH-03")
    void theTreeIsRegionDepartmentSiteWindow() {
        organisation.place(
                new Site(town.code, "HALL", Text.of("大厅"), "SJ", Text.of("试验路2号"), "0000-0001", Text.of("工作日9时至17时")));
        organisation.place(new Unit.Window(town.code, "HALL-1", Text.of("1号窗口"), "HALL"));

        Unit window = directory.unit(town.code, "HALL-1").orElseThrow();
        Unit site = above(window);
        Unit department = above(site);
        Unit root = above(department);

        assertThat(site).isInstanceOf(Site.class);
        assertThat(department).isInstanceOf(Department.class);
        assertThat(root).isInstanceOf(Unit.Root.class);
        assertThat(directory.windows((Site) site)).containsExactly((Unit.Window) window);
    }

    @Test
    @Proves("M-OTH-03")
    void dataRightsFollowTheNode() {
        organisation.place(
                new Site(town.code, "HALL", Text.of("大厅"), "SJ", Text.of("试验路2号"), "0000-0001", Text.of("工作日9时至17时")));
        town.department("WJW");
        town.post("WJW", "supervisor", town.code);
        Officer examiner = directory.officer(town.staff("SJ/examiner").id(), TODAY);
        Officer supervisor = directory.officer(town.staff("WJW/supervisor").id(), TODAY);

        assertThat(directory.reaches(examiner, town.code, "SJ")).isTrue();
        assertThat(directory.reaches(examiner, town.code, "HALL")).isTrue();
        assertThat(directory.reaches(examiner, town.code, "WJW")).isFalse();
        assertThat(directory.reaches(examiner, town.code, town.code)).isFalse();
        assertThat(directory.reaches(supervisor, town.code, "HALL")).isTrue();
        assertThat(directory.reaches(supervisor, town.code, town.code)).isTrue();
    }

    @Test
    @Proves("M-OTH-03")
    void aRegionSeesTheRegionsWithinItAndNoneBeside() {
        var district = new Town(organisation, town.code);
        district.department("SJ");
        district.post("SJ", "supervisor", district.code);
        var elsewhere = new Town(organisation, null);
        town.post("SJ", "supervisor", town.code);
        Officer ofTheTown = directory.officer(town.staff("SJ/supervisor").id(), TODAY);
        Officer ofTheDistrict =
                directory.officer(district.staff("SJ/supervisor").id(), TODAY);

        assertThat(directory.reaches(ofTheTown, district.code, "SJ")).isTrue();
        assertThat(directory.reaches(ofTheDistrict, town.code, "SJ")).isFalse();
        assertThat(directory.reaches(ofTheTown, elsewhere.code, elsewhere.code)).isFalse();
    }

    @Test
    @Proves("M-OTH-03")
    void aUnitCannotHangFromAnotherRegionsTree() {
        var elsewhere = new Town(organisation, null);

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> organisation.place(new Unit.Window(elsewhere.code, "W", Text.of("窗口"), "SJ")));
    }

    @Test
    void anOfficerHoldsHisPostsFromTheFirstToTheLastDay() {
        Staff person = town.staff();
        organisation.appoint(new Posting(town.code, "SJ/examiner", person.id(), false, NEW_YEAR, TODAY));

        assertThat(directory.officer(person.id(), TODAY).holds("SJ/examiner")).isTrue();
        assertThat(directory.officer(person.id(), TODAY.plusDays(1)).posts()).isEmpty();
        assertThat(directory.officer(person.id(), NEW_YEAR.minusDays(1)).posts())
                .isEmpty();
    }

    @Test
    void theFirstHolderOfAPostComesBeforeTheStandIn() {
        Staff standIn = town.staff();
        organisation.appoint(new Posting(town.code, "SJ/chief", standIn.id(), true, NEW_YEAR, null));
        Staff chief = town.staff("SJ/chief");

        assertThat(directory.holders(town.code, "SJ/chief", TODAY))
                .containsExactly(new Directory.Holder(chief, false), new Directory.Holder(standIn, true));
    }

    @Test
    void whoLeftHoldsNothingAnyMore() {
        Staff head = town.staff("SJ/head");
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.DECIDE), null));

        organisation.leaves(town.code, head.id(), TODAY);

        Officer gone = directory.officer(head.id(), TODAY);
        assertThat(gone.posts()).isEmpty();
        assertThat(gone.letterFor(Right.DECIDE, "SJ", "any", TODAY)).isEmpty();
        assertThat(directory.officer(head.id(), TODAY.minusDays(1)).holds("SJ/head"))
                .isTrue();
    }

    @Test
    void answersComeFromMemory() {
        Staff head = town.staff("SJ/head");

        var asked = statements.during(() -> {
            directory.officer(head.id(), TODAY);
            directory.department(town.code, "SJ");
            directory.holders(town.code, "SJ/head", TODAY);
        });

        assertThat(asked.statements()).isEmpty();
    }

    @Test
    void aChangeThatIsRolledBackNeverShows() {
        UUID id = UUID.randomUUID();

        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            organisation.engage(new Staff(id, town.code, "ghost", "无此人", "0", null));
            status.setRollbackOnly();
        });

        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> directory.officer(id, TODAY));
    }

    @Test
    @Proves("M-APR-05")
    void anotherNodeSeesAWithdrawalWithItsNextLook() {
        Staff head = town.staff("SJ/head");
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.DECIDE), null));
        var otherNode = new Directory(tables, time, "629901");

        letters.withdraw(town.code, "1", "收回", "test", Instant.parse("2026-11-18T02:00:00Z"));
        otherNode.refresh();

        assertThat(otherNode.officer(head.id(), TODAY).letterFor(Right.DECIDE, "SJ", "any", TODAY))
                .isEmpty();
    }

    @Test
    @Proves("M-APR-05")
    void aWithdrawalReachesAnotherNodeWithinASecond() throws InterruptedException {
        Staff head = town.staff("SJ/head");
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.DECIDE), null));
        var otherNode = new Directory(tables, time, "629901");
        var itsPoll = new DirectoryPoll(otherNode, covers);
        itsPoll.start();
        try {
            letters.withdraw(town.code, "1", "收回", "test", time.instant());
            long committed = System.nanoTime();
            while (otherNode
                    .officer(head.id(), TODAY)
                    .letterFor(Right.DECIDE, "SJ", "any", TODAY)
                    .isPresent()) {
                assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(Duration.ofSeconds(1));
                Thread.sleep(10);
            }
        } finally {
            itsPoll.stop();
        }
    }

    @Test
    @Proves("M-APR-05")
    void aNodeWhosePollDiedBelievesAWithdrawnLetterForNoMoreThanASecond() throws InterruptedException {
        Staff head = town.staff("SJ/head");
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.DECIDE), null));
        var withoutPoll = new Directory(tables, time, "629901");

        letters.withdraw(town.code, "1", "收回", "test", time.instant());
        Thread.sleep(Duration.ofMillis(1100));
        var first = statements.calling(() -> withoutPoll.officer(head.id(), TODAY));
        var next = statements.during(() -> withoutPoll.officer(head.id(), TODAY));

        assertThat(first.result().letterFor(Right.DECIDE, "SJ", "any", TODAY)).isEmpty();
        assertThat(first.count().statements().getFirst()).contains("organisation.revision");
        assertThat(next.statements()).isEmpty();
    }

    @Test
    @Proves("M-APR-05")
    void askingAgainWhereNothingChangedCostsOneStatement() throws InterruptedException {
        Staff head = town.staff("SJ/head");
        var withoutPoll = new Directory(tables, time, "629901");

        Thread.sleep(Duration.ofMillis(1100));
        var asked = statements.during(() -> withoutPoll.officer(head.id(), TODAY));

        assertThat(asked.statements()).hasSize(1);
    }

    @Test
    @Proves("M-OTH-03")
    void aNodeIsRenamedAndClosedOnceNobodyAndNothingIsThere() {
        town.department("OLD");
        town.post("OLD", "examiner", "OLD");
        organisation.rename(town.code, "OLD", Text.of("新名称"));
        assertThat(directory.department(town.code, "OLD").name()).isEqualTo(Text.of("新名称"));
        Staff last = town.staff("OLD/examiner");

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> organisation.close(town.code, "OLD", TODAY, time.instant()))
                .returns("organisation.unit.occupied", OrganisationRefused::code);
        organisation.end(new Posting(town.code, "OLD/examiner", last.id(), false, NEW_YEAR, null), TODAY.minusDays(1));
        organisation.close(town.code, "OLD", TODAY, time.instant());

        assertThat(directory.isClosed(town.code, "OLD")).isTrue();
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> organisation.rename(town.code, "OLD", Text.of("再改")));
    }

    @Test
    void aChangeByHandIsSeenByThePoll() throws InterruptedException {
        Staff head = town.staff("SJ/head");
        jdbc.sql("update organisation.staff set name = '改名' where region_code = :region and id = :id")
                .param("region", town.code)
                .param("id", head.id())
                .update();

        Instant patience = Instant.now().plus(Duration.ofSeconds(10));
        while (!directory.staff(head.id()).name().equals("改名") && Instant.now().isBefore(patience)) {
            Thread.sleep(50);
        }

        assertThat(directory.staff(head.id()).name()).isEqualTo("改名");
    }

    private Unit above(Unit unit) {
        return directory.unit(town.code, String.valueOf(unit.parent())).orElseThrow();
    }
}
