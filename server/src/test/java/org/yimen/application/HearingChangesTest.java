package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State.Granted;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.procedure.ChairRequests;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Hearings;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.TestTime;
import org.yimen.time.WorkCalendar;

/** 听证的变动: a request withdrawn, another day, another chair, and twenty days that went by. */
@HallTest
class HearingChangesTest {

    private static final String CITY = "629901";
    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private SpecialProcedures special;

    @Autowired
    private Hearings hearings;

    @Autowired
    private ChairRequests requests;

    @Autowired
    private Outbox outbox;

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private TestTime time;

    @Test
    @Law(
            value = "行政许可法 第四十七条",
            rule = "Hearings.withdraw: who no longer asks to be heard is decided as if he had waived it")
    void whoeverAskedMayWithdrawAndTheCaseIsDecided() {
        CaseId id = asked();
        schedule(id, 8, "");
        refused("procedure.hearing.not-held", () -> grant(id));
        UUID hearing = hearings.find(id).orElseThrow().id();

        special.withdraw(id, applicant(id));
        special.withdraw(id, applicant(id));

        assertThat(hearings.find(id)).isEmpty();
        assertThat(hearings.entitled(id)).extracting(Hearing.Entitled::choice).containsExactly("withdrawn");
        assertThat(told(id, "hearing-off:" + hearing)).isTrue();
        assertThat(grant(id)).isInstanceOf(Granted.class);
    }

    @Test
    @Law(value = "行政许可法 第三十六条", rule = "Hearings.enterChoice: what a third party wrote himself stays as he wrote it")
    void whatAThirdPartyWroteHimselfNoOfficerWritesOver() {
        CaseId id = asked();
        UUID party = party(id);
        Hearing.Entitled row = hearings.entitled(id).stream()
                .filter(each -> each.id().equals(party))
                .findFirst()
                .orElseThrow();
        special.answer(row, id.region(), null, "强烈反对，排烟对着我家窗户", party);

        special.chooseFor(id, examiner(), party, false, "没有意见", "本人来电");

        assertThat(hearings.entitled(id))
                .filteredOn(each -> each.id().equals(party))
                .singleElement()
                .satisfies(now -> assertThat(now.statement()).isEqualTo("强烈反对，排烟对着我家窗户\n没有意见"));
    }

    @Test
    @Law(value = "行政许可法 第四十七条", rule = "Hearings.withdraw: while another one still asks the hearing takes place")
    void anOthersRequestStands() {
        CaseId id = asked();
        UUID party = party(id);
        special.chooseFor(id, examiner(), party, true, "", "");

        special.withdraw(id, applicant(id));

        assertThat(hearings.find(id)).isPresent();
        refused("procedure.party.said", () -> special.withdrawFor(id, examiner(), party, " "));
        special.withdrawFor(id, examiner(), party, "本人来电");
        assertThat(hearings.find(id)).as("who said so may change it today").isPresent();
        refused("procedure.hearing.awaited", () -> grant(id));
        time.set(CityTime.startOf(today().plusDays(1)).plusSeconds(36_000));
        assertThat(grant(id)).isInstanceOf(Granted.class);
    }

    @Test
    @DisplayName("行政机关应当于举行听证的七日前将举行听证的时间、地点通知申请人、利害关系人")
    @Law(
            value = "行政许可法 第四十八条第一款第一项",
            rule = "Hearings.schedule: another day needs a reason and seven days' notice to everybody again")
    void anotherDayNeedsAReasonAndANoticeOfItsOwn() {
        CaseId id = asked();
        UUID party = party(id);
        schedule(id, 8, "");
        refused("procedure.hearing.reason", () -> schedule(id, 9, " "));

        schedule(id, 10, "主持人临时出差");

        Hearing hearing = hearings.find(id).orElseThrow();
        assertThat(hearing.schedule()).isNotNull().returns("主持人临时出差", Hearing.Schedule::because);
        assertThat(told(id, "hearing:" + hearing.id() + ":2")).isTrue();
        assertThat(outbox.of(CITY, new UUID(0, 0), "hearing:" + hearing.id() + ":2:" + party))
                .extracting(message -> message.template())
                .containsOnly("procedure.news.hearing-postponed");
        time.set(CityTime.startOf(calendar.provisional().after(today(), 8)));
        refused("procedure.hearing.notice", () -> schedule(id, 6, "再改"));
    }

