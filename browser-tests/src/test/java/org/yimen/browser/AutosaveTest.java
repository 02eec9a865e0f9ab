package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.testing.Proves;

/** What somebody types is kept: on reload, on going back, when his session ends, and at another device. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AutosaveTest {

    private static final String RETAIL = "tobacco-retail";
    private static final String ANSWER = "main form[action*='/question/'] [name='answer']";

    /** Milliseconds: two seconds after the last key, and one for a busy machine. */
    private static final double PAUSED = 3000;

    private static final String TYPED = "榕树下理发店";

    @Test
    @DisplayName("填到一半刷新、后退、退出、换一台设备，填过的都还在")
    @Proves("M-INT-04")
    void whatWasTypedIsThereAfterReloadBackSignOutAndElsewhere(Hall hall) {
        var identity = Identity.citizen("罗子轩", "629901200506181714");
        try (var portal = hall.guest(Manner.chinese());
                var phone = hall.guest(Manner.chinese())) {
            portal.goTo("/items/" + RETAIL);
            new Applicant(portal, identity).beginsTheApplication(RETAIL);
            String draft = portal.path().replaceFirst("\\?.*", "");
            String question = draft + "/question/shop-name";
            portal.goTo(question);

            portal.page()
                    .waitForResponse(
                            answer -> answer.url().contains("/answers?single=shop-name") && answer.ok(),
                            () -> portal.type(ANSWER, TYPED).tap("Tab"));

            // The tab remembers on its own too; without its memory only what the server has is shown.
            portal.page().evaluate("sessionStorage.clear()");
            portal.goTo(question);
            assertThat(portal.find(ANSWER).first().inputValue()).isEqualTo(TYPED);
            portal.goTo(draft);
            portal.page().goBack();
            assertThat(portal.find(ANSWER).first().inputValue()).isEqualTo(TYPED);
            portal.page().context().clearCookies();
            portal.goTo(question);
            assertThat(portal.path()).as("his session is over").startsWith("/sign-in");

            phone.goTo("/sign-in");
            new Applicant(phone, identity).signsIn();
            phone.goTo(question);
            assertThat(phone.find(ANSWER).first().inputValue()).isEqualTo(TYPED);
        }
    }

    @Test
    @DisplayName("停下来两秒之内就存好，不用离开这一格；没存上说没存上，恢复后自己补存")
    @Proves("M-INT-04")
    void aPauseSavesAndWhatCouldNotBeSavedIsSentAgain(Hall hall) {
        var identity = Identity.citizen("罗子轩", "629901200506181714");
        try (var portal = hall.guest(Manner.chinese())) {
            portal.goTo("/items/" + RETAIL);
            new Applicant(portal, identity).beginsTheApplication(RETAIL);
            String question = portal.path().replaceFirst("\\?.*", "") + "/question/shop-name";
            portal.goTo(question);
            var field = portal.find(ANSWER).first();

            field.fill("");
            field.pressSequentially("榕树");
            portal.page()
                    .waitForResponse(
                            answer -> answer.url().contains("/answers?single=shop-name") && answer.ok(),
                            new Page.WaitForResponseOptions().setTimeout(PAUSED),
                            () -> {});
            assertThat(field.evaluate("field => field === document.activeElement"))
                    .as("nobody has left the field")
                    .isEqualTo(true);

            portal.cutsTheLine("**/answers?single=*");
            field.pressSequentially("下理发店");
            portal.find("[data-saved]:has-text('还没有保存')").first().waitFor();
            portal.mendsTheLine("**/answers?single=*");
            portal.find("[data-saved]:has-text('已保存')").first().waitFor();

            portal.page().evaluate("sessionStorage.clear()");
            portal.goTo(question);
            assertThat(portal.find(ANSWER).first().inputValue()).isEqualTo(TYPED);
        }
    }

    @Test
    @DisplayName("没有脚本的浏览器，每页提交一次，提交过的都还在")
    @Proves("M-INT-04")
    void withoutScriptEachPageKeepsWhatItSent(Hall hall) {
        try (var portal = hall.guest(Manner.withoutScript())) {
            portal.goTo("/items/" + RETAIL);
            new Applicant(portal, Identity.citizen("阿依古丽", "629901199704101847")).beginsTheApplication(RETAIL);
            String question = portal.path().replaceFirst("\\?.*", "") + "/question/shop-name";
            portal.goTo(question);
            portal.type(ANSWER, TYPED).send("main form[action*='/question/'] button");

            portal.goTo(question);

            assertThat(portal.find(ANSWER).first().inputValue()).isEqualTo(TYPED);
        }
    }
}
