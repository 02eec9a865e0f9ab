package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.testing.Proves;

/** A paper that cannot be replaced goes through the house and comes back. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OriginalsTest {

    @Test
    @Proves("M-INT-25")
    void aTitleDeedGoesToTheBackOfficeAndBackAndSheSeesWhereItIs(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var window = Clerk.atWork(hall, "zx.window2", Manner.withoutScript());
                var examiner = Clerk.atWork(hall, "sj.examiner1", Manner.chinese())) {
            var trader = new Applicant(portal, Identity.citizen("蒋文博", "629901198211200199"))
                    .wants("premises-kind", "online");
            String number = trader.appliesFor("sole-trader-registration");

            Guest counter = window.finds(number).guest();
            counter.press("main a[href$='/originals']");
            counter.type("#what", "不动产权证书").type("#sheets-other", "12");
            counter.press("main form[action$='/originals'] button");
            String label = counter.text("main tbody th a").strip();
            assertThat(label).matches("Y\\d{6}-\\d{5}-[A-Z]");

            scans(counter, "/desk/originals/hand-on?to=office/SJ", label);
            trader.opensTheCase(number);
            assertThat(portal.sees(label)).isTrue();
            assertThat(portal.sees("送往市场监管局后台")).isTrue();
            assertThat(portal.sees("姚远航")).as("no clerk's name").isFalse();

            scans(counter, "/desk/originals", label);
            assertThat(counter.status()).as("nobody confirms what he gave").isEqualTo(422);
            scans(examiner.guest(), "/desk/originals", label);
            portal.goTo(portal.path());
            assertThat(portal.sees("在市场监管局后台")).isTrue();

            scans(examiner.guest(), "/desk/originals/hand-on?to=window", label);
            scans(counter, "/desk/originals", label);
            counter.press("main tr:has-text('" + label + "') a");
            counter.press("main .ym-dl a[href$='/originals']");
            counter.choose("#original").choose("#looked");
            counter.press("main form[action$='/return'] button");
            portal.goTo(portal.path());
            assertThat(portal.sees("退还")).isTrue();
        }
    }

    /** The scanner types the number and presses Enter; the cursor is where it must be. */
    private static void scans(Guest clerk, String page, String label) {
        clerk.goTo(page);
        assertThat(clerk.find("#numbers").evaluate("field => field === document.activeElement"))
                .as("the cursor waits")
                .isEqualTo(true);
        clerk.page().keyboard().type(label.replace("-", ""));
        clerk.key("Enter");
    }
}
