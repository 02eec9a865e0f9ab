package org.yimen.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Applicant;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Step;
import org.yimen.notify.Message;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.procedure.Tender.Rank;
import org.yimen.procedure.Tender.Report;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;
import org.yimen.time.TimeLimit;

/** 招标、拍卖: the report ranks, whoever came first. */
@HallTest
class TendersTest {

    private static final String ITEM = "tobacco-retail";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Runs runs;

    @Autowired
    private Tenders tenders;

    @Autowired
    private Proceedings proceedings;

    @Autowired
    private Outbox outbox;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    /** Of a step that no other test has. */
    private final Step step = new Step(
            "tender-" + UUID.randomUUID(),
            Text.of("招标"),
            Plan.Procedure.TENDER,
            "YC",
            TimeLimit.workingDays(20),
            true,
            "行政许可法 第五十三条",
            true);

    @Test
    @DisplayName("行政机关按照招标、拍卖程序确定中标人、买受人后，应当作出准予行政许可的决定")
    @Law(value = "行政许可法 第五十三条", rule = "Tenders: places go by the report of the tender, whoever was received first")
    @Proves("M-APR-14")
    void theReportRanksAndNotTheMomentOfReceipt() {
        Matter first = bidder();
        Matter second = bidder();
        Matter absent = bidder();
        assertThat(proceedings.lost(first.id())).hasValue("procedure.tender.no-report");
        assertThat(tenders.waiting("629901", step, List.of()))
                .containsExactlyInAnyOrder(first.id(), second.id(), absent.id());
        UUID key = UUID.randomUUID();
        var report = report(new Rank(id(first), 2, "82.5"), new Rank(id(second), 1, "91"), new Rank(id(absent), 0, ""));

        tenders.record(key, step, List.of(first, second, absent), report, by());
        tenders.record(key, step, List.of(first, second, absent), report, by());

        assertThat(proceedings.lost(second.id())).isEmpty();
        assertThat(proceedings.lost(first.id())).hasValue("procedure.tender.not-won");
        assertThat(proceedings.lost(absent.id())).hasValue("procedure.tender.not-won");
        assertThat(tenders.report(first.id()).orElseThrow().ranks())
                .extracting(Rank::caseId)
                .containsExactly(id(second), id(first), id(absent));
        assertThat(told(first)).containsExactly("procedure.news.tender-not-won");
        assertThat(told(second)).containsExactly("procedure.news.tender-won");
        assertThat(told(absent)).containsExactly("procedure.news.tender-out");
        assertThat(Trail.of(audit, "629901", List.of(Tenders.REPORTED)))
                .filteredOn(entry -> entry.subject().equals(key.toString()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail().get("ranks")).contains(second.number() + ":1"));
    }

    @Test
    void aStepOfATenderEndsWithItsReportOnlyAndALaterOneCountsOnceASecondOfficerConfirmsIt() {
        Matter one = bidder();
        Matter other = bidder();
        assertThat(proceedings.wanting(one.id(), one.item(), step)).hasValue("procedure.tender.no-report");
        tenders.record(
                UUID.randomUUID(),
                step,
                List.of(one, other),
                report(new Rank(id(one), 1, ""), new Rank(id(other), 2, "")),
                by());
        assertThat(proceedings.wanting(one.id(), one.item(), step)).isEmpty();

        UUID key = UUID.randomUUID();
        var turned = report(new Rank(id(one), 2, ""), new Rank(id(other), 1, ""));

        tenders.record(key, step, List.of(one, other), turned, by());

        assertThat(proceedings.lost(one.id())).as("as it was").isEmpty();
        assertThat(proceedings.lost(other.id())).hasValue("procedure.tender.not-won");
        assertThat(proceedings.wanting(one.id(), one.item(), step)).hasValue("procedure.tender.unconfirmed");
        assertThat(told(other)).containsExactly("procedure.news.tender-not-won");
        refused("procedure.tender.own", () -> confirm(key, by(), one, other));
        refused("procedure.tender.unconfirmed", () -> record(List.of(one), new Rank(id(one), 1, "")));
        assertThat(tenders.record(key, step, List.of(one, other), turned, by()))
                .as("the same once more")
                .isFalse();

        confirm(key, second(), one, other);
        confirm(key, second(), one, other);

        assertThat(proceedings.lost(one.id())).hasValue("procedure.tender.not-won");
        assertThat(proceedings.lost(other.id())).isEmpty();
        assertThat(proceedings.wanting(one.id(), one.item(), step)).isEmpty();
        assertThat(told(other)).containsExactlyInAnyOrder("procedure.news.tender-not-won", "procedure.news.tender-won");
        assertThat(Trail.of(audit, "629901", List.of("procedure.tender-proposed", "procedure.tender-confirmed")))
                .filteredOn(entry -> entry.subject().equals(key.toString()))
                .extracting(entry -> entry.actor())
                .containsExactlyInAnyOrder(by().toString(), second().toString());
    }

    @Test
    void whatASecondOfficerDeclinesNeverCountsAndMayComeAgain() {
        Matter one = bidder();
        record(List.of(one), new Rank(id(one), 1, ""));
        var turned = report(new Rank(id(one), 2, ""));
        UUID key = UUID.randomUUID();
        tenders.record(key, step, List.of(one), turned, by());

        refused("procedure.tender.reason", () -> tenders.decline("629901", key, step, " ", second()));
        tenders.decline("629901", key, step, "报告里没有这一条", second());

        assertThat(proceedings.lost(one.id())).isEmpty();
        assertThat(proceedings.wanting(one.id(), one.item(), step)).isEmpty();
        refused("procedure.tender.not-waiting", () -> confirm(key, second(), one));
        UUID again = UUID.randomUUID();
        tenders.record(again, step, List.of(one), turned, by());
        Matter stranger = bidder();
        refused("procedure.tender.not-here", () -> confirm(again, second(), stranger));
        confirm(again, second(), one);
        assertThat(proceedings.lost(one.id())).hasValue("procedure.tender.not-won");
    }

