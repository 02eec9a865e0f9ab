package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.application.Application.decide;
import static org.yimen.application.Sample.*;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Ground;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Act;
import org.yimen.casework.Plan.Stage;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.platform.Json;
import org.yimen.platform.Text;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.time.TimeLimit;

class ApplicationTest {

    private static final NoticeDefects DRAWING_IS_MISSING =
            new NoticeDefects(List.of(new Defect("drawing", "缺少平面图")), PAPER);

    private static final LocalDate FRIDAY = MONDAY.plusDays(4);

    /** Five working days after a supplement of {@link #FRIDAY}. */
    private static final LocalDate ANSWER_DUE = FRIDAY.plusDays(7);

    @Test
    @DisplayName("逾期不告知的，自收到申请材料之日起即为受理")
    @Law(value = "行政许可法 第三十二条第一款第四项", rule = "Application: silence past the answer date accepts as of receipt")
    void silencePastTheAnswerDateCountsFromReceipt() {
        var state = received();

        var after = (Reviewing) after(state, new Wake(), time(MONDAY.plusDays(8)));

        assertThat(after.acceptance().on()).isEqualTo(MONDAY);
        assertThat(after.acceptance().deemed()).isTrue();
        assertThat(after.acceptance().at())
                .isEqualTo(((Received) state).filing().at());
    }

    @Test
    void timeDoesNothingOnTheAnswerDateItself() {
        refused("application.wake.nothing", () -> decide(received(), new Wake(), time(MONDAY.plusDays(7))));
    }

    @Test
    void noticeAfterTheAnswerDateIsRefused() {
        refused("application.answer.late", () -> decide(received(), DRAWING_IS_MISSING, on(MONDAY.plusDays(8), CLERK)));
    }

    @Test
    @DisplayName("按照行政机关的要求提交全部补正申请材料的，应当受理")
    @Law(value = "行政许可法 第三十二条第一款第五项", rule = "Application: accepted as of the day the supplement came in")
    void acceptanceDatesFromTheDayOnWhichTheLastMaterialCameIn() {
        LocalDate friday = MONDAY.plusDays(4);
        var noticed = after(received(), DRAWING_IS_MISSING, on(MONDAY, CLERK));
        var supplied = after(noticed, new Supply(List.of("drawing"), "digest"), on(friday, null));

        var accepted = (Reviewing) after(supplied, new Accept(PAPER), on(MONDAY.plusDays(8), CLERK));

        assertThat(accepted.acceptance().on()).isEqualTo(friday);
    }

    @Test
    @DisplayName("按照行政机关的要求提交全部补正申请材料的，应当受理：逾期不答复的，自补齐之日起即为受理")
    @Law(value = "行政许可法 第三十二条第一款第五项", rule = "Application: silence after a supplement accepts as of its day")
    void silenceAfterTheSupplementAcceptsAsOfTheDayItCameIn() {
        var supplied = supplemented();

        refused("application.wake.nothing", () -> decide(supplied, new Wake(), time(ANSWER_DUE)));
        var woken = (Reviewing) after(supplied, new Wake(), time(ANSWER_DUE.plusDays(1)));
        var clicked = (Reviewing) after(supplied, new Accept(PAPER), on(ANSWER_DUE.plusDays(1), CLERK));

        assertThat(woken.acceptance().on()).isEqualTo(FRIDAY);
        assertThat(woken.acceptance().at()).isEqualTo(((Supplemented) supplied).at());
        assertThat(woken.acceptance().deemed()).isTrue();
        assertThat(woken.acceptance().by()).isNull();
        assertThat(clicked.acceptance()).isEqualTo(woken.acceptance());
    }

