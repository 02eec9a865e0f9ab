package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.organisation.Staff;
import org.yimen.procedure.Namings;
import org.yimen.procedure.Namings.Naming;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.TestTime;

/** 受理之日起五日内指派两名以上工作人员: a clock of its own, which no special procedure stops. */
@HallTest
class NamingPagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Namings namings;

    @Autowired
    private TestTime time;

    private CaseId id = new CaseId(DeskPages.CITY, new UUID(0, 0));

    @BeforeEach
    void accepted() {
        id = city.submitted(city.somebody(), HYGIENE).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
    }

    @Test
    @Law(value = "行政许可法 第五十五条第二款", rule = "Namings: five working days from acceptance, whenever the test begins")
    void fiveWorkingDaysRunFromAcceptanceThoughTheStepBeginsLaterAndStopsTheOtherClocks() throws Exception {
        assertThat(naming().reading().dueOn()).isEqualTo(LocalDate.of(2026, 11, 25));
        assertThat(naming().certain()).as("a test that need not be is not late").isFalse();
        assertThat(pages.at("wjw.examiner1").open("/desk/cases/" + id.value()).body())
                .contains("指派承办人员（需要时）5 个工作日", "第五十五条第二款", "/staff/testing");

        city.special(id, city.step(id, "survey"));
        desk.write(id, city.at("WJW/examiner"), City.key(), null, paper -> new Command.StartStep("testing", 3, paper));

        assertThat(naming().certain()).isTrue();
        time.set(Instant.parse("2026-11-26T01:00:00Z"));
        assertThat(naming().reading().isLate()).isTrue();
        assertThat(namings.open(DeskPages.CITY, false, List.of("WJW")))
                .anyMatch(each -> each.caseId().equals(id.value()));
        assertThat(namings.remindOnce()).isPositive();
        assertThat(namings.remindOnce()).as("once").isZero();
        assertThat(pages.at("wjw.chief").open("/desk/talk").body()).contains("检验检测超过期限没有指派人员");
        assertThat(pages.at("wjw.chief").open("/desk/procedures").body()).contains("指派两名以上承办人员");
    }

    @Test
    void theyAreNamedBeforeTheStepBeginsAndWhoDeniesOpensItAgain() throws Exception {
        Staff first = pages.newcomer("WJW/examiner");
        Staff second = pages.newcomer("WJW/examiner");
        String staff = "/desk/procedures/" + id.value() + "/staff/testing";

        assertThat(pages.at(first)
                        .send(
                                staff,
                                "staff",
                                first.id().toString(),
                                "staff",
                                second.id().toString())
                        .status())
                .isEqualTo(303);

        assertThat(naming().namedOn()).isEqualTo(LocalDate.of(2026, 11, 18));
        assertThat(pages.at(second).send(staff + "/absent", "reason", "在休假").status())
                .isEqualTo(303);
        assertThat(naming().namedOn()).isNull();
        assertThat(pages.at(pages.newcomer("SJ/examiner"))
                        .send(
                                staff,
                                "staff",
                                first.id().toString(),
                                "staff",
                                second.id().toString())
                        .status())
                .isIn(403, 422);
    }

    private Naming naming() {
        return namings.find(id, "testing").orElseThrow();
    }
}
