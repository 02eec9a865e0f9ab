package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.PdfText;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.document.SealedPapers;
import org.yimen.organisation.Staff;
import org.yimen.procedure.Assignments;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;

/** 两名以上工作人员: a test that the office makes itself ends with two names on its paper. */
@HallTest
class AssignmentPagesTest {

    private static final Staff NOBODY = new Staff(new UUID(0, 0), DeskPages.CITY, "", "", "", null);
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
    private SealedPapers papers;

    @Autowired
    private Assignments assignments;

    @Autowired
    private AuditLog audit;

    private CaseId id = new CaseId(DeskPages.CITY, new UUID(0, 0));
    private String staff = "";
    private Staff first = NOBODY;
    private Staff second = NOBODY;

    @BeforeEach
    void aTestThatRuns() {
        id = city.submitted(city.somebody(), HYGIENE).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.special(id, city.step(id, "survey"));
        desk.write(id, city.at("WJW/examiner"), City.key(), null, paper -> new Command.StartStep("testing", 3, paper));
        staff = "/desk/procedures/" + id.value() + "/staff/testing";
        first = pages.newcomer("WJW/examiner");
        second = pages.newcomer("WJW/examiner");
    }

    @Test
    @Law(value = "行政许可法 第五十五条第二款", rule = "Assignments: who inspects or tests for a licence are two or more, by name")
    void nothingEndsBeforeTwoAreNamedAndThePaperNamesThem() throws Exception {
        Clerk examiner = pages.at(first);
        assertThat(examiner.open("/desk/cases/" + id.value()).body()).contains(staff, "承办人员");
        assertThat(finish(examiner).body()).contains("要指派两名以上工作人员");
        assertThat(examiner.send(staff, "staff", id(first)).body()).contains("要指派两名以上工作人员");
        assertThat(examiner.send(staff, "staff", id(first), "staff", stranger()).body())
                .contains("只能指派本部门在岗的人");

        assertThat(examiner.send(staff, "staff", id(first), "staff", id(second)).status())
                .isEqualTo(303);
        examiner.send(staff, "staff", id(first), "staff", id(second));

        assertThat(assignments.of(id, "testing")).hasSize(2);
        assertThat(pages.at(second).open("/desk/talk").body()).contains("您被记为核查人之一");
        assertThat(finish(examiner).status()).isEqualTo(303);
        assertThat(desk.find(id).state()).isInstanceOf(State.Reviewing.class);
        UUID paper = views.view(id, city.at("WJW/examiner")).history().stream()
                .filter(entry -> entry.event() instanceof Event.StepFinished ended
                        && ended.step().equals("testing"))
                .map(entry -> Objects.requireNonNull(entry.paper()).id())
                .findFirst()
                .orElseThrow();
        assertThat(PdfText.of(papers.read(DeskPages.CITY, paper).orElseThrow())).contains("承办人员", first.name());
    }

    @Test
    void whoTookNoPartSaysSoAndDoesNotCount() throws Exception {
        Clerk examiner = pages.at(first);
        Clerk other = pages.at(second);
        assertThat(other.send(staff + "/absent", "reason", "没有去").status())
                .as("not named")
                .isEqualTo(422);
        examiner.send(staff, "staff", id(first), "staff", id(second));
        assertThat(other.open(staff).body()).contains("我没有参加");
        assertThat(other.send(staff + "/absent", "reason", " ").status()).isEqualTo(422);

        assertThat(other.send(staff + "/absent", "reason", "那天我在休假").status()).isEqualTo(303);
        other.send(staff + "/absent", "reason", "那天我在休假");

        assertThat(examiner.open(staff).body()).contains("本人说没有参加", "那天我在休假");
        assertThat(finish(examiner).status()).isEqualTo(422);
        assertThat(examiner.send(staff, "staff", id(first), "staff", id(second)).status())
                .as("he cannot be named again")
                .isEqualTo(422);
        assertThat(pages.at("wjw.head").open("/desk/talk").body()).contains("承办人员说没有参加");
        assertThat(Trail.of(audit, DeskPages.CITY, Set.of(Assignments.DENIED)))
                .filteredOn(entry -> entry.subject().equals(id.value().toString()))
                .hasSize(1);
        Staff third = pages.newcomer("WJW/examiner");
        assertThat(examiner.send(staff, "staff", id(first), "staff", id(third)).status())
                .isEqualTo(303);
        assertThat(finish(examiner).status()).isEqualTo(303);
    }

    @Test
    void onlyWhoRunsTheStepNamesThemAndNobodyNamesForAStepThatDoesNotRun() throws Exception {
        Clerk chief = pages.at("wjw.chief");
        assertThat(chief.open(staff).body()).doesNotContain("name=\"staff\"");
        assertThat(chief.send(staff, "staff", id(first), "staff", id(second)).status())
                .isEqualTo(422);
        assertThat(pages.at(pages.newcomer("SJ/examiner"))
                        .send(staff, "staff", id(first), "staff", id(second))
                        .status())
                .isIn(403, 422);
        assertThat(assignments.of(id, "testing")).isEmpty();
    }

    private Answer finish(Clerk clerk) throws Exception {
        return clerk.send(
                "/desk/cases/" + id.value() + "/do/finish-step",
                "key",
                City.key(),
                "seen",
                String.valueOf(desk.find(id).version()),
                "finding",
                "各项指标合格");
    }

    private String stranger() {
        return city.at("SJ/chief").id().toString();
    }

    private static String id(Staff somebody) {
        return somebody.id().toString();
    }
}