    @Test
    void onceTheDaysAfterTheSupplementAreOverNobodyAnswersOtherwise() {
        var supplied = supplemented();
        LocalDate late = ANSWER_DUE.plusDays(1);
        var decline = new Decline(Ground.NO_LICENCE_NEEDED, "不需要许可", null, PAPER);

        assertThat(after(supplied, DRAWING_IS_MISSING, on(ANSWER_DUE, CLERK))).isInstanceOf(SupplementDue.class);
        assertThat(after(supplied, decline, on(ANSWER_DUE, CLERK))).isInstanceOf(Declined.class);
        refused("application.answer.late", () -> decide(supplied, DRAWING_IS_MISSING, on(late, CLERK)));
        refused("application.answer.late", () -> decide(supplied, decline, on(late, CLERK)));
        refused("application.answer.late", () -> decide(supplied, new Receive(List.of()), on(late, CLERK)));
        refused(
                "application.answer.late",
                () -> decide(supplied, new CorrectOnTheSpot("q", "digest"), on(late, CLERK)));
    }

    @Test
    @Law(value = "行政许可法 第三十二条第一款第四项", rule = "AfterSilence: after the one notice no request names a new point")
    void whomSilenceAcceptedAfterHisSupplementIsAskedForNothingNew() {
        var woken = after(supplemented(), new Wake(), time(ANSWER_DUE.plusDays(1)));
        var chief = on(ANSWER_DUE.plusDays(1), CHIEF);
        LocalDate due = ANSWER_DUE.plusDays(3);

        var repeated = new AskForMaterials(List.of(new Defect("drawing", "仍看不清")), due, PAPER);
        var newPoint = new AskForMaterials(List.of(new Defect("report", "缺少检测报告")), due, PAPER);

        refused("application.notice.new-point", () -> decide(woken, newPoint, chief));
        assertThat(Requests.of(after(woken, repeated, chief)).open()).isPresent();
    }

    @Test
    @DisplayName("申请人死亡、依法终止的，在受理之前也终止办理")
    @Law(value = "行政许可法 第七十条", rule = "Application: a case is ended at any time before its decision")
    void whoDiedOrWasDissolvedLeavesNoCaseOpenBeforeItsAcceptance() {
        var noticed = after(received(), DRAWING_IS_MISSING, on(MONDAY, CLERK));
        var end = new Terminate(TerminationGround.DEAD_OR_INCAPABLE, "户籍注销证明", "00", new UUID(0, 77), PAPER);

        for (var state : List.of(received(), noticed, supplemented())) {
            refused("application.may-not.control", () -> decide(state, end, on(FRIDAY, CLERK)));
            assertThat(after(state, end, on(FRIDAY, CHIEF))).isInstanceOf(Terminated.class);
        }
    }

    @Test
    void whatCameInAsASupplementMayBeCorrectedOnTheSpotToo() {
        var corrected = after(supplemented(), new CorrectOnTheSpot("q", "digest"), on(FRIDAY, CLERK));

        assertThat(corrected).isEqualTo(supplemented());
    }

    @Test
    void aSupplementThatLeavesAPointOutIsNone() {
        var noticed = after(received(), DRAWING_IS_MISSING, on(MONDAY, CLERK));

        refused(
                "application.supplement.incomplete",
                () -> decide(noticed, new Supply(List.of("report"), "digest"), on(MONDAY, null)));
    }

    @Test
    @DisplayName("应当当场或者在五日内一次告知申请人需要补正的全部内容")
    @Proves("M-INT-08")
    @Law(value = "行政许可法 第三十二条第一款第四项", rule = "Application: one notice; a later one names no new point")
    void aSecondNoticeCannotNameWhatTheFirstLeftOut() {
        var noticed = after(received(), DRAWING_IS_MISSING, on(MONDAY, CLERK));
        var supplied = after(noticed, new Supply(List.of("drawing"), "digest"), on(MONDAY.plusDays(1), null));
        var newPoint = new NoticeDefects(List.of(new Defect("report", "缺少检测报告")), PAPER);

        refused("application.notice.new-point", () -> decide(supplied, newPoint, on(MONDAY.plusDays(2), CLERK)));
    }

