package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Decisions;
import org.yimen.application.Decisions.Criterion;
import org.yimen.casework.CaseId;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Refusals are counted by the published condition that they name, and by who decides. */
@HallTest
class DecisionsPagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Decisions decisions;

    @Test
    @Proves("M-CAT-19")
    void aRefusalIsCountedWithItsConditionAndLedBackToItsCase() throws Exception {
        CaseId id = city.accepted(HYGIENE).id();
        city.review(id);
        var item = desk.item(desk.find(id));
        String basis = item.basis().getFirst().cited();
        Clerk chief = pages.at("wjw.chief");
        String form = "/desk/cases/" + id.value() + "/do/refuse";
        assertThat(chief.open(form).body())
                .contains(item.conditions().getFirst().text().zh());
        String seen = String.valueOf(desk.find(id).version());
        assertThat(chief.send(form, "key", City.key(), "seen", seen, "reason", "不合格", "basis", basis)
                        .status())
                .isEqualTo(422);

        assertThat(chief.send(form, "key", City.key(), "seen", seen, "reason", "不合格", "basis", basis, "unmet", "c1")
                        .status())
                .isEqualTo(303);

        var november = YearMonth.from(CityTime.day(TestTime.START));
        var figures = decisions.of(
                DeskPages.CITY,
                CityTime.startOf(november.atDay(1)),
                CityTime.startOf(november.plusMonths(1).atDay(1)));
        assertThat(figures.criteria().get(new Criterion(HYGIENE, item.number(), "c1")))
                .contains(id);
        assertThat(figures.refused()).isPositive().isLessThanOrEqualTo(figures.decided());
        assertThat(pages.at("zx.supervisor").open("/desk/decisions").body())
                .contains(item.conditions().getFirst().text().zh(), id.value().toString());
    }

    @Test
    void whoRefusesTwiceAsOftenAsAllStandsOutOnceHeHasDecidedEnough() {
        var many = new Decisions.Decider("x", new UUID(0, 1));
        var few = new Decisions.Decider("x", new UUID(0, 2));
        var figures = new Decisions.Figures(
                Map.of(),
                Map.of(many, new Decisions.Tally(20, 10), few, new Decisions.Tally(19, 19)),
                Map.of("x", new Decisions.Tally(200, 40)),
                false);

        assertThat(figures.standsOut(many)).isTrue();
        assertThat(figures.standsOut(few)).isFalse();
    }
}
