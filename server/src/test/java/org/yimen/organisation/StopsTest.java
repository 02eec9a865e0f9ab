package org.yimen.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yimen.organisation.Town.NEW_YEAR;
import static org.yimen.organisation.Town.TODAY;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.identity.Credentials;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Stops.Why;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Whoever was stopped neither acts nor is given work, whatever letter he holds. */
@HallTest
@Proves({"M-STF-01", "M-STF-04"})
class StopsTest {

    @Autowired
    private Organisation organisation;

    @Autowired
    private Directory directory;

    @Autowired
    private Absences absences;

    @Autowired
    private Credentials credentials;

    @Autowired
    private Letters letters;

    @Autowired
    private TestTime time;

    private Town town;
    private Staff chief;

    @BeforeEach
    void aChiefWithALetter() {
        town = new Town(organisation, null);
        town.department("SJ");
        town.post("SJ", "head", "SJ");
        town.post("SJ", "chief", "SJ");
        Staff head = town.staff("SJ/head");
        chief = town.staff("SJ/chief");
        letters.grant(town.letter("1", "SJ", head, EnumSet.complementOf(EnumSet.of(Right.EXTEND_JOINT)), null));
        letters.grant(town.letter("2", "SJ", chief, Set.of(Right.CONTROL, Right.DECIDE), "1"));
    }

    @Test
    void whoIsAwayUsesNoLetterAndWhatHeDidStandsOnIt() {
        assertThat(officer().letterFor(Right.CONTROL, "SJ", "any", TODAY)).isPresent();

        absences.enter(chief.id(), chief.id(), time.instant(), time.instant().plus(Duration.ofHours(3)), "培训");

        assertThat(directory.stopped(town.code, chief.id(), TODAY)).contains(Why.AWAY);
        assertThat(officer().letterFor(Right.CONTROL, "SJ", "any", TODAY)).isEmpty();
        assertThat(officer().letterHeld(Right.DECIDE, "SJ", "any", TODAY)).isPresent();
        assertThat(directory.stopped(town.code, chief.id(), TODAY.plusDays(1)))
                .as("tomorrow he is there")
                .isEmpty();
        time.advance(Duration.ofHours(3));
        assertThat(directory.stopped(town.code, chief.id(), TODAY)).isEmpty();
    }

    @Test
    void whoseAccountIsLockedUsesNoLetterAndHisStandInHasHisWork() {
        Staff standIn = town.staff();
        organisation.appoint(new Posting(town.code, "SJ/chief", standIn.id(), true, NEW_YEAR, null));
        var member = new StaffMember(chief.id(), town.code, chief.name());

        credentials.lock(member, "test", "账号被盗用");

        assertThat(directory.stopped(town.code, chief.id(), TODAY)).contains(Why.LOCKED);
        assertThat(directory.stopped(town.code, chief.id(), TODAY.plusDays(1)))
                .as("until somebody opens it")
                .contains(Why.LOCKED);
        assertThat(officer().letterFor(Right.CONTROL, "SJ", "any", TODAY)).isEmpty();
        assertThat(officer().letterHeld(Right.DECIDE, "SJ", "any", TODAY))
                .as("what he did before stands on it")
                .isPresent();
        assertThat(directory.officer(standIn.id(), time.instant()).holds("SJ/chief"))
                .isTrue();

        credentials.unlock(member, "test");

        assertThat(directory.stopped(town.code, chief.id(), TODAY)).isEmpty();
        assertThat(officer().letterFor(Right.CONTROL, "SJ", "any", TODAY)).isPresent();
        assertThat(directory.officer(standIn.id(), time.instant()).posts()).isEmpty();
    }

    @Test
    void whoLeftHasNoPostOrIsNobodyHereIsGivenNoWork() {
        Staff idle = town.staff();
        LocalDate later = TODAY.plusDays(40);

        assertThat(directory.stopped(town.code, idle.id(), TODAY)).contains(Why.WITHOUT_POST);
        assertThat(directory.stopped(town.code, UUID.randomUUID(), TODAY)).contains(Why.UNKNOWN);
        assertThat(directory.stopped("629901", chief.id(), TODAY)).contains(Why.UNKNOWN);
        assertThat(directory.stopped(town.code, chief.id(), later)).isEmpty();
        var ends = new Posting(town.code, "SJ/head", idle.id(), false, NEW_YEAR, TODAY);
        organisation.appoint(ends);
        assertThat(directory.stopped(town.code, idle.id(), TODAY)).isEmpty();
        assertThat(directory.stopped(town.code, idle.id(), later)).contains(Why.WITHOUT_POST);
    }

    private Officer officer() {
        return directory.officer(chief.id(), time.instant());
    }
}
