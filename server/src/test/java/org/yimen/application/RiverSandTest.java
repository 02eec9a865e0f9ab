package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Step;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.notify.Message;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.procedure.Tender.Rank;
import org.yimen.procedure.Tender.Report;
import org.yimen.procedure.Tenders;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 河道采砂许可: an item whose places go by tender, from the bids to a licence and to refusals. */
@HallTest
class RiverSandTest {

    private static final String CITY = "629901";
    private static final String SAND = "river-sand-extraction";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private SpecialProcedures special;

    @Autowired
    private LimitedNumbers numbers;

    @Autowired
    private CaseViews views;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private Tenders tenders;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TestTime time;

    @Test
    @DisplayName("行政机关按照招标、拍卖程序确定中标人、买受人后，应当作出准予行政许可的决定")
    @Law(
            value = "行政许可法 第五十三条",
            rule = "Papers: who did not win is told that, with the report, and not that he met no condition")
    @Proves({"M-APR-14", "M-CAT-19"})
    void whoWinsIsGrantedAndWhoDoesNotIsRefusedForThatInWriting() {
        CaseId first = bidding();
        CaseId second = bidding();
        CaseId absent = bidding();
        CaseId otherLot = bidding();
        Officer examiner = city.officer("SL/examiner");
        Step step = city.step(first, "tender");
        assertThat(special.competing(desk.find(first), step))
                .extracting(CaseFile::id)
                .contains(first, second, absent, otherLot);

        var ranks = List.of(
                new Rank(second.value(), 1, "91.5 分"),
                new Rank(first.value(), 2, "84 分"),
                new Rank(absent.value(), 0, ""));
        var report = new Report("招评" + City.key().substring(0, 8), "公共资源交易中心", CityTime.day(time.instant()), 1, ranks);
        special.recordTender(first, examiner, "tender", UUID.randomUUID(), report);
        refused("procedure.tender.no-report", () -> finish(otherLot, "tender"));
        for (CaseId each : List.of(first, second, absent)) {
            publicised(each);
        }

        assertThat(Objects.requireNonNull(numbers.of(view(first)).orElseThrow().result())
                        .wins())
                .isFalse();
        refused("procedure.tender.not-won", () -> grants(first));
        refused("application.refuse.not-outbid", () -> refuses(second));
        refuses(first);
        refuses(absent);
        grants(second);

        assertThat(desk.find(first).state()).isInstanceOf(State.Refused.class);
        assertThat(desk.find(second).state()).isInstanceOf(State.Granted.class);
        assertThat(paper(first, PaperKind.REFUSAL))
                .contains("经招标、拍卖，没有中标（买受），决定不予", "依据：《行政许可法》第五十三条", report.number(), "第2名，名额1个")
                .contains("自知道之日起六十日内向安澜市人民政府申请行政复议", "六个月内向安澜市人民法院提起行政诉讼")
                .doesNotContain("不符合法定条件");
        assertThat(paper(absent, PaperKind.REFUSAL)).contains("未参加或者无效", "申请行政复议");
        assertThat(paper(second, PaperKind.GRANT)).contains(report.number(), "第1名", "中标（买受）");
        assertThat(papers.ofCase(CITY, first.value()))
                .as("what the loser reads names nobody else")
                .noneSatisfy(each -> assertThat(
                                PdfText.of(papers.read(CITY, each.id()).orElseThrow()))
                        .contains(desk.find(second).number()));
    }

    @Test
    @Law(value = "行政许可法 第五十三条", rule = "Competition: who misses a condition is refused for that, tender or not")
    void whoMissesAConditionIsRefusedForItAndNotForTheTender() {
        CaseId id = bidding();
        city.ranked(id, city.step(id, "tender"), 2);
        publicised(id);
        Actor chief = city.at("SL/chief");

        desk.write(
                id,
                chief,
                City.key(),
                null,
                paper -> new Command.Refuse(List.of("c2"), "方案影响行洪", "《河道管理条例》第二十五条", paper));

        assertThat(paper(id, PaperKind.REFUSAL)).contains("不符合法定条件、标准", "第2名").doesNotContain("经招标、拍卖，没有中标");
    }

