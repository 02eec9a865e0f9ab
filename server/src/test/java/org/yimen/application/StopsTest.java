package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.yimen.application.Application.decide;
import static org.yimen.application.Sample.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.notify.Message;
import org.yimen.notify.NewsNow;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;
import org.yimen.procedure.Runs;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;
import org.yimen.time.Pause;
import org.yimen.time.Reading;
import org.yimen.time.WorkCalendar;

/** 中止超期: what stops the clock beyond the days of its notice is ended, or told anew. */
@HallTest
class StopsTest {

    private static final String CITY = "629901";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private WorkLists lists;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private Runs runs;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private Outbox outbox;

    @Autowired
    private NewsNow news;

    @Autowired
    private TestTime time;

    @Test
    @DisplayName("行政机关应当将所需时间书面告知申请人")
    @Law(value = "行政许可法 第四十五条", rule = "Stops: on the day after the stated days time itself says that they are over")
    void onTheDayAfterTheStatedDaysItIsOverdue() {
        var stopped = (InProcedure) after(reviewing(), new StartStep("testing", 3, PAPER), on(MONDAY, HEALTH));
        LocalDate until = MONDAY.plusDays(3);
        assertThat(stopped.halt().statedUntil()).isEqualTo(until);
        assertThat(Stops.woken(stopped, time(until))).isEmpty();

        State overdue = fold(stopped, decide(stopped, new Wake(), time(until.plusDays(1))));

        assertThat(Tasks.of(overdue, on(until.plusDays(1), HEALTH)))
                .extracting(task -> task.act())
                .containsExactly("finish-step", "prolong-step");
        assertThat(Stops.woken(overdue, time(until.plusDays(1))))
                .as("said once")
                .isEmpty();
        assertThat(Clocks.statutory(overdue, item()).orElseThrow().pauses()).hasSize(1);
    }

    @Test
    @DisplayName("所需时间不计算在本节规定的期限内，行政机关应当将所需时间书面告知申请人")
    @Proves("M-TIM-14")
    @Law(value = "行政许可法 第四十五条", rule = "Application.Halt: no more time is taken out of the term than a notice stated")
    void afterTheStatedDaysTheClockRunsOnByItself() {
        var stopped = (InProcedure) after(reviewing(), new StartStep("testing", 3, PAPER), on(MONDAY, HEALTH));
        LocalDate until = MONDAY.plusDays(3);
        LocalDate due = due(stopped, MONDAY);

        assertThat(Clocks.statutory(stopped, item()).orElseThrow().pauses())
                .extracting(Pause::until)
                .containsExactly(until);
        assertThat(due(stopped, until.plusDays(20)))
                .as("it does not move any more")
                .isEqualTo(due);
        assertThat(reading(stopped, until).paused()).isTrue();
        assertThat(reading(stopped, until.plusDays(1)).paused()).isFalse();
        State late = after(stopped, new FinishStep("合格", PAPER), on(until.plusDays(8), HEALTH));
        assertThat(due(late, until.plusDays(8)))
                .as("ended late, it took no more")
                .isEqualTo(due);
        State early = after(stopped, new FinishStep("合格", PAPER), on(MONDAY.plusDays(1), HEALTH));
        assertThat(due(early, MONDAY.plusDays(1))).isEqualTo(due.minusDays(2));
        assertThat(Extensions.forbids(stopped, on(until, CHIEF))).hasValue("application.extend.stopped");
        assertThat(Extensions.forbids(stopped, on(until.plusDays(1), CHIEF))).isEmpty();
    }

