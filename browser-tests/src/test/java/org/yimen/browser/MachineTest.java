package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.testing.Proves;

/** A visit at a machine in the hall, 1080 px wide as it stands there: card, cases, a form, finish, and nothing behind it. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MachineTest {

    private static final int WIDTH = 1080;
    private static final String ITEM = "public-place-hygiene";

    /** What a finger must hit, from a wheelchair too; a word in running text counts with its line. */
    private static final String TOO_SMALL = """
            () => [...document.querySelectorAll('main a, main button, main input:not([type=hidden]), main select, .k-low a, .k-finish')]
              .filter((one) => one.getClientRects().length && !one.closest('.govuk-radios__item, .govuk-checkboxes__item, p:not(.k-go), .govuk-skip-link'))
              .map((one) => [one, one.getBoundingClientRect()])
              .filter(([one, box]) => box.height < 59.5)
              .map(([one, box]) => Math.round(box.height) + ' px: ' + one.tagName + '.' + one.className + ' ' + one.innerText)
            """;

    private static final String RESULT = "a[href^='/kiosk/my/cases/'][href$='/result']";
    private static final String CASE = "a[href^='/kiosk/my/cases/']:not([href$='/result'])";

    @Test
    @Proves({"M-CHN-03", "M-IDA-02"})
    void inChinese(Hall hall) {
        visit(hall, new Manner(Locale.SIMPLIFIED_CHINESE, true, false, false, WIDTH), "");
    }

    @Test
    void inEnglish(Hall hall) {
        visit(hall, new Manner(Locale.ENGLISH, true, false, false, WIDTH), "?lang=en");
    }

    @Test
    void forElders(Hall hall) {
        visit(hall, new Manner(Locale.SIMPLIFIED_CHINESE, true, false, true, WIDTH), "?elder=on");
    }

    @Test
    void withoutScript(Hall hall) {
        visit(hall, new Manner(Locale.SIMPLIFIED_CHINESE, false, false, false, WIDTH), "");
    }

    @Test
    @Proves("M-CRT-11")
    void aResultIsPrintedAndTakenAndTheDeskReadsThatHeTookItHimself(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese());
                var chief = Clerk.atWork(hall, "sj.chief", Manner.chinese());
                var machine = hall.guest(new Manner(Locale.SIMPLIFIED_CHINESE, true, false, false, WIDTH))) {
            var trader = new Applicant(portal, Identity.citizen("郑一帆", "629901199302271173"))
                    .wants("premises-kind", "online");
            String number = trader.appliesFor("sole-trader-registration");
            clerk.finds(number).doesTheUsual("accept");
            chief.finds(number).doesTheUsual("grant").doesTheUsual("issue");

            machine.goTo("/kiosk").press("form[action='/kiosk/pair/trial'] button");
            machine.goTo("/kiosk").press(".k-acts .main a");
            machine.find("#card").selectOption("zheng");
            machine.press("form[action='/kiosk/card'] button");
            String waiting = hrefs(machine, RESULT).getFirst();
            machine.goTo(waiting);
            touchable(machine);
            assertThat(machine.sees(number)).isTrue();
            assertThat(machine.page()
                            .request()
                            .get(hall.origin() + waiting + "/paper")
                            .text())
                    .startsWith("%PDF-");
            assertThat(delivered(clerk, number)).as("printing serves nothing").isFalse();

            machine.press("form[action$='/result'] button");
            assertThat(machine.sees(machine.say("application.status.Delivered")))
                    .isTrue();
            machine.goTo("/kiosk/my");
            assertThat(hrefs(machine, RESULT)).as("nothing waits any more").doesNotContain(waiting);
            machine.press(".k-finish");

            assertThat(delivered(clerk, number)).isTrue();
            assertThat(clerk.guest().sees(clerk.guest().say("delivery.way.terminal")))
                    .isTrue();
            trader.opensTheCase(number);
            assertThat(portal.sees(portal.say("application.status.Delivered"))).isTrue();
        }
    }

    private static boolean delivered(Clerk clerk, String number) {
        Guest desk = clerk.finds(number).guest();
        return desk.sees(desk.say("application.status.Delivered"));
    }

    private static void visit(Hall hall, Manner manner, String switches) {
        try (var machine = hall.guest(manner)) {
            machine.goTo("/kiosk" + switches).press("form[action='/kiosk/pair/trial'] button");
            machine.goTo("/kiosk" + switches);
            touchable(machine);
            machine.press(".k-acts .main a");
            touchable(machine);
            machine.find("#card").selectOption("chen");
            machine.press("form[action='/kiosk/card'] button");
            assertThat(machine.path()).isEqualTo("/kiosk/my");
            touchable(machine);
            for (String waiting : hrefs(machine, RESULT)) {
                machine.goTo(waiting);
                touchable(machine);
                machine.goTo("/kiosk/my");
            }
            if (machine.find(CASE).count() > 0) {
                machine.press(CASE).press("a[href$='/receipt']");
                touchable(machine);
            }
            machine.goTo("/kiosk/items");
            machine.press("a[href='/kiosk/items/" + ITEM + "']").press("a[href='/kiosk/my/apply/" + ITEM + "']");
            machine.press("main form button");
            String draft = machine.path();
            for (String page : List.of("", "/question/phone", "/material/floor-plan", "/check")) {
                machine.goTo(draft + page);
                touchable(machine);
            }
            machine.goTo("/kiosk/my/code").press("main form button");
            assertThat(machine.text(".ym-receipt__no")).startsWith("YM-");
            machine.goTo("/kiosk/still-there?back=/kiosk/my");
            touchable(machine);
            machine.press("main a").press(".k-finish");
            assertThat(machine.path()).isEqualTo("/kiosk/over");

            machine.page().goBack();
            machine.page().waitForLoadState();
            assertThat(machine.sees("陈")).as("back shows nothing").isFalse();
            assertThat(machine.path()).isEqualTo("/kiosk");
            machine.goTo(draft);
            assertThat(machine.path()).as("nor does the address").isEqualTo("/kiosk");
        }
    }

    private static List<String> hrefs(Guest guest, String links) {
        return guest.find(links).all().stream()
                .map(link -> link.getAttribute("href"))
                .distinct()
                .toList();
    }

    private static void touchable(Guest machine) {
        assertThat((List<?>) machine.page().evaluate(TOO_SMALL))
                .as("too small to touch on " + machine.path())
                .isEmpty();
    }
}
