package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;

/** What a step needs is examined by a body outside, and everybody reads where it is. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OutsideTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final byte[] REPORT = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    @DisplayName("委托第三方机构检测：抽取、接受、出具报告，申请人看得到在谁那里")
    void aLaboratoryIsDrawnTakesTheOrderOnAndReports(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var bench = hall.guest(Manner.withoutScript());
                var clerk = Clerk.atWork(hall, "wjw.window", Manner.chinese());
                var examiner = Clerk.atWork(hall, "wjw.examiner1", Manner.chinese())) {
            var owner = new Applicant(portal, Identity.citizen("孙雨桐", "629901199912310889"));
            String number = owner.appliesFor(HYGIENE);
            clerk.finds(number).doesTheUsual("accept");
            examiner.finds(number).turnsTo("start-step").sends("start-step");
            examiner.surveys().turnsTo("finish-step").guest().type("#finding", "与平面图一致");
            examiner.sends("finish-step");
            Guest desk = examiner.finds(number).guest();
            String file = desk.path();
            examiner.turnsTo("start-step").guest().choose("input[name=step][value=testing]");
            desk.type("#days", "10");
            examiner.sends("start-step");
            desk.goTo(file).press("main a[href$='/staff/testing']");
            desk.choose("input[name=staff] >> nth=0").choose("input[name=staff] >> nth=1");
            desk.press("main form[action$='/staff/testing'] button");

            desk.goTo(file).press("main a[href$='/engagements/testing']");
            desk.type("#what", "室内空气中的甲醛，按 GB 37488 检测").choose("input[name=way][value=draw]");
            desk.page().fill("#due", hall.now().toLocalDate().plusDays(7).toString());
            desk.press("main form[action$='/engagements/testing'] button");
            assertThat(desk.sees("安澜市清源检测有限公司")).isTrue();
            assertThat(desk.sees("等待机构接受")).isTrue();
            String order =
                    desk.text("section[aria-labelledby^='order-'] h2 small").replaceAll("(?s).*(WT\\w+).*", "$1");
            owner.opensTheCase(number);
            assertThat(portal.sees("安澜市清源检测有限公司")).as("with whom it is").isTrue();

            bench.goTo("/sign-in/enterprise");
            new Applicant(bench, Identity.firm("91629901MA9900T22E", "629901197110010359")).signsIn();
            bench.goTo("/me/engagements").press("main a:has-text('" + order + "')");
            assertThat(bench.sees(number))
                    .as("the body knows the order, not the case")
                    .isFalse();
            bench.press("main button[name=accepts][value=true]");
            bench.type("#number", "QY-2026-118").choose("input[name=conclusion][value=met]");
            bench.attach("#file", "report.pdf", "application/pdf", REPORT);
            bench.press("main form[action$='/report'] button");
            assertThat(bench.sees("QY-2026-118")).isTrue();

            portal.goTo(portal.path());
            assertThat(portal.sees("合格（符合要求）")).isTrue();
            examiner.finds(number).turnsTo("finish-step").guest().type("#finding", "报告合格");
            examiner.sends("finish-step");
            assertThat(examiner.hasInTheInbox(number))
                    .as("the examination goes on")
                    .isTrue();
        }
    }
}