    @Test
    @Law(
            value = "行政许可法 第四十五条",
            rule = "Application.Halt: what passes before more days are stated is the office's own time")
    void theDaysBeforeAnotherNoticeCount() {
        var stopped = (InProcedure) after(reviewing(), new StartStep("testing", 3, PAPER), on(MONDAY, HEALTH));
        LocalDate monday = MONDAY.plusDays(7);

        var prolonged = (InProcedure) after(stopped, new ProlongStep(2, "仪器故障", PAPER), on(monday, HEALTH));

        assertThat(Clocks.statutory(prolonged, item()).orElseThrow().pauses())
                .extracting(Pause::from, Pause::until)
                .containsExactly(tuple(MONDAY, MONDAY.plusDays(3)), tuple(monday, monday.plusDays(2)));
        // Five days stopped it, Friday and that Monday did not.
        assertThat(due(prolonged, monday)).isEqualTo(time(monday).calendar().after(due(stopped, MONDAY), 2));
        State done = after(prolonged, new FinishStep("合格", PAPER), on(monday.plusDays(1), HEALTH));
        assertThat(Clocks.statutory(done, item()).orElseThrow().pauses())
                .extracting(Pause::from, Pause::until)
                .containsExactly(tuple(MONDAY, MONDAY.plusDays(3)), tuple(monday, monday.plusDays(1)));
        assertThat(Json.of().read(Json.of().write(prolonged.halt()), Application.Halt.class))
                .isEqualTo(prolonged.halt());
    }

    @Test
    void whatABodyOutsideFoundBeforeAnotherNoticeEndsItThere() {
        var halt = new Application.Halt("testing", MONDAY, null, true, MONDAY.plusDays(3), null, 3, null, List.of());

        var ended = halt.prolonged(MONDAY.plusDays(7), 2, MONDAY.plusDays(9)).ended(MONDAY.plusDays(4));

        assertThat(ended.spans()).containsExactly(new Application.Span(MONDAY, MONDAY.plusDays(3)));
    }

    private static Reading reading(State state, LocalDate day) {
        return Clocks.statutory(state, item()).orElseThrow().read(time(day).calendar(), day);
    }

    private static LocalDate due(State state, LocalDate day) {
        return reading(state, day).dueOn();
    }

    @Test
    @Law(value = "行政许可法 第四十五条", rule = "Stops: more days are stated with a reason, and never before they are needed")
    void moreDaysAreStatedAnewWithAReason() {
        var stopped = (InProcedure) after(reviewing(), new StartStep("testing", 3, PAPER), on(MONDAY, HEALTH));
        LocalDate monday = MONDAY.plusDays(7);
        refused(
                "application.prolong.not-overdue",
                () -> decide(stopped, new ProlongStep(2, "仪器故障", PAPER), on(MONDAY.plusDays(1), HEALTH)));
        refused(
                "application.reason.missing",
                () -> decide(stopped, new ProlongStep(2, " ", PAPER), on(monday, HEALTH)));
        refused(
                "application.step.too-long",
                () -> decide(stopped, new ProlongStep(8, "仪器故障", PAPER), on(monday, HEALTH)));
        refused(
                "application.may-not.post",
                () -> decide(stopped, new ProlongStep(2, "仪器故障", PAPER), on(monday, MARKET)));

        var prolonged = (InProcedure) after(stopped, new ProlongStep(2, "仪器故障", PAPER), on(monday, HEALTH));

        assertThat(prolonged.halt().statedUntil()).isEqualTo(monday.plusDays(2));
        assertThat(prolonged.halt().from()).isEqualTo(MONDAY);
        assertThat(Tasks.of(prolonged, on(monday, HEALTH)))
                .extracting(task -> task.act())
                .containsExactly("finish-step");
        assertThat(Stops.woken(prolonged, time(monday.plusDays(3)))).hasOnlyElementsOfType(Event.StepOverdue.class);
    }

