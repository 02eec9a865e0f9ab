package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.AbstractApplicationContext;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.audit.LogBehind;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Letters;
import org.yimen.organisation.Right;
import org.yimen.portal.Browser;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 存证日志: while it stands still nothing grave is done beside commands either, and nothing leaves before its line is in it. */
@HallTest
class FailClosedPagesTest {

    private static final String BEHIND = "暂停办理";
    private static final String ENTERING = "正在写入存证日志";

    @Autowired
    private AbstractApplicationContext application;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseViews views;

    @Autowired
    private Accesses accesses;

    @Autowired
    private AuditLog audit;

    @Autowired
    private Letters letters;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private TestTime time;

    @LocalServerPort
    private int port;

    private CaseId id = new CaseId(DeskPages.CITY, new UUID(0, 0));
    private UUID applicant = id.value();
    private String base = "";
    private String paper = "";

    @BeforeEach
    void aCaseThatIsExamined() {
        Applicant somebody = city.somebody();
        applicant = somebody.person();
        id = city.submitted(somebody, "public-place-hygiene").id();
        base = "/desk/cases/" + id.value();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        paper = views.view(id, city.at("WJW/chief")).history().stream()
                .flatMap(entry -> Stream.ofNullable(entry.paper()))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }

    @AfterEach
    void theLogGoesOn() {
        for (String bean : List.of("sequencer", "cosigner")) {
            if (!thread(bean).isRunning()) {
                thread(bean).start();
            }
        }
    }

    @Test
    @Proves({"M-IDA-06", "M-IDA-07"})
    void whileNobodySequencesNothingIsShownAndNoRightChanges() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        Letter letter = pages.letter(pages.newcomer("WJW/chief"), "WJW", Set.of(Right.DECIDE));
        var person = people.register("登录人", TestNumbers.citizen(), "15400000033", passwords.hash("Yimen-2026-test"));
        thread("sequencer").stop();
        Thread.sleep(5_300);

        Answer shown = show(examiner);
        Answer opened = examiner.open(base + "/papers/" + paper);
        Answer withdrawn =
                pages.at("wjw.head").proven("/desk/letters/withdrawal", "number", letter.number(), "reason", "轮岗，收回授权");

        for (Answer refused : List.of(shown, opened, withdrawn)) {
            assertThat(refused.status()).isEqualTo(503);
        }
        assertThat(shown.body()).contains(BEHIND);
        assertThat(withdrawn.body()).contains(BEHIND);
        assertThat(looks()).doesNotContain(Access.Kind.UNMASKED);
        assertThat(letters.in(DeskPages.CITY))
                .filteredOn(each -> each.number().equals(letter.number()))
                .allMatch(each -> each.withdrawnOn() == null);
        assertThat(Browser.signedIn(port, person, "Yimen-2026-test").open("/me").statusCode())
                .as("whoever must repair comes in")
                .isEqualTo(200);

        thread("sequencer").start();
        assertThat(show(examiner).status()).isEqualTo(200);
    }

    @Test
    @Proves("M-OTH-03")
    void whatIsGraveIsRefusedByItsKindAndSignInsAndTheProgramAreNot() throws Exception {
        String somebody = UUID.randomUUID().toString();
        thread("sequencer").stop();
        Thread.sleep(5_300);

        for (String kind : List.of(
                "delivery.label",
                "document.seal-entered",
                "document.seal-stopped",
                "identity.delegation-offered",
                "identity.machine-secret-changed",
                "identity.own-data-exported",
                "identity.unmasked",
                "organisation.letter-granted",
                "organisation.post-given")) {
            assertThatExceptionOfType(LogBehind.class)
                    .as(kind)
                    .isThrownBy(() -> audit.record(DeskPages.CITY, somebody, kind, "x", Map.of()));
        }
        for (Exports.Lines lines : Exports.Lines.values()) {
            assertThatExceptionOfType(LogBehind.class)
                    .as(lines.kind())
                    .isThrownBy(() -> audit.record(DeskPages.CITY, somebody, lines.kind(), "x", Map.of()));
        }
        for (String kind : List.of("identity.signed-in", "identity.signed-out", "organisation.cover-taken")) {
            assertThatNoException()
                    .as(kind)
                    .isThrownBy(() -> audit.record(DeskPages.CITY, somebody, kind, "x", Map.of()));
        }
        assertThatNoException()
                .isThrownBy(() -> audit.record(DeskPages.CITY, "system", "organisation.post-taken", "x", Map.of()));
    }

    @Test
    @Proves("M-IDA-06")
    void withoutTheWitnessNoNumberNoPaperAndNoExportLeaves() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        Clerk supervisor = pages.at("zx.supervisor");
        thread("cosigner").stop();
        time.advance(Duration.ofMinutes(1));

        Answer shown = show(examiner);
        Answer opened = examiner.open(base + "/papers/" + paper);
        Answer exported = supervisor.proven("/desk/figures/cases", "of", "accepted", "period", "month");
        Answer answers = supervisor.proven("/desk/surveys/hall-satisfaction/file");
        Answer points = supervisor.proven("/desk/assessment/file");
        Answer ledger = supervisor.proven("/desk/problems/file");

        for (Answer refused : List.of(shown, opened, exported, answers, points, ledger)) {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains(ENTERING);
        }
        assertThat(exported.body()).doesNotContain("number,day,item");
        assertThat(looks()).as("that somebody wanted to see it is on record").contains(Access.Kind.UNMASKED);

        thread("cosigner").start();
        assertThat(show(examiner).status()).isEqualTo(200);
    }

    private Answer show(Clerk who) throws Exception {
        return who.proven(base + "/show", "key", UUID.randomUUID().toString(), "field", "number", "reason", "check");
    }

    private List<Access.Kind> looks() {
        return accesses.of(applicant, time.instant().plusSeconds(1), 20).stream()
                .map(Access::kind)
                .toList();
    }

    private SmartLifecycle thread(String bean) {
        return application.getBean(bean, SmartLifecycle.class);
    }
}
