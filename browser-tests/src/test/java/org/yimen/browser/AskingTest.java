package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.testing.Proves;

/** Who is not sure asks: before handing in whether it is right, and afterwards whatever he wants to know. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AskingTest {

    private static final String SOLE_TRADER = "sole-trader-registration";
    private static final String RATE = "section[aria-labelledby=rate] a[href^='/me/ratings/']";
    private static final byte[] LEASE =
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Lang(zh)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
                    .getBytes(StandardCharsets.US_ASCII);

    @Test
    @DisplayName("预审：自愿申请，一次说清要改什么，改好再看，通过后自己提交，时限从提交那天起算")
    @Proves("M-INT-03")
    void aDraftIsLookedAtMendedAndPassesAndTheClockStartsWhenItIsHandedIn(Hall hall) {
        var identity = Identity.citizen("何秀英", "62990119560323022X");
        ZonedDateTime later = hall.now().plusDays(2);
        String check;
        try (var portal = hall.guest(Manner.elderOnPhone());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese())) {
            portal.goTo("/items/" + SOLE_TRADER);
            var trader = new Applicant(portal, identity).wants("premises-kind", "rented");
            trader.beginsTheApplication(SOLE_TRADER).answersEverything();
            check = portal.path();
            String draft = check.split("/", -1)[3];
            portal.press("main form[action$='/pre-check'] button");
            assertThat(portal.find("main form[action$='/take-back']").count()).isEqualTo(1);

            looksAt(clerk, draft).choose("#defect-lease").type("#what-lease", "最后一页没有出租人签字");
            clerk.guest().press("main button[value=defects]");
            portal.goTo(check);
            assertThat(portal.text("section[aria-labelledby=pre-check]")).contains("最后一页没有出租人签字");
            portal.press("section[aria-labelledby=pre-check] li a");
            trader.uploads("lease-signed.pdf", LEASE);
            portal.goTo(check).press("main form[action$='/pre-check'] button");

            looksAt(clerk, draft);
            clerk.looksAtEverything().guest().press("main button[value=pass]");
            portal.goTo(check);
            assertThat(portal.sees(portal.say("application.pre-check.passed"))).isTrue();
            clerk.guest().goTo("/desk/pre-checks");
            assertThat(clerk.guest().find("main a[href$='" + draft + "']").count())
                    .as("answered")
                    .isZero();
            portal.goTo("/me");
            assertThat(portal.find("main section[aria-labelledby=cases] a[href*='" + draft + "']")
                            .count())
                    .as("a draft all the same, and no case")
                    .isZero();
        }

        try (var portal = hall.guestAt(later, Manner.elderOnPhone());
                var clerk = Clerk.atWorkAt(hall, later, "sj.window", Manner.chinese())) {
            var trader = new Applicant(portal, identity);
            portal.goTo(check);
            String number = trader.signsIn().handsIn();
            trader.opensTheCase(number);
            assertThat(portal.text(".ym-axis span"))
                    .as("no day before it was handed in counts")
                    .contains(portal.words().briefDate(later.toLocalDate()));

            clerk.finds(number).doesTheUsual("accept");
        }
    }

    /** Opens a draft of the list of those that wait. */
    private static Guest looksAt(Clerk clerk, String draft) {
        return clerk.guest().goTo("/desk/pre-checks").press("main a[href='/desk/pre-checks/" + draft + "']");
    }

    @Test
    @DisplayName("留言：她在办件上问一句，窗口有数、有人答，办完她作一次评价")
    @Proves({"M-CHN-02", "M-CHN-22", "M-EVA-02", "M-EVA-07"})
    void sheAsksIsAnsweredAndRatesOnce(Hall hall) throws InterruptedException {
        try (var portal = hall.guest(Manner.onPhone());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese());
                var chief = Clerk.atWork(hall, "sj.chief", Manner.chinese())) {
            var trader = new Applicant(portal, Identity.citizen("欧阳知夏", "629901199007041463"))
                    .wants("premises-kind", "online");
            String number = trader.appliesFor(SOLE_TRADER);
            trader.opensTheCase(number);
            portal.press("main a[href$='/talk']").type("#text", "领证的时候要带什么？");
            portal.press("main form[action$='/talk'] button");

            assertThat(waits(clerk, number)).as("counted as unanswered").isTrue();
            Guest desk = clerk.guest().press("main tr:has-text('" + number + "') a");
            assertThat(desk.sees("领证的时候要带什么")).isTrue();
            desk.type("#text", "本人来，带身份证就行。");
            desk.press("main form[action$='/talk'] button");
            assertThat(waits(clerk, number)).as("answered").isFalse();

            trader.opensTheCase(number);
            assertThat(portal.find("section[aria-labelledby=talk] .govuk-tag").count())
                    .as("something new to read")
                    .isEqualTo(1);
            portal.press("main a[href$='/talk']");
            assertThat(portal.sees("带身份证就行")).isTrue();
            trader.opensTheCase(number);
            assertThat(portal.find("section[aria-labelledby=talk] .govuk-tag").count())
                    .as("read")
                    .isZero();
            clerk.finds(number).doesTheUsual("accept");
            chief.finds(number).doesTheUsual("grant").doesTheUsual("issue");
            clerk.finds(number).handsOver();

            trader.opensTheCase(number);
            waitsFor(portal, RATE);
            portal.press(RATE);
            portal.choose("input[name=level][value=very-satisfied]").choose("input[name=tag][value=quick]");
            portal.press("main form[action^='/me/ratings/'] button");
            assertThat(portal.sees(portal.say("rating.level.very-satisfied"))).isTrue();
            trader.opensTheCase(number);
            assertThat(portal.find(RATE).count()).as("once").isZero();
        }
    }

    @Test
    @DisplayName("差评：先联系，再由没有办过这件的人整改，问过她，她再评一次；第一次的评价不改")
    @Proves("M-EVA-01")
    void sheRatesItBadlyAndIsHeardItIsPutRightAndSheRatesAgain(Hall hall) throws InterruptedException {
        try (var portal = hall.guest(Manner.onPhone());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese());
                var chief = Clerk.atWork(hall, "sj.chief", Manner.chinese());
                var head = Clerk.atWork(hall, "sj.head", Manner.chinese());
                var operator = Clerk.atWork(hall, "rx.operator1", Manner.chinese());
                var dispatcher = Clerk.atWork(hall, "rx.dispatcher1", Manner.chinese())) {
            var trader = new Applicant(portal, Identity.citizen("罗子轩", "629901200506181714"))
                    .wants("premises-kind", "online");
            String number = trader.appliesFor(SOLE_TRADER);
            clerk.finds(number).doesTheUsual("accept");
            chief.finds(number).doesTheUsual("grant").doesTheUsual("issue");
            clerk.finds(number).handsOver();
            trader.opensTheCase(number);
            waitsFor(portal, RATE);
            portal.press(RATE);
            String rating = portal.path();
            portal.choose("input[name=level][value=very-dissatisfied]").choose("input[name=tag][value=slow]");
            portal.type("#text", "问了三次才有人说清楚");
            portal.press("main form[action^='/me/ratings/'] button");
            assertThat(portal.sees(portal.say("portal.rate.mending.open"))).isTrue();
            String order = portal.find("main a[href^='/me/complaints/']")
                    .first()
                    .getAttribute("href")
                    .replace("/me/complaints/", "/desk/orders/");

            operator.guest().goTo(order + "/do/contact").choose("#reached").type("#text", "说前后说法不一");
            asks(operator, order, "contact");
            // The unit that is to put it right is chosen already.
            dispatcher.guest().goTo(order + "/do/dispatch");
            asks(dispatcher, order, "dispatch");
            chief.guest().goTo(order);
            assertThat(chief.guest().status()).as("who decided keeps out").isBetween(403, 404);
            head.guest().goTo(order + "/do/accept");
            asks(head, order, "accept");
            assertThat(head.guest().sees("罗子轩")).as("who it was").isFalse();
            head.guest().goTo(order + "/do/respond").type("#text", "统一了答复口径，并向您道歉。");
            asks(head, order, "respond");
            operator.guest().goTo(order + "/do/confirm").choose("input[name=outcome][value=satisfied]");
            asks(operator, order, "confirm");

            portal.goTo(rating);
            waitsFor(portal, "main form[action$='/again']");
            portal.choose("input[name=level][value=satisfied]").press("main form[action$='/again'] button");
            assertThat(portal.sees(portal.say("rating.level.very-dissatisfied")))
                    .as("the first stays")
                    .isTrue();
            assertThat(portal.sees(portal.say("portal.rate.again.given"))).isTrue();
            assertThat(portal.find("main form[action^='/me/ratings/']").count()).isZero();
        }
    }

    /** Sends the form of a command on an order, and it is done. */
    private static void asks(Clerk clerk, String order, String command) {
        Guest guest = clerk.guest();
        assertThat(guest.status()).as(command + " opens").isEqualTo(200);
        guest.press("main form[action$='/do/" + command + "'] button");
        assertThat(guest.path()).as(command + " is done").startsWith(order).doesNotContain("/do/");
    }

    /** What is told to others comes some seconds later. */
    private static void waitsFor(Guest portal, String selector) throws InterruptedException {
        String page = portal.path();
        for (int seconds = 0; seconds < 60 && portal.find(selector).count() == 0; seconds += 2) {
            TimeUnit.SECONDS.sleep(2);
            portal.goTo(page);
        }
    }

    /** Whether the text on this case is among those that wait for an answer. */
    private static boolean waits(Clerk clerk, String number) {
        return clerk.guest()
                        .goTo("/desk/talk")
                        .find("section[aria-labelledby=remarks] tr:has-text('" + number + "')")
                        .count()
                > 0;
    }
}