    @Test
    void aCorrectionNamesEveryCaseOfTheReportThatItCorrects() {
        Matter one = bidder();
        Matter other = bidder();
        Matter newcomer = bidder();
        List<Matter> all = List.of(one, other, newcomer);
        record(all, new Rank(id(one), 1, ""), new Rank(id(other), 2, ""));

        refused("procedure.tender.left-out", () -> record(all, new Rank(id(other), 1, "")));
        assertThat(proceedings.wanting(other.id(), other.item(), step))
                .as("nothing waits")
                .isEmpty();

        UUID key = UUID.randomUUID();
        var whole = report(new Rank(id(one), 2, ""), new Rank(id(other), 1, ""));
        assertThat(tenders.record(key, step, all, whole, by())).isFalse();
        confirm(key, second(), one, other, newcomer);
        assertThat(all)
                .as("as many win as there are places")
                .filteredOn(each -> proceedings.lost(each.id()).isEmpty())
                .containsExactly(other);
    }

    @Test
    void twoAtOnceAreNotBothTheFirst() throws Exception {
        Matter one = bidder();
        Callable<Boolean> wins =
                () -> tenders.record(UUID.randomUUID(), step, List.of(one), report(new Rank(id(one), 1, "")), by());
        Callable<Boolean> loses =
                () -> tenders.record(UUID.randomUUID(), step, List.of(one), report(new Rank(id(one), 2, "")), by());

        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> both = threads.invokeAll(List.of(wins, loses));

            assertThat(List.of(both.getFirst().get(), both.getLast().get())).containsExactlyInAnyOrder(true, false);
        }
    }

    private void confirm(UUID report, UUID by, Matter... matters) {
        var _ = tenders.confirm("629901", report, step, List.of(matters), by);
    }

    private UUID second() {
        return city.at("YC/chief").id();
    }

    @Test
    void whatDoesNotAddUpIsRefused() {
        Matter one = bidder();
        Matter other = bidder();
        Matter stranger = bidder();
        List<Matter> both = List.of(one, other);

        refused("procedure.tender.nobody", () -> record(both, new Rank(id(one), 0, "")));
        refused(
                "procedure.tender.rank-twice",
                () -> record(both, new Rank(id(one), 1, ""), new Rank(id(other), 1, "")));
        refused("procedure.tender.rank", () -> record(both, new Rank(id(one), 1, ""), new Rank(id(other), -1, "")));
        refused(
                "procedure.tender.not-here",
                () -> record(both, new Rank(id(one), 1, ""), new Rank(id(stranger), 2, "")));
        refused("procedure.tender.offer", () -> record(both, new Rank(id(one), 1, City.CITIZEN)));
        var tomorrow = new Report("A-1", "公共资源交易中心", today().plusDays(1), 1, List.of(new Rank(id(one), 1, "")));
        refused("procedure.tender.held-on", () -> tenders.record(UUID.randomUUID(), step, both, tomorrow, by()));
        var none = new Report("A-1", "公共资源交易中心", today(), 0, List.of(new Rank(id(one), 1, "")));
        refused("procedure.tender.places", () -> tenders.record(UUID.randomUUID(), step, both, none, by()));
        var report = report(new Rank(id(one), 1, ""));
        tenders.record(UUID.randomUUID(), step, both, report, by());
        refused("procedure.tender.known", () -> tenders.record(UUID.randomUUID(), step, both, report, by()));
    }

    @Test
    void aKeyStandsForOneReport() {
        Matter one = bidder();
        Matter other = bidder();
        UUID key = UUID.randomUUID();
        tenders.record(key, step, List.of(one), report(new Rank(id(one), 1, "")), by());

        refused(
                "platform.key.reused",
                () -> tenders.record(key, step, List.of(one), report(new Rank(id(one), 2, "")), by()));
        refused(
                "platform.key.reused",
                () -> tenders.record(key, step, List.of(other), report(new Rank(id(other), 1, "")), by()));
    }

    private void record(List<Matter> matters, Rank... ranks) {
        tenders.record(UUID.randomUUID(), step, matters, report(ranks), by());
    }

    private Report report(Rank... ranks) {
        return new Report(
                "中标〔2026〕" + UUID.randomUUID().toString().substring(0, 8), "公共资源交易中心", today(), 1, List.of(ranks));
    }

    private Matter bidder() {
        Applicant applicant = city.somebody();
        var file = city.submitted(applicant, ITEM);
        runs.started(file.id(), step, 10, today());
        return new Matter(
                file.id(),
                file.number(),
                applicant.holder(),
                applicant.person(),
                desk.item(file),
                applicant.number(),
                null);
    }

    private List<String> told(Matter matter) {
        return outbox.inbox("629901", matter.holder(), null, 50).stream()
                .map(Message::template)
                .filter(template -> template.startsWith("procedure.news.tender"))
                .toList();
    }

    private static UUID id(Matter matter) {
        CaseId id = matter.id();
        return id.value();
    }

    private UUID by() {
        return city.at("YC/examiner").id();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(ProcedureRefused.class).isThrownBy(call).returns(code, ProcedureRefused::code);
    }
}
