package org.yimen.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.organisation.Town.NEW_YEAR;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.Statements;
import org.yimen.testing.TestTime;

@HallTest
class AbsencesTest {

    @Autowired
    private Absences absences;

    @Autowired
    private Directory directory;

    @Autowired
    private Organisation organisation;

    @Autowired
    private CoverWatch watch;

    @Autowired
    private AuditLog audit;

    @Autowired
    private AutowireCapableBeanFactory beans;

    @Autowired
    private Statements statements;

    @Autowired
    private TestTime time;

    private Town town;
    private Staff a;
    private Staff b;

    @BeforeEach
    void aPostWithAAndB() {
        town = new Town(organisation, null);
        town.department("SJ");
        town.post("SJ", "chief", "SJ");
        town.post("SJ", "head", "SJ");
        a = town.staff("SJ/chief");
        b = town.staff();
        organisation.appoint(new Posting(town.code, "SJ/chief", b.id(), true, NEW_YEAR, null));
    }

    @Test
    @Proves("M-STF-04")
    void bTakesOverWithTheAbsenceAndAComesBackByItself() {
        assertThat(now(b).posts()).isEmpty();
        Instant noon = TestTime.START.plus(Duration.ofHours(3));

        absences.enter(a.id(), a.id(), TestTime.START, noon, "培训");

        assertThat(now(a).posts()).isEmpty();
        assertThat(now(b).holds("SJ/chief")).isTrue();
        assertThat(now(b).standsInFor()).containsEntry("SJ/chief", List.of(a.name()));
        time.set(noon);
        assertThat(now(a).holds("SJ/chief")).isTrue();
        assertThat(now(b).posts()).isEmpty();
    }

    @Test
    @Proves("M-STF-04")
    void whoIsBackEarlyHasHisWorkAtOnce() {
        Absence absence = absences.enter(a.id(), a.id(), TestTime.START, TestTime.START.plus(Duration.ofDays(5)), "出差");
        time.advance(Duration.ofHours(1));

        absences.end(a.id(), absence.id());

        assertThat(now(a).holds("SJ/chief")).isTrue();
        assertThat(now(b).posts()).isEmpty();
        assertThatExceptionOfType(OrganisationRefused.class).isThrownBy(() -> absences.end(a.id(), absence.id()));
    }

    @Test
    @Proves("M-STF-04")
    void takingOverComingBackAndNobodyLeftAreToldOnceEach() {
        absences.enter(a.id(), a.id(), TestTime.START, TestTime.START.plus(Duration.ofHours(3)), "培训");
        watch.look();
        beans.createBean(CoverWatch.class).look();
        assertThat(told()).containsExactly("organisation.cover-taken");

        absences.enter(b.id(), b.id(), TestTime.START, TestTime.START.plus(Duration.ofHours(1)), "就医");
        watch.look();
        watch.look();
        assertThat(told()).containsExactlyInAnyOrder("organisation.cover-taken", "organisation.cover-missing");
        assertThat(directory.covers(town.code, time.instant()))
                .extracting(Cover::standing)
                .containsExactly(Cover.Standing.NOBODY);

        time.advance(Duration.ofHours(4));
        watch.look();
        beans.createBean(CoverWatch.class).look();
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "organisation.cover-taken", "organisation.cover-missing", "organisation.cover-returned");
    }

    @Test
    void theWatchAsksNothingWhileNothingChanges() {
        watch.look();

        assertThat(statements.during(watch::look).statements()).isEmpty();
    }

    @Test
    void onlyHimselfHisHeadAndTheDirectorSayThatSomebodyIsAway() {
        town.department("WJW");
        town.post("WJW", "head", "WJW");
        Staff head = town.staff("SJ/head");
        Staff other = town.staff("WJW/head");

        assertThat(absences.maySpeakFor(head.id(), a.id())).isTrue();
        assertThat(absences.maySpeakFor(other.id(), a.id())).isFalse();
        assertThat(absences.maySpeakFor(b.id(), a.id())).isFalse();
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(
                        () -> absences.enter(other.id(), a.id(), TestTime.START, TestTime.START.plusSeconds(60), "培训"));
    }

    @Test
    void nobodyIsAwayTwiceAtOnceNorBackwards() {
        Instant until = TestTime.START.plus(Duration.ofHours(3));
        absences.enter(a.id(), a.id(), TestTime.START, until, "培训");

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> absences.enter(a.id(), a.id(), until.minusSeconds(1), until.plusSeconds(60), "培训"))
                .returns("organisation.absence.twice", OrganisationRefused::code);
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> absences.enter(b.id(), b.id(), until, until, "培训"));
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> absences.enter(b.id(), b.id(), TestTime.START, until, " "));
    }

    private Officer now(Staff person) {
        return directory.officer(person.id(), time.instant());
    }

    private List<String> told() {
        return audit.recent(town.code, List.of(), null, 20).stream()
                .map(AuditEntry::kind)
                .filter(kind -> kind.startsWith("organisation.cover"))
                .toList();
    }
}
