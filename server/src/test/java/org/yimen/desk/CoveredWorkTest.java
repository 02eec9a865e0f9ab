package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.organisation.Absence;
import org.yimen.organisation.Absences;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Right;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** AB角: what was given to somebody by name comes to whoever has his work while he is away, and goes back with him. */
@HallTest
class CoveredWorkTest {

    @Autowired
    private DeskPages pages;

    @Autowired
    private Officers officers;

    @Autowired
    private Absences absences;

    @Autowired
    private Directory directory;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-STF-04")
    void workOfSomebodyByNameComesToWhoStandsIn() {
        Staff named = pages.newcomer("ZX/covered");
        Staff deputy = pages.standIn("ZX/covered");
        String seat = "ZX/@" + named.id();
        assertThat(seats(deputy)).isEmpty();

        Absence absence = absences.enter(
                named.id(), named.id(), time.instant(), time.instant().plus(Duration.ofDays(2)), "出差");

        assertThat(seats(deputy)).contains("ZX/covered", seat);
        assertThat(seats(named)).isEmpty();
        absences.end(named.id(), absence.id());
        assertThat(seats(deputy)).isEmpty();
        assertThat(seats(named)).contains("ZX/covered", seat);
    }

    @Test
    @Proves("M-STF-04")
    void aLetterOfSomebodyWhoIsAwaySteersNothing() {
        Staff steering = pages.newcomer("WJW/examiner");
        var _ = pages.letter(steering, "WJW", Set.of(Right.URGE));
        var today = CityTime.day(time.instant());
        var absence = absences.enter(
                steering.id(), steering.id(), time.instant(), time.instant().plus(Duration.ofDays(2)), "出差");

        assertThat(directory
                        .officer(steering.id(), time.instant())
                        .letterFor(Right.URGE, "WJW", "public-place-hygiene", today))
                .isEmpty();
        absences.end(steering.id(), absence.id());
        assertThat(directory
                        .officer(steering.id(), time.instant())
                        .letterFor(Right.URGE, "WJW", "public-place-hygiene", today))
                .isPresent();
    }

    private List<String> seats(Staff staff) {
        return officers.seats(directory.officer(staff.id(), time.instant()));
    }
}
