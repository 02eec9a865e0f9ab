package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.organisation.DemoAccounts;
import org.yimen.testing.Proves;

/** The turns that a case can take beside the straight road. */
@ExtendWith(OpenHall.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TurnsTest {

    private static final String SOLE_TRADER = "sole-trader-registration";
    private static final byte[] LEASE = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    @Proves({"M-INT-08", "M-APR-21", "M-INT-27"})
    void aSupplementAnswersTheOneNoticeAndTheCaseIsDecidedThatDay(Hall hall) {
        try (var portal = hall.guest(Manner.english());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.english());
                var chief = Clerk.atWork(hall, "sj.chief", Manner.english())) {
            var trader = new Applicant(portal, Identity.citizen("周明月", "629901200109092080"))
                    .wants("premises-kind", "rented");
            String number = trader.appliesFor(SOLE_TRADER);

            clerk.finds(number).turnsTo("notice-defects");
            clerk.guest().choose("#defect-lease").type("#what-lease", "The second page is missing");
            clerk.sends("notice-defects");
            assertThat(clerk.isOffered("accept")).isFalse();

            trader.opensTheCase(number);
            portal.press("a[href$='/supplement']");
            portal.attach("#file-lease", "lease.pdf", "application/pdf", LEASE);
            portal.press("form[enctype] button");
            portal.press("form[action$='/supplement'] button:not([disabled])");
            assertThat(portal.sees(portal.say("application.status.Supplemented")))
                    .isTrue();

            clerk.finds(number).turnsTo("notice-defects");
            assertThat(clerk.guest().find("#defect-lease").count())
                    .as("the list, once more")
                    .isEqualTo(1);
            clerk.finds(number).doesTheUsual("accept");
            chief.finds(number).doesTheUsual("grant");
            chief.doesTheUsual("issue");
            trader.opensTheCase(number);
            assertThat(portal.find("a[href$='/licence']").count())
                    .as("the licence, on the same day")
                    .isEqualTo(1);
            assertThat(portal.find(".ym-mark--late").count()).isZero();
        }
    }

    @Test
    void aTraderGivesHisLicenceUpFromMyLicencesAfterTheOfficeHasPlannedItsChecks(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese());
                var chief = Clerk.atWork(hall, "sj.chief", Manner.chinese())) {
            var trader = new Applicant(portal, Identity.citizen("孙雨桐", "629901199912310889"))
                    .wants("premises-kind", "online");
            String number = trader.appliesFor(SOLE_TRADER);
            clerk.finds(number).doesTheUsual("accept");
            chief.finds(number).doesTheUsual("grant");
            chief.doesTheUsual("issue");

            chief.guest().goTo("/desk/supervision");
            for (int i = 0; i < 20 && !chief.guest().sees(number); i++) {
                chief.guest().find("body").page().waitForTimeout(500);
                chief.guest().goTo("/desk/supervision");
            }
            chief.guest().press("main tr:has-text('" + number + "') a");
            chief.guest()
                    .type("#on1", hall.today().plusDays(20).toString())
                    .press("main form[action$='/acknowledge'] button");
            assertThat(chief.guest().find("form[action$='/acknowledge']").count())
                    .as("confirmed and planned")
                    .isZero();

            portal.goTo("/me");
            portal.press(":nth-match(form[action$='/cancellation'] button, 1)");
            String end = trader.answersEverything().handsIn();
            clerk.finds(end).doesTheUsual("accept");
            chief.finds(end).doesTheUsual("grant");
            chief.doesTheUsual("issue");
            portal.goTo("/me");
            assertThat(portal.sees(portal.say("licence.ending.cancelled"))).isTrue();
        }
    }

    @Test
    void whatNeedsNoLicenceIsDeclinedInWriting(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese())) {
            var trader = new Applicant(portal, Identity.citizen("孙雨桐", "629901199912310889"))
                    .wants("premises-kind", "online");
            String number = trader.appliesFor(SOLE_TRADER);

            clerk.finds(number).turnsTo("decline");
            clerk.guest().press("main form[action$='/do/decline'] button");
            assertThat(clerk.guest().status())
                    .as("nothing was given as a reason")
                    .isEqualTo(422);
            clerk.guest().choose("input[value='NO_LICENCE_NEEDED']").type("#reason", "网店销售自产农产品，依法不需要登记。");
            clerk.sends("decline");

            trader.opensTheCase(number);
            assertThat(portal.sees(portal.say("application.status.Declined"))).isTrue();
            assertThat(portal.find("#papers ~ ul a[href*='/papers/']").count()).isEqualTo(1);
        }
    }

    @Test
    @Proves({"M-APR-05", "M-APR-07"})
    void whoAcceptedDoesNotDecideNorDoesALetterThatWasWithdrawn(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese());
                var standIn = Clerk.atWork(hall, "sj.standin", Manner.chinese());
                var chief = Clerk.atWork(hall, "sj.chief", Manner.chinese());
                var head = Clerk.atWork(hall, "sj.head", Manner.chinese())) {
            String number = new Applicant(portal, Identity.citizen("马建国", "629901197110010359"))
                    .wants("premises-kind", "online")
                    .appliesFor(SOLE_TRADER);

            clerk.finds(number).doesTheUsual("accept");

            assertThat(clerk.isOffered("grant")).isFalse();
            chief.leaves();
            standIn.finds(number);
            assertThat(standIn.isOffered("grant")).isFalse();
            assertThat(standIn.guest().sees(standIn.guest().say("application.may-not.decide")))
                    .isTrue();
            chief.comesBack();
            head.finds(number).doesTheUsual("grant");
        }
    }

    @Test
    @Proves({"M-APR-05", "M-IDA-07"})
    void anOpenPageLosesItsButtonWithoutBeingLoadedAgain(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "wjw.window", Manner.chinese());
                var administrator = Clerk.atWork(hall, "wjw.admin", Manner.chinese())) {
            String number = new Applicant(portal, Identity.citizen("蒋文博", "629901198211200199"))
                    .appliesFor("public-place-hygiene");
            clerk.finds(number);
            var button = clerk.guest().find("form[action$='/do/accept'] button");
            assertThat(button.count()).isEqualTo(1);
            clerk.guest().page().evaluate("() => { window.neverLoadedAgain = true }");

            decides(administrator, "take");

            var gone = new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
            button.waitFor(gone.setTimeout(2000));
            assertThat(clerk.guest().sees(clerk.guest().say("application.may-not.accept")))
                    .isTrue();
            decides(administrator, "give");
            button.waitFor(new Locator.WaitForOptions().setTimeout(2000));
            assertThat(clerk.guest().page().evaluate("() => window.neverLoadedAgain"))
                    .isEqualTo(true);
        }
    }

    /** About acceptance by the window clerk of health. */
    private static void decides(Clerk administrator, String what) {
        Guest guest = administrator.guest();
        guest.goTo("/console/department/rights");
        guest.find("#clerk").selectOption(new SelectOption().setLabel("桑榆"));
        guest.find("#decision").selectOption(what);
        guest.type("#reason", "核查").press("form[action='/console/department/rights'] button");
        if (guest.find("#step-up").count() > 0) {
            guest.type("#step-up", DemoAccounts.PASSWORD).press("main form button");
        }
        assertThat(guest.status()).isEqualTo(200);
    }

    @Test
    void aFormThatSomebodyElseOvertookIsNotDone(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese())) {
            String number = new Applicant(portal, Identity.citizen("罗子轩", "629901200506181714"))
                    .wants("premises-kind", "online")
                    .appliesFor(SOLE_TRADER);
            clerk.finds(number);
            try (var stale = clerk.anotherWindow()) {
                clerk.doesTheUsual("accept");

                stale.press("form[action$='/do/accept'] button");

                assertThat(stale.status()).isEqualTo(409);
            }
        }
    }

    @Test
    @Proves("M-INT-08")
    void aNoticeBeyondThePublishedListIsRefusedAndSupervisionHearsOfIt(Hall hall) {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese());
                var supervisor = Clerk.atWork(hall, "zx.supervisor", Manner.chinese())) {
            String number = new Applicant(portal, Identity.citizen("阿依古丽", "629901199704101847"))
                    .wants("premises-kind", "rented")
                    .appliesFor(SOLE_TRADER);
            clerk.finds(number).turnsTo("notice-defects");

            // No page offers it, so somebody has to forge it.
            clerk.guest().find("#defect-lease").evaluate("box => { box.value = 'bank-statement' }");
            clerk.guest().choose("#defect-lease");
            clerk.guest().press("main form[action$='/do/notice-defects'] button");

            assertThat(clerk.guest().status()).isEqualTo(422);
            supervisor.guest().goTo("/desk/attempts");
            assertThat(supervisor.guest().sees(number)).isTrue();
        }
    }

    /** One item, one form: begun at home, finished at the window, and back at home in the same list. */
    @Test
    @Proves({"M-INT-27", "M-INT-01"})
    void whatWasBegunOnlineIsFinishedAtTheWindow(Hall hall) {
        var identity = Identity.citizen("徐长卿", "629901198508151594");
        try (var portal = hall.guest(Manner.onPhone());
                var clerk = Clerk.atWork(hall, "zx.window1", Manner.chinese())) {
            portal.goTo("/items/" + SOLE_TRADER);
            var trader = new Applicant(portal, identity).wants("premises-kind", "online");
            trader.beginsTheApplication(SOLE_TRADER);

            portal.goTo("/me/code").press("main form[action='/me/code'] button");
            clerk.guest().goTo("/desk/intake").type("#number", portal.text(".ym-receipt__no"));
            clerk.guest().press("main form[action='/desk/intake'] button");
            if (clerk.guest().path().contains("/of/")) {
                clerk.guest().press("main a[data-open]");
            }
            var atTheWindow = new Applicant(clerk.guest(), identity).wants("premises-kind", "online");
            atTheWindow.answersEverything();
            clerk.guest().press("main form[action$='/submit'] button");

            portal.goTo("/me");
            assertThat(portal.find("main section[aria-labelledby='cases'] .ym-mine a")
                            .count())
                    .isPositive();
        }
    }

    @Test
    void theDirectorFollowsAFigureToItsCasesAndTheApplicantSeesWhatHeWasSpared(Hall hall) throws InterruptedException {
        try (var portal = hall.guest(Manner.chinese());
                var clerk = Clerk.atWork(hall, "sj.window", Manner.chinese());
                var director = Clerk.atWork(hall, "zx.director", Manner.chinese())) {
            var trader = new Applicant(portal, Identity.citizen("马建国", "629901197110010359"))
                    .wants("premises-kind", "online");
            String number = trader.appliesFor(SOLE_TRADER);
            clerk.finds(number).doesTheUsual("accept");

            Guest figures = director.guest().goTo("/desk/figures/cases?of=accepted&period=day");
            // Cases are counted some seconds after they moved.
            for (int seconds = 0; seconds < 60 && !figures.sees(number); seconds += 2) {
                TimeUnit.SECONDS.sleep(2);
                figures.goTo("/desk/figures/cases?of=accepted&period=day");
            }
            assertThat(figures.sees(number)).isTrue();
            figures.goTo("/desk/figures?period=day");
            assertThat(figures.text("tr[data-figure=accepted] b")).isNotEqualTo("0");
            figures.press("tr[data-figure=accepted] td a");
            assertThat(figures.path()).startsWith("/desk/figures/cases");
            assertThat(figures.sees(number)).isTrue();

            trader.opensTheCase(number);
            String own = portal.path();
            assertThat(portal.find("#saved").count())
                    .as("nothing while it is open")
                    .isZero();
            portal.press("a[href$='/withdraw']");
            portal.press("form[action$='/withdraw'] button");
            for (int seconds = 0; seconds < 60 && portal.find("#saved").count() == 0; seconds += 2) {
                TimeUnit.SECONDS.sleep(2);
                portal.goTo(own);
            }
            assertThat(portal.find("#saved").count()).isEqualTo(1);
        }
    }
}
