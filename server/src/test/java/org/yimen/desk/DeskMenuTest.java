package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yimen.desk.DeskMenu.Group;
import org.yimen.desk.DeskMenu.Section;
import org.yimen.organisation.Officer;

class DeskMenuTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window",
                "examiner",
                "chief",
                "head",
                "guide",
                "hall",
                "finance",
                "catalogue",
                "editor",
                "supervisor",
                "director",
                "dispatcher",
                "operator",
                "investigator"
            })
    void whateverIsOpenToARoleLiesInItsBarOnceAndLittleOfItInTheOpen(String role) {
        Officer officer = officer("ZX/" + role);
        List<DeskArea> open = DeskArea.openTo(officer);

        var menu = DeskMenu.of(officer, open);

        assertThat(everything(menu)).containsExactlyInAnyOrderElementsOf(open);
        assertThat(menu.first()).hasSizeLessThanOrEqualTo(7).contains(DeskArea.INBOX, DeskArea.CASES);
    }

    @Test
    void whatAWindowNeedsAllDayStandsInTheOpen() {
        Officer window = officer("ZX/window");

        var menu = DeskMenu.of(window, DeskArea.openTo(window));

        assertThat(menu.first())
                .containsExactly(
                        DeskArea.INBOX,
                        DeskArea.INTAKE,
                        DeskArea.PRE_CHECKS,
                        DeskArea.ORDERS,
                        DeskArea.WINDOW,
                        DeskArea.CASES);
        assertThat(menu.sections())
                .contains(new Section(Group.HALL, List.of(DeskArea.BOOKINGS, DeskArea.CONSULTS, DeskArea.ENTRIES)));
    }

    @Test
    void aGroupHasOnlyWhatTheOfficerMayEnter() {
        Officer director = officer("ZX/director");

        var menu = DeskMenu.of(director, DeskArea.openTo(director));

        assertThat(menu.sections()).map(Section::group).containsExactly(Group.values());
        assertThat(everything(menu)).doesNotContain(DeskArea.INTAKE, DeskArea.ROSTER, DeskArea.ENTRIES);
    }

    @Test
    void fewAreasNeedNoGroups() {
        var menu = DeskMenu.of(officer("SJ/editor"), DeskArea.openTo(officer("SJ/editor")));

        assertThat(menu.sections()).isEmpty();
    }

    @Test
    void whoHasSeveralRolesHasWhatEachNeeds() {
        Officer both = officer("ZX/window", "ZX/finance");

        var menu = DeskMenu.of(both, DeskArea.openTo(both));

        assertThat(menu.first()).contains(DeskArea.INTAKE, DeskArea.FEES, DeskArea.MAIL);
    }

    private static List<DeskArea> everything(DeskMenu menu) {
        return Stream.concat(
                        menu.first().stream(), menu.sections().stream().flatMap(section -> section.areas().stream()))
                .toList();
    }

    private static Officer officer(String... posts) {
        return new Officer(new UUID(0, 1), "某人", "629901", Set.copyOf(Arrays.asList(posts)), List.of());
    }
}