    @Test
    @DisplayName("行政机关应当在二十日内组织听证")
    @Law(
            value = "行政许可法 第四十七条",
            rule = "Hearing.isOverdueOn: nothing extends the twenty days, and what is late is held all the same")
    void whatWasNotHeldInTimeIsOverdueAndStillHeld() {
        CaseId id = asked();
        LocalDate holdBy = hearings.find(id).orElseThrow().holdBy();
        assertThat(hearings.find(id).orElseThrow().isOverdueOn(holdBy)).isFalse();
        refused("procedure.hearing.hold-by", () -> schedule(id, 21, ""));
        time.set(CityTime.startOf(holdBy.plusDays(1)).plusSeconds(36_000));

        schedule(id, 8, "");

        Hearing late = hearings.find(id).orElseThrow();
        assertThat(late.holdBy()).isEqualTo(holdBy);
        assertThat(late.isOverdueOn(today())).isTrue();
        assertThat(late.schedule()).isNotNull();
    }

    @Test
    @DisplayName("申请人、利害关系人认为主持人与该行政许可事项有直接利害关系的，有权申请回避")
    @Law(
            value = "行政许可法 第四十八条第一款第三项",
            rule = "ChairRequests: asked for with a reason, decided by the head, and nothing is held before")
    void anotherChairIsAskedForAndTheHeadDecides() {
        CaseId id = asked();
        schedule(id, 8, "");
        refused("procedure.chair.reason", () -> special.askForAnotherChair(id, applicant(id), " "));
        special.askForAnotherChair(id, applicant(id), "主持人是我邻居，有纠纷");
        special.askForAnotherChair(id, applicant(id), "主持人是我邻居，有纠纷");
        ChairRequests.Request request = requests.of(id).getFirst();
        assertThat(requests.of(id)).hasSize(1);
        Officer head = city.officer("WJW/head");
        Officer chair = city.officer("SJ/head");
        time.set(CityTime.startOf(calendar.provisional().after(today(), 8)).plusSeconds(40_000));
        refused("procedure.hearing.chair-asked", () -> special.minutes(id, chair, "各方陈述", List.of("申请人")));
        refused("application.may-not.post", () -> special.decideOnChair(id, examiner(), request.id(), true, "属实"));
        refused("procedure.chair.because", () -> special.decideOnChair(id, head, request.id(), true, " "));

        special.decideOnChair(id, head, request.id(), true, "情况属实");

        assertThat(hearings.find(id).orElseThrow().schedule()).isNull();
        assertThat(told(id, "chair-decided:" + request.id())).isTrue();
        refused("procedure.hearing.chair", () -> schedule(id, 8, ""));
    }

    private void schedule(CaseId id, int workingDays, String reason) {
        LocalDate day = calendar.provisional().after(today(), workingDays);
        special.schedule(
                id,
                examiner(),
                CityTime.startOf(day).plusSeconds(36_000),
                "市民中心三楼",
                city.at("SJ/head").id(),
                reason);
    }

    /** A hygiene case, ready to be decided, whose applicant asked for a hearing. */
    private CaseId asked() {
        CaseId id = city.submitted(city.somebody(), HYGIENE).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        special.tell(id, examiner());
        special.choose(id, applicant(id), true);
        return id;
    }

    private UUID party(CaseId id) {
        special.tellParty(id, examiner(), "楼上住户", "15400000097", "", "通风口在窗下");
        return hearings.entitled(id).stream()
                .filter(Hearing.Entitled::party)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Object grant(CaseId id) {
        return desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new)
                .state();
    }

    private boolean told(CaseId id, String cause) {
        return !outbox.of(CITY, desk.find(id).applicant(), cause).isEmpty();
    }

    private Actor applicant(CaseId id) {
        Applicant applicant = desk.applicant(desk.find(id));
        return Actor.applicant(applicant.holder(), applicant.person());
    }

    private Officer examiner() {
        return city.officer("WJW/examiner");
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(RuleBroken.class).isThrownBy(call).returns(code, RuleBroken::code);
    }
}
