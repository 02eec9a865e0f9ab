package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.testing.Proves;

/** One case from the search to the certificate in a stranger's hands, told in every manner of using a browser. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StoryTest {

    private static final String ITEM = "public-place-hygiene";

    @Test
    @DisplayName("开理发店：从搜索到核验")
    @Proves({
        "M-CHN-21",
        "M-CAT-14",
        "M-INT-01",
        "M-INT-04",
        "M-INT-20",
        "M-APR-01",
        "M-APR-05",
        "M-CRT-01",
        "M-CRT-03",
        "M-STD-05",
        "M-IDA-01"
    })
    void inChinese(Hall hall) {
        story(hall, Manner.chinese(), Identity.citizen("陈晓禾", "629901199503124524"), "理发店");
    }

    @Test
    void inEnglish(Hall hall) {
        story(hall, Manner.english(), Identity.citizen("李安然", "629901198806210134"), "hairdresser");
    }

    @Test
    void withoutJavaScript(Hall hall) {
        story(hall, Manner.withoutScript(), Identity.citizen("王芳", "629901197911050262"), "开理发店");
    }

    @Test
    void withTheKeyboardOnly(Hall hall) {
        story(hall, Manner.byKeyboard(), Identity.citizen("赵海生", "629901196501180318"), "lifadian");
    }

    @Test
    @DisplayName("长辈版，手机上，企业经办人")
    void onAPhoneInElderMode(Hall hall) {
        story(hall, Manner.elderOnPhone(), Identity.firm("91629901MA9900D476", "629901198211200199"), "理髮店");
    }

    private static void story(Hall hall, Manner manner, Identity identity, String query) {
        String number;
        String code;
        byte[] certificate;
        try (var portal = hall.guest(manner)) {
            var applicant =
                    new Applicant(portal, identity).wants("place-kind", "hair").wants("air-conditioning", "none");

            applicant.comesToTheDoor().searches(query).opensTheGuide(ITEM);
            seesTheEightDisclosures(portal);

            applicant.beginsTheApplication(ITEM).answersEverything();
            number = applicant.handsIn();
            seesTheReceipt(portal, number);

            theWindowReceivesAndTheDepartmentAccepts(hall, manner, number);
            aStrangerAsksHowFarItIs(hall, manner, number, identity.tail());
            theDepartmentsReview(hall, manner, number);
            theChiefGrantsAndTheWindowHandsOver(hall, manner, number);

            applicant.opensTheCase(number);
            seesTimelineAndClocks(portal);
            certificate = portal.download("a[href$='/licence']");
            assertThat(new String(certificate, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
            String verify = portal.find("main a[href^='/verify/']").first().getAttribute("href");
            code = verify.substring(verify.lastIndexOf('/') + 1);
        }
        aStrangerVerifies(hall, manner, code, certificate);
    }

    private static void seesTheEightDisclosures(Guest portal) {
        assertThat(portal.find("main .ym-guide > div > section > h2").allInnerTexts())
                .as("eight headings, the contact, questions")
                .hasSizeGreaterThanOrEqualTo(9);
        assertThat(portal.find(".ym-chart svg").count()).as("the flow chart").isPositive();
        assertThat(portal.find("#contact ~ dl a[href^='tel:']").count()).isPositive();
    }

    private static void seesTheReceipt(Guest portal, String number) {
        assertThat(number).isNotBlank();
        assertThat(portal.sees(portal.say("portal.receipt.promised"))).isTrue();
        assertThat(portal.sees(portal.say("portal.receipt.complain"))).isTrue();
        assertThat(portal.find(".ym-receipt__qr svg").count()).isEqualTo(1);
    }

    /** A clerk of the centre receives for every department; the department's own clerk, who finds it in his inbox, accepts. */
    private static void theWindowReceivesAndTheDepartmentAccepts(Hall hall, Manner manner, String number) {
        try (var window = Clerk.atWork(hall, "zx.window1", manner);
                var clerk = Clerk.atWork(hall, "wjw.window", manner)) {
            window.finds(number);
            assertThat(window.isOffered("notice-defects"))
                    .as("who receives gives no notice")
                    .isFalse();
            window.doesTheUsual("receive");
            assertThat(window.isOffered("receive")).as("once").isFalse();

            assertThat(clerk.hasInTheInbox(number)).isTrue();
            clerk.finds(number).doesTheUsual("accept");
            assertThat(clerk.hasInTheInbox(number)).isFalse();
        }
    }

    private static void theDepartmentsReview(Hall hall, Manner manner, String number) {
        try (var health = Clerk.atWork(hall, "wjw.examiner1", manner);
                var market = Clerk.atWork(hall, "sj.examiner1", manner)) {
            health.finds(number).turnsTo("start-step").sends("start-step");
            health.surveys().turnsTo("finish-step");
            health.guest().type("#finding", health.guest().manner().isEnglish() ? "As drawn on the plan" : "与平面图一致");
            health.sends("finish-step");

            // Side by side: neither waits for the other.
            assertThat(health.hasInTheInbox(number)).isTrue();
            assertThat(market.hasInTheInbox(number)).isTrue();
            market.finds(number).doesTheUsual("review");
            health.finds(number).doesTheUsual("review");
        }
    }

    private static void theChiefGrantsAndTheWindowHandsOver(Hall hall, Manner manner, String number) {
        try (var clerk = Clerk.atWork(hall, "zx.window1", manner);
                var chief = Clerk.atWork(hall, "wjw.chief", manner)) {
            clerk.finds(number);
            assertThat(clerk.isOffered("grant"))
                    .as("who accepted does not decide")
                    .isFalse();

            chief.finds(number).doesTheUsual("grant");
            chief.doesTheUsual("issue");

            clerk.finds(number).handsOver();
        }
    }

    private static void seesTimelineAndClocks(Guest portal) {
        assertThat(portal.find(".ym-line > li").count())
                .as("entries of the timeline")
                .isGreaterThan(5);
        portal.unfold(".ym-clock details summary");
        assertThat(portal.find(".ym-why table").first().isVisible()).isTrue();
    }

    private static void aStrangerVerifies(Hall hall, Manner manner, String code, byte[] certificate) {
        try (var stranger = hall.guest(manner)) {
            new Applicant(stranger, Identity.citizen("", "0000")).comesToTheDoor();
            stranger.goTo("/verify");
            stranger.type("#code", code);
            stranger.press("main form[method='get'] button");
            assertThat(stranger.text("main h1")).isEqualTo(stranger.say("portal.verify.genuine-valid"));

            checks(stranger, certificate);
            assertThat(stranger.text("main h1")).isEqualTo(stranger.say("portal.verify.genuine-valid"));

            byte[] altered = certificate.clone();
            altered[altered.length / 2] ^= 1;
            checks(stranger, altered);
            assertThat(stranger.text("main h1")).isEqualTo(stranger.say("portal.verify.altered"));
        }
    }

    private static void checks(Guest stranger, byte[] file) {
        stranger.goTo("/verify");
        stranger.attach("#file", "certificate.pdf", "application/pdf", file);
        stranger.press("main form[enctype] button");
    }

    private static void aStrangerAsksHowFarItIs(Hall hall, Manner manner, String number, String tail) {
        try (var stranger = hall.guest(manner)) {
            new Applicant(stranger, Identity.citizen("", "0000")).comesToTheDoor();
            Applicant.asksForProgress(stranger, number, tail);
            assertThat(stranger.path()).startsWith("/progress/t/");
            assertThat(stranger.sees(number)).isTrue();
            assertThat(stranger.find(".ym-facts dt").allInnerTexts())
                    .contains(
                            stranger.say("application.progress.with"),
                            stranger.say("application.progress.days-used"),
                            stranger.say("application.progress.days-left"),
                            stranger.say("application.progress.promised-by"));
            assertThat(stranger.find(".ym-clocks").count()).isEqualTo(1);
        }
    }
}
