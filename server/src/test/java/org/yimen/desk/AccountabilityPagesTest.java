package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.PdfText;
import org.yimen.casework.CaseId;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.supervision.Accountabilities;
import org.yimen.supervision.Accountability;
import org.yimen.supervision.SupervisionRefused;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 违诺追究: a promised date that passes opens a record once, which is explained and found upon, and stays. */
@HallTest
class AccountabilityPagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseViews views;

    @Autowired
    private Accountabilities accountabilities;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private Directory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-INT-20")
    void aMissedPromiseIsOpenedOnceExplainedAndFoundUpon() throws Exception {
        CaseId id = city.accepted(HYGIENE).id();
        assertThat(acceptance(id))
                .contains(
                        "承诺办结",
                        "责任人" + directory.staff(city.at("WJW/chief").id()).name(),
                        "监督投诉");
        var _ = accountabilities.openOnce();
        assertThat(accountabilities.of(id.region(), id.value())).as("in time").isEmpty();
        LocalDate promised = promised(id);

        time.advance(Duration.ofDays(21));
        assertThat(accountabilities.openOnce()).isPositive();
        var _ = accountabilities.openOnce();

        Accountability opened = of(id);
        assertThat(opened)
                .returns("WJW", Accountability::department)
                .returns(promised, Accountability::dueOn)
                .returns(city.at("WJW/chief").id(), Accountability::person);
        assertThat(opened.days()).isPositive();
        String at = "/desk/accountability/" + id.value();
        Clerk chief = pages.at("wjw.chief");
        Clerk supervisor = pages.at("zx.supervisor");
        assertThat(chief.open("/desk/accountability").body()).contains(at);
        assertThat(pages.at("sj.chief").open(at).status())
                .as("another department")
                .isEqualTo(404);
        assertThat(supervisor
                        .send(at + "/finding", "key", City.key(), "upheld", "true", "text", "没有理由")
                        .status())
                .as("before it could speak")
                .isEqualTo(422);
        assertThat(supervisor
                        .send(at + "/explanation", "key", City.key(), "text", "替人说明")
                        .status())
                .isEqualTo(422);
        assertThat(chief.send(at + "/explanation", "key", City.key(), "text", "系统检修")
                        .status())
                .isEqualTo(303);
        assertThat(chief.send(at + "/explanation", "key", City.key(), "text", "改口")
                        .status())
                .as("said once")
                .isEqualTo(422);
        assertThat(chief.send(at + "/finding", "key", City.key(), "upheld", "false", "text", "自己认定")
                        .status())
                .isEqualTo(422);
        assertThat(supervisor
                        .send(at + "/finding", "key", City.key(), "upheld", "true", "text", "检修应当提前安排")
                        .status())
                .isEqualTo(303);
        assertThat(supervisor.open(at).body()).contains("予以追究", "系统检修", "检修应当提前安排");

        String where = " where case_id = '" + id.value() + "'";
        for (String edit : new String[] {
            "delete from supervision.accountability" + where,
            "update supervision.accountability set reason = '改了'" + where,
            "update supervision.accountability set explanation = '改了'" + where
        }) {
            assertThatThrownBy(() -> jdbc.sql(edit).update()).as(edit).isNotNull();
        }
    }

    @Test
    @Proves("M-INT-20")
    void whatStopsTheClockMissesNothing() {
        CaseId id = city.accepted(HYGIENE).id();
        var steps = desk.item(desk.find(id)).plan().steps();
        city.special(id, steps.getFirst());
        var stops = steps.stream().filter(step -> step.stopsClock()).findFirst().orElseThrow();
        desk.write(
                id,
                city.at(stops.department() + "/examiner"),
                City.key(),
                null,
                paper -> new Command.StartStep(stops.code(), stops.mostDays(), paper));

        time.advance(Duration.ofDays(21));
        var _ = accountabilities.openOnce();

        assertThat(accountabilities.of(id.region(), id.value())).isEmpty();
    }

    @Test
    @Proves("M-INT-20")
    void nothingFollowsFromAProvisionalDate() {
        time.set(Instant.parse("2026-12-30T02:00:00Z"));
        CaseId id = city.accepted(HYGIENE).id();

        time.advance(Duration.ofDays(60));
        var _ = accountabilities.openOnce();

        assertThat(accountabilities.of(id.region(), id.value())).isEmpty();
    }

    @Test
    void ofTwoWhoFindAtOnceTheSecondIsToldAndNothingIsWrittenForHim() throws Exception {
        CaseId id = city.accepted(HYGIENE).id();
        time.advance(Duration.ofDays(21));
        var _ = accountabilities.openOnce();
        accountabilities.explain(directory.officer(city.at("WJW/chief").id(), time.instant()), id.value(), "系统检修");
        Staff first = pages.newcomer("ZX/supervisor");
        Staff second = pages.newcomer("ZX/supervisor");
        var held = new CountDownLatch(1);
        var go = new CountDownLatch(1);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> transaction.execute(_ -> {
                accountabilities.find(officer(first), id.value(), true, "第一位的认定");
                held.countDown();
                return await(go);
            }));
            assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
            var two = threads.submit(() -> accountabilities.find(officer(second), id.value(), false, "第二位的认定"));
            // He has read the record as it was by then, and waits for the row.
            Thread.sleep(500);
            go.countDown();
            assertThat(one.get()).isTrue();
            assertThatThrownBy(two::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            SupervisionRefused.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("supervision.accountability.found"));
        }

        assertThat(of(id).finding())
                .satisfies(found -> assertThat(found.reason()).isEqualTo("第一位的认定"));
        Clerk late = pages.at(second);
        var answer = late.send(
                "/desk/accountability/" + id.value() + "/finding",
                "key",
                City.key(),
                "upheld",
                "false",
                "text",
                "第二位的认定");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).as("what he wrote and what stands").contains("第二位的认定", "第一位的认定");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private Officer officer(Staff staff) {
        return directory.officer(staff.id(), time.instant());
    }

    private LocalDate promised(CaseId id) {
        return views.view(id, city.at("WJW/chief")).clocks().stream()
                .filter(clock -> clock.code().equals("promised"))
                .findFirst()
                .orElseThrow()
                .reading()
                .dueOn();
    }

    private Accountability of(CaseId id) {
        return accountabilities.of(id.region(), id.value()).orElseThrow();
    }

    private String acceptance(CaseId id) {
        return papers.ofCase(id.region(), id.value()).stream()
                .filter(each -> each.kind() == PaperKind.ACCEPTANCE)
                .map(each -> PdfText.of(papers.read(each.region(), each.id()).orElseThrow()))
                .findFirst()
                .orElseThrow();
    }
}
