package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Beginnings;
import org.yimen.application.Beginnings.Terminal;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.casework.Actor;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Where applications were handed in: the parts are the total, and each part opens its cases. */
@HallTest
class TerminalsPagesTest {

    private static final List<String> FOUR_AND_HALL = List.of("web", "bank", "telecom", "mobile", "kiosk", "window");

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Beginnings beginnings;

    @Autowired
    private TestTime time;

    @Test
    @Proves({"M-CHN-03", "N-Y17"})
    void theTerminalsAddUpToAllCasesAndEachOpensItsOwn() throws Exception {
        // A month of its own: the city is shared.
        time.set(Instant.parse("2026-12-21T01:00:00Z"));
        String kiosk = handedIn("kiosk");
        FOUR_AND_HALL.forEach(this::handedIn);
        Instant from = CityTime.startOf(CityTime.day(time.instant()).withDayOfMonth(1));
        Instant until =
                CityTime.startOf(CityTime.day(time.instant()).withDayOfMonth(1).plusMonths(1));

        List<Terminal> terminals = beginnings.terminals(DeskPages.CITY, from, until);
        String page = pages.at("zx.director").open("/desk/terminals").body();
        String opened = pages.at("zx.director")
                .open("/desk/terminals?month=2026-12&terminal=kiosk")
                .body();

        assertThat(terminals).extracting(Terminal::channel).containsAll(FOUR_AND_HALL);
        assertThat(terminals.stream().mapToLong(Terminal::number).sum())
                .isEqualTo(beginnings.figures(DeskPages.CITY, from, until).base());
        assertThat(page)
                .contains("金融自助端", "通信自助端", "自助终端", "手机", "窗口", "网上", "合计", "100.0%")
                .doesNotContain(kiosk);
        assertThat(opened).contains(kiosk);
        assertThat(pages.at("zx.director")
                        .open("/desk/terminals?month=2026-12&terminal=window")
                        .body())
                .doesNotContain(kiosk);
        assertThat(pages.at("zx.window1").open("/desk/terminals").status()).isEqualTo(403);
    }

    @Test
    void howMuchNobodyHadToTypeIsCountedForEachTerminal() throws Exception {
        time.set(Instant.parse("2026-12-22T01:00:00Z"));
        Instant from = time.instant();
        handedIn("kiosk");

        List<Terminal> terminals = beginnings.terminals(DeskPages.CITY, from, from.plusSeconds(1));

        assertThat(terminals).singleElement().satisfies(terminal -> {
            assertThat(terminal.kept()).isPositive();
            assertThat(terminal.kept()).isLessThanOrEqualTo(terminal.asked());
        });
    }

    private String handedIn(String channel) {
        Dossier draft = city.complete("public-place-hygiene");
        var applicant = city.citizen();
        return desk.submit(
                        draft,
                        Actor.applicant(applicant.holder(), applicant.person()),
                        channel,
                        UUID.randomUUID().toString())
                .number();
    }
}