    @Test
    @Law(value = "行政许可法 第五条", rule = "SpecialProcedures.recordTender: what is publicised and corrected hangs out anew")
    void whatSomebodyObjectedToIsCorrectedWhileItHangsOutAndHangsOutAnew() {
        CaseId one = bidding();
        CaseId other = bidding();
        Officer examiner = city.officer("SL/examiner");
        reports(one, new Rank(one.value(), 1, ""), new Rank(other.value(), 2, ""));
        for (CaseId each : List.of(one, other)) {
            finish(each, "tender");
            starts(each, "publicity", 3);
            city.hungOut(each, city.step(each, "publicity"));
        }

        reports(one, new Rank(one.value(), 0, ""), new Rank(other.value(), 1, ""));

        UUID correction = tenders.waiting(one).orElseThrow().id();
        refused("procedure.tender.unconfirmed", () -> finish(one, "publicity"));
        refused("procedure.tender.own", () -> special.confirmTender(one, examiner, "tender", correction));
        refused(
                "application.may-not.post",
                () -> special.confirmTender(one, city.officer("YC/chief"), "tender", correction));
        assertThat(outbox.inbox(CITY, city.officer("SL/chief").id(), null, 200))
                .extracting(Message::template)
                .contains("application.news.second-wanted");
        special.confirmTender(other, city.officer("SL/chief"), "tender", correction);

        assertThat(special.competing(desk.find(one), city.step(one, "tender")))
                .extracting(CaseFile::id)
                .contains(one, other);
        for (CaseId each : List.of(one, other)) {
            refused("procedure.publicity.running", () -> finish(each, "publicity"));
            city.hungOut(each, city.step(each, "publicity"));
            finish(each, "publicity");
        }
        refused("procedure.tender.not-won", () -> grants(one));
        grants(other);
        assertThatExceptionOfType(RuleBroken.class)
                .as("what is decided is not ranked again")
                .isThrownBy(() -> special.recordTender(
                        other, examiner, "tender", UUID.randomUUID(), report(new Rank(other.value(), 2, ""))));
    }

    private void reports(CaseId id, Rank... ranks) {
        special.recordTender(id, city.officer("SL/examiner"), "tender", UUID.randomUUID(), report(ranks));
    }

    private Report report(Rank... ranks) {
        return new Report("招评" + City.key(), "公共资源交易中心", CityTime.day(time.instant()), 1, List.of(ranks));
    }

    /** Somebody new, examined, whose tender runs. */
    private CaseId bidding() {
        CaseId id = city.accepted(city.somebody(), SAND).id();
        Actor examiner = city.at("SL/examiner");
        desk.act(id, examiner, City.key(), null, new Command.Review("SL", true, "方案可行"));
        starts(id, "tender", 20);
        return id;
    }

    private void starts(CaseId id, String step, int days) {
        desk.write(id, city.at("SL/examiner"), City.key(), null, paper -> new Command.StartStep(step, days, paper));
    }

    /** The tender ends, and its result hangs out for its days. */
    private void publicised(CaseId id) {
        finish(id, "tender");
        city.special(id, city.step(id, "publicity"));
        assertThat(desk.find(id).state()).isInstanceOf(State.Deciding.class);
    }

    private void finish(CaseId id, String step) {
        desk.write(
                id, city.at("SL/examiner"), City.key(), null, paper -> new Command.FinishStep(step + "：已经完成", paper));
    }

    private void grants(CaseId id) {
        desk.write(id, city.at("SL/chief"), City.key(), null, paper -> new Command.Grant(paper, List.of(), false));
    }

    private void refuses(CaseId id) {
        String basis = Competition.basis(desk.item(desk.find(id))).orElseThrow();
        desk.write(
                id,
                city.at("SL/chief"),
                City.key(),
                null,
                paper -> new Command.Refuse(List.of(), "没有中标，名额给了排在前面的", basis, paper));
    }

    private CaseView view(CaseId id) {
        return views.view(id, city.at("SL/chief"));
    }

    private String paper(CaseId id, PaperKind kind) {
        return PdfText.of(papers.ofCase(CITY, id.value()).stream()
                        .filter(each -> each.kind() == kind)
                        .findFirst()
                        .flatMap(each -> papers.read(CITY, each.id()))
                        .orElseThrow())
                .replaceAll("\\s", "");
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(RuleBroken.class).isThrownBy(act).returns(code, RuleBroken::code);
    }
}