    @Test
    @Proves("M-CAT-26")
    void allNoticesTogetherStateNoMoreThanThePublishedVersionNames() {
        var stopped = (InProcedure) after(reviewing(), new StartStep("testing", 6, PAPER), on(MONDAY, HEALTH));
        LocalDate next = MONDAY.plusDays(14);
        var prolonged = (InProcedure) after(stopped, new ProlongStep(4, "仪器故障", PAPER), on(next, HEALTH));
        LocalDate after = MONDAY.plusDays(28);

        assertThat(prolonged.halt().days()).isEqualTo(10);
        refused(
                "application.step.too-long",
                () -> decide(prolonged, new ProlongStep(1, "还是故障", PAPER), on(after, HEALTH)));
        State overdue = fold(prolonged, decide(prolonged, new Wake(), time(after)));
        assertThat(Tasks.of(overdue, on(after, HEALTH)))
                .extracting(task -> task.act())
                .as("nothing is left but to end it")
                .containsExactly("finish-step");
        assertThat(after(overdue, new FinishStep("合格", PAPER), on(after, HEALTH)))
                .isInstanceOf(Reviewing.class);
    }

    @Test
    void aStopOfBeforeItsDaysWereKeptIsStillRead() {
        String stored = """
                {"step": "testing", "from": "2026-03-02", "until": null, "stopsClock": true}""";

        assertThat(Json.of().read(stored, Application.Halt.class).statedUntil()).isNull();
    }

    @Test
    @Law(
            value = "行政许可法 第四十五条",
            rule = "ApplicationDesk: the new notice reaches the applicant, and supervision lists the stop all the same")
    void theApplicantReadsWhyAndSupervisionSeesIt() {
        CaseId id = city.submitted(city.somebody(), "water-abstraction").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new);
        desk.write(id, city.at("SL/examiner"), City.key(), null, paper -> new StartStep("expert-review", 2, paper));
        LocalDate until = Objects.requireNonNull(
                ((InProcedure) desk.find(id).state()).halt().statedUntil());
        LocalDate stored = stored(id);
        assertThat(stored).isEqualTo(promised(id));
        time.set(CityTime.startOf(until.plusDays(1)).plusSeconds(60));

        desk.wake(id);
        assertThat(promised(id)).as("the lists and the pages name one day").isEqualTo(stored);
        assertThat(stored(id)).isEqualTo(stored);

        assertThat(lists.tasks(id)).extracting(entry -> entry.task().act()).contains("prolong-step");
        desk.write(id, city.at("SL/examiner"), City.key(), null, paper -> new ProlongStep(3, "专家要补看现场", paper));
        var notice = papers.ofCase(CITY, id.value()).stream()
                .filter(paper -> paper.kind() == PaperKind.STEP_NOTICE)
                .filter(paper -> paper.title().contains("继续进行"))
                .findFirst()
                .orElseThrow();
        assertThat(PdfText.of(papers.read(CITY, notice.id()).orElseThrow())).contains("专家要补看现场", "3个工作日");
        assertThat(lists.tasks(id)).extracting(entry -> entry.task().act()).doesNotContain("prolong-step");
        assertThat(runs.flagged(CITY, until.plusDays(1)))
                .filteredOn(flagged -> flagged.caseId().equals(id.value()))
                .singleElement()
                .matches(Runs.Flagged::isLong)
                .returns(2, Runs.Flagged::days)
                .returns(3, Runs.Flagged::moreDays)
                .returns(((InProcedure) desk.find(id).state()).halt().statedUntil(), Runs.Flagged::statedUntil);
        news.until(() ->
                told(id).containsAll(List.of("application.news.stop-overdue", "application.news.step-prolonged")));
    }

    private LocalDate stored(CaseId id) {
        return jdbc.sql("select due_on from casework.case_file where region_code = :region and id = :id")
                .param("region", CITY)
                .param("id", id.value())
                .query(LocalDate.class)
                .single();
    }

    private LocalDate promised(CaseId id) {
        var file = desk.find(id);
        return Clocks.promised(file.state(), desk.item(file))
                .orElseThrow()
                .dueOn(calendar.provisional(), CityTime.day(time.instant()));
    }

    private List<String> told(CaseId id) {
        return outbox.inbox(CITY, desk.find(id).applicant(), null, 20).stream()
                .map(Message::template)
                .toList();
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(CaseRuleBroken.class).isThrownBy(call).returns(code, CaseRuleBroken::code);
    }
}
