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

    /** More than there are to choose from. */
    private static final int MOST_ITEMS = 100;

    /** A quick typist's pace between two keys, thinking not counted. */
    private static final Duration PER_KEY = Duration.ofMillis(350);

    @Test
    @DisplayName("扫码收件：不用鼠标，三十秒")
    @Proves({"M-INT-01", "M-INT-02"})
    void theCommonestCaseTakesTheClerkThirtySecondsAndNoMouse(Hall hall) {
        try (var portal = hall.guest(Manner.onPhone());
                var clerk = Clerk.atWork(hall, "wjw.window", Manner.byKeyboard())) {
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

    @Test
    @DisplayName("不用鼠标：从首页到证照，一个字一个字地录入")
    void aCaseThatIsTypedInAtTheWindowGoesToItsCertificateWithoutAMouse(Hall hall) {
        var report = new StringBuilder();
        String number;
        try (var clerk = Clerk.atWork(hall, "wjw.window", Manner.byKeyboard())) {
            Guest hands = clerk.guest();
            var taken = new Effort(hands);
            hands.key("i").enter("629901198508151594").key("Enter");
            assertThat(hands.path()).startsWith("/desk/intake/of/");
            hands.tap("n");
            for (int i = 0; i < MOST_ITEMS && !hands.find("#item").inputValue().equals(ITEM); i++) {
                hands.tap("ArrowDown");
            }
            hands.tap("Tab").key("Enter");
            new Applicant(hands, Identity.citizen("徐长卿", "629901198508151594"))
                    .wants("place-kind", "hair")
                    .wants("air-conditioning", "none")
                    .answersEverything();
            report.append(taken.said("typed in"));
            var accepted = new Effort(hands);
            hands.key("1");
            assertThat(hands.path()).startsWith("/desk/cases/");
            number = hands.text(".ym-case__no").replaceAll("[^0-9A-Z-]", "");
            clerk.doesTheUsual("accept");
            report.append(accepted.said("handed in and accepted"));
        }
        reviewed(hall, number);
        try (var chief = Clerk.atWork(hall, "wjw.chief", Manner.byKeyboard())) {
            var decided = new Effort(chief.guest());
            chief.finds(number).doesTheUsual("grant").doesTheUsual("issue");
            report.append(decided.said("found, granted and issued"));
        }
        System.out.print(report);
    }

    private static void reviewed(Hall hall, String number) {
        try (var health = Clerk.atWork(hall, "wjw.examiner1", Manner.chinese());
                var market = Clerk.atWork(hall, "sj.examiner1", Manner.chinese())) {
            health.finds(number).turnsTo("start-step").sends("start-step");
            health.surveys().turnsTo("finish-step");
            health.guest().type("#finding", "与平面图一致");
            health.sends("finish-step");
            market.finds(number).doesTheUsual("review");
            health.finds(number).doesTheUsual("review");
        }
    }

    /** What somebody's hands did since, and how long the pages took. */
    private static final class Effort {

        private final Guest hands;
        private final int keys;
        private final int characters;
        private final long begun = System.nanoTime();

        Effort(Guest hands) {
            this.hands = hands;
            this.keys = hands.keys();
            this.characters = hands.characters();
        }

        String said(String what) {
            return "window, %s: %d keys, %d characters, machine %d ms%n"
                    .formatted(
                            what,
                            hands.keys() - keys,
                            hands.characters() - characters,
                            Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
    }
}
