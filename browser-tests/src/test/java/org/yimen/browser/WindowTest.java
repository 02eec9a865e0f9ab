package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.testing.Proves;

/** What a clerk at the window does with her hands: no mouse, one screen after the other, and few keys. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WindowTest {

    private static final String ITEM = "public-place-hygiene";

    /** A quick typist's pace between two keys, thinking not counted. */
    private static final Duration PER_KEY = Duration.ofMillis(350);

    @Test
    @DisplayName("扫码收件：不用鼠标，三十秒")
    @Proves({"M-INT-01", "M-INT-02"})
    void theCommonestCaseTakesTheClerkThirtySecondsAndNoMouse(Hall hall) {
        try (var portal = hall.guest(Manner.onPhone());
                var clerk = Clerk.atWork(hall, "zx.window2", Manner.byKeyboard())) {
            portal.goTo("/items/" + ITEM);
            new Applicant(portal, Identity.citizen("赵海生", "629901196501180318"))
                    .wants("place-kind", "hair")
                    .wants("air-conditioning", "none")
                    .beginsTheApplication(ITEM)
                    .answersEverything();
            portal.goTo("/me/code").press("main form[action='/me/code'] button");
            String code = portal.text(".ym-receipt__no").replace("-", "");

            Guest hands = clerk.guest();
            long begun = System.nanoTime();
            int keys = 0;
            hands.key("i");
            keys++;
            hands.page().keyboard().insertText(code);
            hands.key("Enter");
            int scanned = 1;
            assertThat(hands.path()).as("the scan opens what he filled in").endsWith("/check");
            hands.key("1");
            keys++;
            assertThat(hands.path()).startsWith("/desk/cases/");
            while (hands.find("input[data-tick]:not(:checked)").count() > 0) {
                hands.tap("c");
                keys++;
            }
            hands.key("1");
            keys++;
            Duration machine = Duration.ofNanos(System.nanoTime() - begun);

            assertThat(hands.path()).endsWith("?done=accept");
            Duration clerks = machine.plus(PER_KEY.multipliedBy(keys + scanned));
            System.out.printf("window: %d keys and 1 scan, machine %d ms%n", keys, machine.toMillis());
            assertThat(keys).isLessThanOrEqualTo(16);
            assertThat(clerks).isLessThan(Duration.ofSeconds(30));
        }
    }
}
