package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.testing.Proves;

/** What an open page of the staff does when it is over for its reader; nobody touches it meanwhile. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LivePageTest {

    private static final String OVER = "[data-live-over]";
    private static final String BUTTONS = "main form button";

    /** The page hears within a second; the rest is for the browser of a busy machine. */
    private static final Duration HEARD = Duration.ofSeconds(2);

    @Test
    @DisplayName("管理员被免职：打开着的管理后台页面一秒内说明并停用按钮")
    @Proves("M-IDA-07")
    void aDismissedAdministratorsOpenPageSaysSoAndOffersNoButton(Hall hall) {
        try (var admin = Clerk.atWork(hall, "sec.admin2", Manner.chinese())) {
            Guest page = admin.guest().goTo("/console/security/settings");
            assertThat(page.find(BUTTONS).first().isEnabled()).isTrue();
            listens(page);

            Runnable back = hall.dismisses("sec.admin2");
            try {
                over(page);
                assertThat(page.find(OVER).innerText()).contains(page.say("platform.desk.over"));
                assertThat(page.path()).isEqualTo("/console/security/settings");
                page.find("main form input:not([type=hidden])").first().press("Enter");
                assertThat(page.path()).as("not even by Enter").isEqualTo("/console/security/settings");
            } finally {
                back.run();
            }
        }
    }

    @Test
    @DisplayName("由管理员结束会话：打开着的工作台页面一秒内说明并停用按钮")
    void aPageWhoseSessionAnAdministratorEndsStops(Hall hall) {
        try (var clerk = Clerk.atWork(hall, "zx.window2", Manner.chinese());
                var admin = Clerk.atWork(hall, "sec.admin", Manner.chinese())) {
            Guest page = clerk.guest().goTo("/desk/intake");
            listens(page);
            Guest console = admin.guest().goTo("/console/security/accounts/" + hall.staff("zx.window2"));

            console.press("form[action$='/end-sessions'] button");

            over(page);
            assertThat(page.find("main form").count()).isPositive();
        }
    }

    /** Until its stream is open: before, nobody could tell it anything. */
    private static void listens(Guest page) {
        page.page().waitForTimeout(1000);
        assertThat(page.find(OVER).isVisible()).isFalse();
    }

    private static void over(Guest page) {
        page.find(OVER)
                .waitFor(new Locator.WaitForOptions()
                        .setState(WaitForSelectorState.VISIBLE)
                        .setTimeout((double) HEARD.toMillis()));
        for (Locator button : page.find(BUTTONS).all()) {
            assertThat(button.isDisabled()).isTrue();
        }
    }
}
