package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command.FinishStep;
import org.yimen.application.Application.Command.StartStep;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.Reviewing;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.procedure.Mending;
import org.yimen.procedure.Mendings;
import org.yimen.procedure.Survey;
import org.yimen.procedure.Survey.Finding;
import org.yimen.procedure.Surveys;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 整改与复查: what a survey found unmet is mended and looked at again, within the days that the office has. */
@HallTest
class SecondLookTest {

    private static final String CITY = "629901";
    private static final String STEP = "survey";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private SpecialProcedures special;

    @Autowired
    private Surveys surveys;

    @Autowired
    private Mendings mendings;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TestTime time;

    private Applicant somebody;
    private CaseId id;
    private Officer examiner;

    @BeforeEach
    void aSurveyThatFoundSomethingUnmet() {
        somebody = city.somebody();
        id = city.submitted(somebody, "public-place-hygiene").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Application.Command.Accept::new);
        examiner = city.officer("WJW/examiner");
        desk.write(id, city.at("WJW/examiner"), City.key(), null, paper -> new StartStep(STEP, 2, paper));
        special.appoint(id, examiner, STEP, city.appointment(city.step(id, STEP)));
        special.photograph(id, examiner, STEP, City.PHOTO);
        special.record(
                id,
                examiner,
                STEP,
                new Finding(Map.of("layout", false, "ventilation", true, "cleaning", true), false, "布局与图纸不符"));
    }

    @Test
    @Proves("M-APR-13")
    void whatIsMendedIsLookedAtAgainWithTheOpenPointsOnly() {
        UUID first = last().id();
        letMend("隔开消毒间", tomorrow());
        letMend("隔开消毒间", tomorrow());
        refused("procedure.mending.given", () -> letMend("换一个地方", tomorrow()));
        assertThat(told(somebody.holder(), "mending:" + first)).containsExactly("procedure.news.mending");
        refused("procedure.survey.mending", this::finish);
        refused("procedure.survey.second-early", this::appoint);

        mended("已经隔开", City.PHOTO);
        mended("又说一次", new byte[0]);
        assertThat(told(examiner.id(), "mended:" + first)).containsExactly("procedure.news.mended");
        Mending.Said said =
                Objects.requireNonNull(mendings.of(id, first).orElseThrow().said());
        assertThat(said.text()).isEqualTo("已经隔开");
        assertThat(said.picture()).isNotNull();
        appoint();
        assertThat(told(somebody.holder(), "survey:" + last().id() + ":0"))
                .containsExactly("procedure.news.second-look");
        refused("procedure.survey.no-photo", () -> look(Map.of("layout", true), true));
        special.photograph(id, examiner, STEP, City.PHOTO);
        refused(
                "procedure.survey.checklist",
                () -> look(Map.of("layout", true, "ventilation", true, "cleaning", true), true));
        look(Map.of("layout", true), true);
        finish();

        assertThat(surveys.looks(id, STEP)).extracting(Survey::round).containsExactly(0, 1);
        assertThat(surveys.looks(id, STEP)).allMatch(look -> look.photos().size() == 1);
    }

    @Test
    @Law(value = "行政许可法 第四十五条", rule = "Mendings: time to mend stops no clock")
    void timeToMendMovesNoClockAndEndsBeforeTheDecisionIsDue() {
        CaseFile<State> before = desk.find(id);
        LocalDate latest = special.latestMending(before).orElseThrow();

        refused("procedure.mending.day", () -> letMend("隔开消毒间", latest.plusDays(1)));
        refused("procedure.mending.day", () -> letMend("隔开消毒间", today()));
        letMend("隔开消毒间", latest);

        CaseFile<State> after = desk.find(id);
        assertThat(after.state()).isEqualTo(before.state());
        assertThat(special.latestMending(after)).contains(latest);
    }

    @Test
    @Proves("M-APR-13")
    void aFurtherLookIsTheHeadsWithAReason() {
        letMend("隔开消毒间", tomorrow());
        mended("", new byte[0]);
        appoint();
        special.photograph(id, examiner, STEP, City.PHOTO);
        look(Map.of("layout", false), false);
        Officer head = city.officer("WJW/head");

        refused("procedure.mending.head", () -> letMend("还差一道门", tomorrow()));
        refused("application.reason.missing", () -> special.letMend(id, head, STEP, "还差一道门", tomorrow(), " "));
        special.letMend(id, head, STEP, "还差一道门", tomorrow(), "只差一道门，已订货");

        assertThat(mendings.of(id, last().id()).orElseThrow())
                .returns(2, Mending::round)
                .returns("只差一道门，已订货", Mending::reason);
        assertThat(mendings.open(examiner, false))
                .filteredOn(Mending.Line::caseId, id.value())
                .singleElement()
                .matches(line -> !line.isDueOn(today()));
    }

    @Test
    @Proves("M-APR-13")
    void whereTheDayComesWithoutAWordItIsLookedAtAgainAndDecidedOnWhatIsThere() {
        UUID first = last().id();
        letMend("隔开消毒间", tomorrow());
        time.advance(Duration.ofDays(1));
        mendings.remindOnce();
        assertThat(told(examiner.id(), "mending-over:" + first))
                .as("his day is not over")
                .isEmpty();
        time.advance(Duration.ofDays(1));
        mendings.remindOnce();
        mendings.remindOnce();

        assertThat(told(examiner.id(), "mending-over:" + first)).containsExactly("procedure.news.mending-over");
        appoint();
        special.photograph(id, examiner, STEP, City.PHOTO);
        look(Map.of("layout", false), false);
        refused("procedure.mending.none", () -> mended("现在才好", new byte[0]));
        finish();
        assertThat(desk.find(id).state()).as("who decides has not decided").isInstanceOf(Reviewing.class);
    }

    @Test
    void whoSaysItByPhoneIsWrittenDownAndLookedAtSooner() {
        letMend("隔开消毒间", tomorrow());
        refused("procedure.mending.said", () -> special.mendedFor(id, examiner, STEP, " "));
        refused("application.may-not.post", () -> special.mendedFor(id, city.officer("WJW/head"), STEP, "来电"));

        special.mendedFor(id, examiner, STEP, "本人来电说已隔开");

        assertThat(Objects.requireNonNull(
                        mendings.of(id, last().id()).orElseThrow().said()))
                .returns(true, Mending.Said::entered)
                .returns("本人来电说已隔开", Mending.Said::text);
        appoint();
        assertThat(last().round()).isEqualTo(1);
    }

    @Test
    void nothingIsMendedThatWasFoundMetNorByWhoIsNotConcerned() {
        Officer other = city.officer("SJ/examiner");
        refused("application.may-not.post", () -> special.letMend(id, other, STEP, "隔开消毒间", tomorrow(), ""));
        refused(
                "application.may-not.not-yours",
                () -> special.mended(
                        id,
                        Actor.applicant(UUID.randomUUID(), somebody.person()),
                        somebody.person(),
                        STEP,
                        "",
                        "",
                        new byte[0]));
        CaseId met = city.submitted(city.somebody(), "public-place-hygiene").id();
        desk.write(met, city.at("ZX/window"), City.key(), null, Application.Command.Accept::new);
        desk.write(met, city.at("WJW/examiner"), City.key(), null, paper -> new StartStep(STEP, 2, paper));
        city.surveyed(met, city.step(met, STEP));

        refused("procedure.mending.nothing", () -> special.letMend(met, examiner, STEP, "隔开消毒间", tomorrow(), ""));
    }

    private void letMend(String what, LocalDate until) {
        special.letMend(id, examiner, STEP, what, until, "");
    }

    private void mended(String text, byte[] picture) {
        special.mended(
                id,
                Actor.applicant(somebody.holder(), somebody.person()),
                somebody.person(),
                STEP,
                text,
                "现场.png",
                picture);
    }

    private void appoint() {
        special.appoint(id, examiner, STEP, city.appointment(city.step(id, STEP)));
    }

    private void look(Map<String, Boolean> checks, boolean met) {
        special.record(id, examiner, STEP, new Finding(checks, met, "看过了"));
    }

    private void finish() {
        desk.write(id, city.at("WJW/examiner"), City.key(), null, paper -> new FinishStep("按记录办理", paper));
    }

    private Survey last() {
        return surveys.find(id, STEP).orElseThrow();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private LocalDate tomorrow() {
        return today().plusDays(1);
    }

    private List<String> told(UUID person, String cause) {
        return outbox.of(CITY, person, cause).stream()
                .filter(message -> message.cause().equals(cause))
                .map(message -> message.template())
                .distinct()
                .toList();
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(RuleBroken.class).isThrownBy(act).returns(code, RuleBroken::code);
    }
}
