package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Decisions;
import org.yimen.application.Decisions.Criterion;
import org.yimen.application.PdfText;
import org.yimen.application.Proviso;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.document.SealedPapers;
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

    @Autowired
    private SealedPapers papers;

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
        assertThat(chief.proven(form, "key", City.key(), "seen", seen, "others", "no", "reason", "不合格", "basis", basis)
                        .status())
                .isEqualTo(422);

        assertThat(chief.proven(
                                form,
                                "key",
                                City.key(),
                                "seen",
                                seen,
                                "others",
                                "no",
                                "reason",
                                "不合格",
                                "basis",
                                basis,
                                "unmet",
                                "c1")
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
    @Proves({"M-CAT-19", "M-APR-18"})
    void aGrantMayMakeAPublishedConditionConcreteAndIsCountedByIt() throws Exception {
        CaseId id = city.accepted(HYGIENE).id();
        city.review(id);
        Clerk chief = pages.at("wjw.chief");
        String form = "/desk/cases/" + id.value() + "/do/grant";
        assertThat(chief.open(form).body()).contains("proviso-c1");
        String seen = String.valueOf(desk.find(id).version());
        String proviso = "营业面积限于一层 86 平方米";

        String tooLong = "长".repeat(Proviso.LONGEST + 1);
        var refused = chief.proven(form, "key", City.key(), "seen", seen, "others", "no", "proviso-c1", tooLong);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).as("nothing typed is lost").contains(tooLong);
        assertThat(chief.proven(form, "key", City.key(), "seen", seen, "others", "no", "proviso-c1", proviso)
                        .status())
                .isEqualTo(303);

        var granted = (State.Granted) desk.find(id).state();
        assertThat(granted.decision().provisos()).containsExactly(new Proviso("c1", proviso));
        UUID paper = Objects.requireNonNull(granted.decision().paper()).id();
        assertThat(PdfText.of(papers.read(DeskPages.CITY, paper).orElseThrow()))
                .contains(proviso.replace(" ", ""), "行政复议");
        assertThat(chief.open("/desk/cases/" + id.value()).body()).contains(proviso);
        var november = YearMonth.from(CityTime.day(TestTime.START));
        var figures = decisions.of(
                DeskPages.CITY,
                CityTime.startOf(november.atDay(1)),
                CityTime.startOf(november.plusMonths(1).atDay(1)));
        int version = desk.item(desk.find(id)).number();
        assertThat(figures.provisos().get(new Criterion(HYGIENE, version, "c1")))
                .contains(id);
        assertThat(figures.deciders().values()).anyMatch(tally -> tally.limited() > 0);
    }

    @Test
    void aProvisoRestsOnAConditionThatIsPublishedAndOnlyOnce() {
        CaseId id = city.accepted(HYGIENE).id();
        city.review(id);

        for (List<Proviso> wrong : List.of(
                List.of(new Proviso("c99", "不得在夜间营业")),
                List.of(new Proviso("c1", "一"), new Proviso("c1", "二")),
                List.of(new Proviso("c1", "不得交给 629901199503124524 经营")),
                List.of(new Proviso("c1", " ")))) {
            assertThatExceptionOfType(CaseRuleBroken.class)
                    .isThrownBy(() -> desk.write(
                            id,
                            city.at("WJW/chief"),
                            City.key(),
                            null,
                            paper -> new Command.Grant(paper, wrong, false)));
        }
        assertThat(desk.find(id).state()).isInstanceOf(State.Deciding.class);
    }

    @Test
    void whoRefusesTwiceAsOftenAsAllStandsOutOnceHeHasDecidedEnough() {
        var many = new Decisions.Decider("x", new UUID(0, 1));
        var few = new Decisions.Decider("x", new UUID(0, 2));
        var figures = new Decisions.Figures(
                Map.of(),
                Map.of(),
                Map.of(many, new Decisions.Tally(20, 10, 0), few, new Decisions.Tally(19, 19, 0)),
                Map.of("x", new Decisions.Tally(200, 40, 0)),
                false);

        assertThat(figures.standsOut(many)).isTrue();
        assertThat(figures.standsOut(few)).isFalse();
    }
}