    @Test
    @Proves("M-INT-08")
    @Law(value = "行政许可法 第三十二条第一款第四项", rule = "Application: a new point in a later notice wants a reason on record")
    void whatTheFirstNoticeLeftOutWantsAReasonThatIsKept() {
        var noticed = after(received(), DRAWING_IS_MISSING, on(MONDAY, CLERK));
        var supplied = after(noticed, new Supply(List.of("drawing"), "digest"), on(MONDAY.plusDays(1), null));
        var defects = List.of(new Defect("drawing", "仍看不清"), new Defect("report", "缺少检测报告"));

        refused(
                "application.notice.new-point",
                () -> decide(supplied, new NoticeDefects(defects, PAPER, " "), on(MONDAY.plusDays(2), CLERK)));
        var events = decide(supplied, new NoticeDefects(defects, PAPER, "新图显示增设了设备"), on(MONDAY.plusDays(2), CLERK));
        var repeated = decide(
                supplied, new NoticeDefects(defects.subList(0, 1), PAPER, "不必要的理由"), on(MONDAY.plusDays(2), CLERK));

        assertThat(events).singleElement().isInstanceOfSatisfying(Event.DefectsNoticed.class, event -> {
            assertThat(event.late()).containsExactly("report");
            assertThat(event.reason()).isEqualTo("新图显示增设了设备");
        });
        assertThat(repeated).singleElement().isInstanceOfSatisfying(Event.DefectsNoticed.class, event -> {
            assertThat(event.late()).isEmpty();
            assertThat(event.reason()).isNull();
        });
    }

    @Test
    @Proves("M-INT-08")
    void aSecondNoticeMayRepeatAPointThatIsStillUnmet() {
        var noticed = after(received(), DRAWING_IS_MISSING, on(MONDAY, CLERK));
        var supplied = after(noticed, new Supply(List.of("drawing"), "digest"), on(MONDAY.plusDays(1), null));

        var again = after(supplied, DRAWING_IS_MISSING, on(MONDAY.plusDays(2), CLERK));

        assertThat(again).isInstanceOf(SupplementDue.class);
    }

    @Test
    @Proves("M-CAT-10")
    void nothingMayBeAskedForThatThePublishedVersionDoesNotList() {
        var demand = new NoticeDefects(List.of(new Defect("neighbours-consent", "邻居同意书")), PAPER);

        refused("application.notice.not-on-the-list", () -> decide(received(), demand, on(MONDAY, CLERK)));
    }

    @Test
    @Law(
            value = "教师资格条例 第十六条",
            rule = "Application.submitted: outside of its window nobody applies, and he reads when he can")
    void outsideOfItsWindowNobodyApplies() {
        var item = windowed(MONDAY, FRIDAY);

        assertThat(after(new Draft(), new Submit("digest"), on(MONDAY, null, item)))
                .isInstanceOf(Received.class);
        assertThat(after(new Draft(), new Submit("digest"), on(FRIDAY, null, item)))
                .isInstanceOf(Received.class);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> decide(new Draft(), new Submit("digest"), on(MONDAY.minusDays(1), null, item)))
                .returns("application.window.early", CaseRuleBroken::code)
                .satisfies(refusal -> assertThat(refusal.arguments().toString()).contains(MONDAY.toString()));
        refused(
                "application.window.over-for-now",
                () -> decide(new Draft(), new Submit("digest"), on(FRIDAY.plusDays(1), null, item)));
        refused(
                "application.window.over",
                () -> decide(new Draft(), new Submit("digest"), withNext(on(FRIDAY.plusDays(1), null, item))));
    }

    private static Context withNext(Context open) {
        return new Context(
                open.now(),
                open.today(),
                open.calendar(),
                open.item(),
                open.actor(),
                open.officer(),
                open.colleagues(),
                open.applicant(),
                false,
                true,
                null,
                new Context.Records() {
                    @Override
                    public Optional<ItemVersion.Window> nextWindow() {
                        return Optional.of(new ItemVersion.Window(MONDAY.plusDays(200), MONDAY.plusDays(220)));
                    }
                });
    }

    @Test
    @Proves("M-CAT-10")
    void noCaseIsOpenedUnderAVersionThatIsNotInForce() {
        var open = on(MONDAY, null);
        var draft = new Context(
                open.now(),
                open.today(),
                open.calendar(),
                open.item(),
                open.actor(),
                open.officer(),
                open.colleagues(),
                open.applicant(),
                false,
                false);

        refused("application.item.unknown", () -> decide(new Draft(), new Submit("digest"), draft));
    }

    @Test
    @Proves("M-CAT-10")
    @Law(value = "行政许可法 第五十八条", rule = "Application: no fee but the one that the published version names")
    void noFeeIsChargedThatThePublishedVersionDoesNotName() {
        refused("application.fee.not-on-the-list", () -> decide(reviewing(), new Charge(), on(MONDAY, CLERK)));
    }

    @Test
    @Proves("M-CAT-10")
    void noStepMayBeAddedThatThePublishedVersionDoesNotList() {
        var hearing = new StartStep("hearing", 5, PAPER);

        refused("application.step.not-on-the-list", () -> decide(reviewing(), hearing, on(MONDAY, HEALTH)));
    }

    @Test
    @Proves("M-CAT-10")
    void noDepartmentMayReviewThatThePlanDoesNotName() {
        var stranger = officer(9, Set.of("ZJ/examiner"));

        refused(
                "application.review.not-in-the-plan",
                () -> decide(reviewing(), new Review("ZJ", true, "同意"), on(MONDAY, stranger)));
    }

    @Test
    @Law(value = "行政许可法 第三十二条第一款第二项", rule = "Application: who is not competent names the office that is")
    void decliningForWantOfCompetenceNamesTheRightOffice() {
        var nameless = new Decline(Ground.NOT_COMPETENT, "属于省级权限", null, PAPER);
        var named = new Decline(Ground.NOT_COMPETENT, "属于省级权限", "省卫生健康委员会", PAPER);

        refused("application.decline.office-missing", () -> decide(received(), nameless, on(MONDAY, CLERK)));
        assertThat(after(received(), named, on(MONDAY, CLERK))).isInstanceOf(Declined.class);
    }

    @Test
    @Law(value = "行政许可法 第三十二条第一款第四项", rule = "Application.declined: a late non-acceptance is a late answer too")
    void aNonAcceptanceThatComesLateIsAFactWithDaysAndPerson() {
        var decline = new Decline(Ground.NO_LICENCE_NEEDED, "不需要许可", null, PAPER);
        LocalDate due = MONDAY.plusDays(7);

        assertThat(lateness(decide(received(), decline, on(due, CLERK, withoutSilence()))))
                .isEmpty();
        assertThat(lateness(decide(received(), decline, on(due.plusDays(1), CLERK, withoutSilence()))))
                .containsExactly(new Event.FinishedLate("answer", due, due.plusDays(1), 1, CLERK.id()));
    }

    @Test
    @DisplayName("申请事项依法不需要取得行政许可的，应当即时告知申请人不受理")
    @Law(
            value = "行政许可法 第三十二条第一款第一项",
            rule = "SupervisionNotes: what is not said at once, or on the next working day, supervision reads")
    void aNonAcceptanceIsSaidAtOnce() {
        var calendar = on(FRIDAY, null).calendar();
        var friday = ((Received) after(new Draft(), new Submit("digest"), on(FRIDAY, null))).filing();
        LocalDate monday = FRIDAY.plusDays(3);

        assertThat(SupervisionNotes.isLate(friday, Ground.NOT_COMPETENT, monday, calendar))
                .isFalse();
        assertThat(SupervisionNotes.isLate(friday, Ground.NOT_COMPETENT, monday.plusDays(1), calendar))
                .isTrue();
        assertThat(SupervisionNotes.isLate(friday, Ground.NO_LICENCE_NEEDED, monday.plusDays(1), calendar))
                .isTrue();
        assertThat(SupervisionNotes.isLate(friday, Ground.BANNED, monday.plusDays(1), calendar))
                .isFalse();
    }

    @Test
    @Proves("M-APR-01")
    void bothDepartmentsReviewInAnyOrderBeforeAnybodyDecides() {
        var once = after(reviewing(), new Review("SJ", true, "同意"), on(MONDAY, MARKET));
        refused("application.step.too-early", () -> decide(once, new Grant(PAPER), on(MONDAY, CHIEF)));

        var twice = after(once, new Review("WJW", true, "同意"), on(MONDAY, HEALTH));

        assertThat(twice).isInstanceOf(Deciding.class);
    }

    @Test
    void oneDepartmentGivesOneOpinion() {
        var once = after(reviewing(), new Review("SJ", true, "同意"), on(MONDAY, MARKET));

        refused("application.review.empty", () -> decide(once, new Review("WJW", true, " "), on(MONDAY, HEALTH)));
        refused("application.review.given", () -> decide(once, new Review("SJ", false, "改"), on(MONDAY, MARKET)));
    }

    @Test
    @Proves({"M-APR-05", "M-APR-07"})
    void whoHasNoLetterDoesNotDecide() {
        var noLetter = officer(8, Set.of("WJW/chief"));

        refused("application.may-not.decide", () -> decide(deciding(), new Grant(PAPER), on(MONDAY, noLetter)));
    }

    @Test
    @Proves("M-APR-05")
    void aLetterStopsOnTheDayAfterItsLast() {
        LocalDate lastDay = MONDAY.plusDays(3);
        var id = new UUID(0, 4);
        var letter = Letter.ofGovernment(
                        "授1", "WJW", Set.of(Letter.ALL), Set.of(Right.values()), MONDAY, lastDay, new UUID(0, 5))
                .passedOn("授2", Set.of(Right.DECIDE), id);
        var chief = new Officer(id, "首席", "629901", Set.of("WJW/chief"), List.of(letter));

        assertThat(after(deciding(), new Grant(PAPER), on(lastDay, chief))).isInstanceOf(Granted.class);
        refused(
                "application.may-not.decide",
                () -> decide(deciding(), new Grant(PAPER), on(lastDay.plusDays(1), chief)));
    }

    @Test
    @Proves({"M-APR-07", "N-L11"})
    void eachOfTheThreeRightsIsMissedByItself() {
        var decider = officer(4, Set.of("WJW/chief"), Right.DECIDE);
        var urger = officer(4, Set.of("WJW/chief"), Right.URGE);
        var controller = officer(4, Set.of("WJW/chief"), Right.CONTROL);
        var urge = new Urge("SJ", null, "请抓紧");
        var back = new SendBack(List.of("SJ"), "补充意见");

        assertThat(decide(deciding(), new Grant(PAPER), on(MONDAY, decider))).isNotEmpty();
        refused("application.may-not.urge", () -> decide(reviewing(), urge, on(MONDAY, decider)));
        refused("application.may-not.control", () -> decide(deciding(), back, on(MONDAY, decider)));

        assertThat(decide(reviewing(), urge, on(MONDAY, urger))).isNotEmpty();
        refused("application.may-not.decide", () -> decide(deciding(), new Grant(PAPER), on(MONDAY, urger)));

        assertThat(decide(deciding(), back, on(MONDAY, controller))).isNotEmpty();
        refused("application.may-not.urge", () -> decide(reviewing(), urge, on(MONDAY, controller)));
    }

    @Test
    void whoAcceptedDoesNotDecide() {
        var everything = officer(1, Set.of("ZX/window", "WJW/chief"), Right.ACCEPT, Right.DECIDE);

        refused("application.may-not.accepted", () -> decide(deciding(), new Grant(PAPER), on(MONDAY, everything)));
    }

    @Test
    @Law(value = "行政许可法 第五十七条", rule = "Application: a later grant waits while an earlier acceptance is open")
    void whereNumbersAreLimitedTheEarlierAcceptedGoesFirst() {
        var open = on(MONDAY, CHIEF);
        var behind = new Context(
                open.now(),
                open.today(),
                open.calendar(),
                open.item(),
                open.actor(),
                open.officer(),
                open.colleagues(),
                open.applicant(),
                true,
                true);

        refused("application.grant.earlier-open", () -> decide(deciding(), new Grant(PAPER), behind));
    }

    @Test
    @Law(
            value = "行政许可法 第五十三条",
            rule = "Application: what a tender gives is granted to its winner, and who lost is refused for that")
    void whereATenderGivesThePlacesItsWinnerAloneIsGranted() {
        Context open = lost("procedure.tender.no-report");
        Context outbid = lost("procedure.tender.not-won");
        var refusal =
                new Refuse(List.of(), "名额给了排在前面的", Competition.basis(byTender()).orElseThrow(), PAPER);
        var otherwise = new Refuse(List.of(), "名额给了排在前面的", "行政许可法第五条", PAPER);

        refused("procedure.tender.no-report", () -> decide(deciding(), new Grant(PAPER), open));
        refused("procedure.tender.not-won", () -> decide(deciding(), new Grant(PAPER), outbid));
        refused("application.refuse.not-outbid", () -> decide(deciding(), refusal, open));
        refused("application.refuse.not-outbid", () -> decide(deciding(), refusal, on(MONDAY, CHIEF, byTender())));
        refused("application.refuse.criterion-missing", () -> decide(deciding(), refusal, on(MONDAY, CHIEF)));
        refused("application.refuse.criterion-missing", () -> decide(deciding(), otherwise, outbid));
        assertThat(decide(deciding(), refusal, outbid)).anyMatch(Event.Refused.class::isInstance);
    }

    private static Context lost(String code) {
        Context open = on(MONDAY, CHIEF, byTender());
        return new Context(
                open.now(),
                open.today(),
                open.calendar(),
                open.item(),
                open.actor(),
                open.officer(),
                open.colleagues(),
                open.applicant(),
                false,
                true,
                null,
                new Context.Records() {
                    @Override
                    public Optional<String> lost() {
                        return Optional.of(code);
                    }
                });
    }

    @Test
    @DisplayName("依法作出不予行政许可的书面决定的，应当说明理由")
    @Law(value = "行政许可法 第三十八条第二款", rule = "Application: a refusal gives its reasons")
    void aRefusalWithoutReasonIsRefused() {
        refused(
                "application.refuse.reason-missing",
                () -> decide(deciding(), new Refuse(List.of(), " ", "条例第四条", PAPER), on(MONDAY, CHIEF)));
    }

    @Test
    @Proves("M-TIM-06")
    void aLateReviewIsAFactWithDaysAndPerson() {
        // Five working days after Monday 2 March is Monday 9 March; on the 11th it is two days late.
        var events = decide(reviewing(), new Review("WJW", true, "同意"), on(LocalDate.of(2026, 3, 11), HEALTH));

        assertThat(lateness(events))
                .containsExactly(new Event.FinishedLate(
                        "stage:examine", LocalDate.of(2026, 3, 9), LocalDate.of(2026, 3, 11), 2, HEALTH.id()));
    }

    @Test
    @Proves("M-TIM-06")
    void aDecisionMayMissStagePromiseAndLawAtOnce() {
        var events = decide(deciding(), new Grant(PAPER), on(LocalDate.of(2026, 4, 1), CHIEF));

        assertThat(lateness(events))
                .extracting(event -> ((Event.FinishedLate) event).clock())
                .containsExactly("stage:decide", "promised", "statutory");
    }

    @Test
    @DisplayName("所需时间不计算在本节规定的期限内")
    @Law(value = "行政许可法 第四十五条", rule = "Clocks: a special procedure that stops the clock takes its days out")
    void testingStopsTheClockFromItsNotice() {
        var testing = after(reviewing(), new StartStep("testing", 8, PAPER), on(LocalDate.of(2026, 3, 10), HEALTH));
        var resumed = after(testing, new FinishStep("合格", PAPER), on(LocalDate.of(2026, 3, 20), HEALTH));

        var reading = Clocks.statutory(resumed, item())
                .orElseThrow()
                .read(on(MONDAY, null).calendar(), LocalDate.of(2026, 3, 20));

        assertThat(reading.dueOn()).isEqualTo(LocalDate.of(2026, 4, 10));
    }

    @Test
    void aStepTakesNoLongerThanItsVersionAllows() {
        refused(
                "application.step.too-long",
                () -> decide(reviewing(), new StartStep("testing", 11, PAPER), on(MONDAY, HEALTH)));
    }

    private static Terminate ending(String reason, String evidence, @Nullable UUID proposedBy) {
        return new Terminate(TerminationGround.DISSOLVED, reason, evidence, proposedBy, PAPER);
    }

    @Test
    @Law(
            value = "行政许可法 第七十条",
            rule = "TerminationGround: an office ends a case on a ground with its article, and says why")
    void anOfficeEndsACaseOnAGroundAndWithAReason() {
        refused(
                "application.reason.missing",
                () -> decide(deciding(), ending(" ", "00", new UUID(0, 77)), on(MONDAY, CHIEF)));
        refused(
                "application.terminate.evidence",
                () -> decide(deciding(), ending("公司已经注销登记", "", new UUID(0, 77)), on(MONDAY, CHIEF)));
        for (UUID alone : Arrays.asList(null, on(MONDAY, CHIEF).actor().id())) {
            refused(
                    "application.terminate.second",
                    () -> decide(deciding(), ending("公司已经注销登记", "00", alone), on(MONDAY, CHIEF)));
        }

        var ended = (Event.Terminated) decide(deciding(), ending("公司已经注销登记", "00", new UUID(0, 77)), on(MONDAY, CHIEF))
                .getFirst();

        assertThat(ended.ground()).isEqualTo(TerminationGround.DISSOLVED);
        assertThat(TerminationGround.DISSOLVED.article()).isEqualTo("第七十条第三项");
        assertThat(Json.of().read("""
                        {"on": "2026-03-04", "reason": "注销", "authority": null}""", Event.Terminated.class).ground()).isNull();
    }

    @Test
    @DisplayName("经本行政机关负责人批准，可以延长十日，并应当将延长期限的理由告知申请人")
    @Law(value = "行政许可法 第四十二条第一款", rule = "Application: extended once, before expiry, by who may")
    void theTermIsExtendedOnceAndInTime() {
        var extended = after(deciding(), new Extend("情况复杂", PAPER), on(MONDAY.plusDays(3), CHIEF));

        refused(
                "application.extend.once",
                () -> decide(extended, new Extend("再延", PAPER), on(MONDAY.plusDays(4), CHIEF)));
        refused(
                "application.extend.too-late",
                () -> decide(deciding(), new Extend("晚了", PAPER), on(LocalDate.of(2026, 3, 31), CHIEF)));
        var reading = Clocks.statutory(extended, item())
                .orElseThrow()
                .read(on(MONDAY, null).calendar(), MONDAY);
        assertThat(reading.dueOn()).isEqualTo(LocalDate.of(2026, 4, 14));
    }

    @Test
    @Proves({"M-APR-21", "N-Y08"})
    void aSameDayItemIsDecidedOnTheDayOfItsAcceptance() {
        var plan = new Plan(List.of(
                new Stage("accept", Text.of("受理"), Act.ACCEPT, List.of(), TimeLimit.sameDay()),
                new Stage("decide", Text.of("核准"), Act.DECIDE, List.of("WJW"), TimeLimit.sameDay())));
        var item = item(false, plan);
        var received = after(new Draft(), new Submit("digest"), on(MONDAY, null, item));
        var accepted = after(received, new Accept(PAPER), on(MONDAY, CLERK, item));

        var events = decide(accepted, new Grant(PAPER), on(MONDAY, CHIEF, item));

        assertThat(lateness(events)).isEmpty();
        assertThat(fold(accepted, events)).isInstanceOf(Granted.class);
        assertThat(lateness(decide(accepted, new Grant(PAPER), on(MONDAY.plusDays(1), CHIEF, item))))
                .isNotEmpty();
    }

    @Test
    void theApplicantWithdrawsAtAnyTimeBeforeTheDecisionAndNotAfter() {
        var granted = after(deciding(), new Grant(PAPER), on(MONDAY.plusDays(2), CHIEF));

        assertThat(after(received(), new Withdraw("不办了"), on(MONDAY, null))).isInstanceOf(Withdrawn.class);
        assertThat(after(deciding(), new Withdraw("不办了"), on(MONDAY, null))).isInstanceOf(Withdrawn.class);
        refused("application.step.not-open", () -> decide(granted, new Withdraw("不办了"), on(MONDAY, null)));
    }

    @Test
    void nobodyElseWithdraws() {
        refused("application.may-not.not-yours", () -> decide(received(), new Withdraw("不办了"), on(MONDAY, HEALTH)));
    }

    @Test
    void aDecisionThatWasSentBackIsReviewedAnew() {
        var back = after(deciding(), new SendBack(List.of("SJ"), "请核对面积"), on(MONDAY.plusDays(3), CHIEF));

        var again = after(back, new Review("SJ", true, "已核对"), on(MONDAY.plusDays(4), MARKET));

        assertThat(back).isInstanceOf(Reviewing.class);
        assertThat(again).isInstanceOf(Deciding.class);
    }

    @Test
    void aRefusalIsServedWithinTheHousesOwnTenDaysOrLate() {
        var refusal = new Refuse(List.of("c1"), "场所不符", "条例第四条", PAPER);
        var refused = after(deciding(), refusal, on(MONDAY.plusDays(2), CHIEF));
        // Ten working days after Wednesday 4 March.
        LocalDate due = LocalDate.of(2026, 3, 18);

        assertThat(Tasks.of(refused, on(MONDAY.plusDays(2), CLERK)))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.act()).isEqualTo("serve");
                    assertThat(task.dueOn()).isEqualTo(due);
                });
        assertThat(Clocks.of(refused, item()))
                .filteredOn(clock -> clock.code().equals("service"))
                .singleElement()
                .satisfies(clock -> {
                    assertThat(clock.basis()).isNotNull();
                    assertThat(java.util.Objects.requireNonNull(clock.basis()).verified())
                            .as("no law says so")
                            .isFalse();
                });
        var inTime = decide(refused, new Serve("window"), on(due, CLERK));
        var late = decide(refused, new Serve("window"), on(due.plusDays(1), CLERK));

        assertThat(lateness(inTime)).isEmpty();
        assertThat(lateness(late))
                .containsExactly(new Event.FinishedLate("service", due, due.plusDays(1), 1, CLERK.id()));
    }

    @Test
    void whatWasDeliveredGoesToTheArchiveByItself() {
        var granted = after(deciding(), new Grant(PAPER), on(MONDAY.plusDays(2), CHIEF));
        var issued = after(granted, new Issue(new UUID(2, 2), "1"), on(MONDAY.plusDays(2), CHIEF));
        var delivered = after(issued, new Deliver("window"), on(MONDAY.plusDays(3), CLERK));

        assertThat(after(delivered, new Wake(), time(MONDAY.plusDays(4)))).isInstanceOf(Archived.class);
    }

    @Test
    @Proves("M-CAT-19")
    void aRefusalNamesThePublishedConditionsThatAreNotMet() {
        refused(
                "application.refuse.criterion-missing",
                () -> decide(deciding(), new Refuse(List.of(), "不合适", "条例", PAPER), on(MONDAY, CHIEF)));
        refused(
                "application.refuse.not-a-condition",
                () -> decide(deciding(), new Refuse(List.of("c9"), "不合适", "条例", PAPER), on(MONDAY, CHIEF)));

        var events = decide(deciding(), new Refuse(List.of("c2"), "设施不合格", "条例", PAPER), on(MONDAY, CHIEF));

        assertThat(events)
                .filteredOn(Event.Refused.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((Event.Refused) event).unmet()).containsExactly("c2"));
    }

    /** Asked on {@link Sample#MONDAY}, all in on {@link #FRIDAY}. */
    private static State supplemented() {
        var noticed = after(received(), DRAWING_IS_MISSING, on(MONDAY, CLERK));
        return after(noticed, new Supply(List.of("drawing"), "digest"), on(FRIDAY, null));
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(CaseRuleBroken.class).isThrownBy(call).returns(code, CaseRuleBroken::code);
    }
}
