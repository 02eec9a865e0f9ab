package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.organisation.DemoAccounts;
import org.yimen.platform.CityTime;
import org.yimen.testing.Proves;

/** Who has something to lose is heard, and nothing is decided before. */
@ExtendWith(OpenHall.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HearingTest {

    private static final String WATER = "water-abstraction";
    private static final String PLACE = "市民中心 3 楼听证室";

    /** Later than seven working days, and before twenty, whatever holidays there are. */
    private static final int DAYS_ON = 18;

    @Test
    @DisplayName("听证：下游的人要求听证，提前七日通知并公告，没有审查过的人主持，笔录签字以后才决定")
    @Proves({"M-APR-04", "M-TIM-14"})
    void aNeighbourAsksForAHearingAndTheDecisionFollowsItsRecord(Hall hall) {
        var identity = Identity.citizen("李安然", "629901198806210134");
        LocalDate day = hall.today().plusDays(DAYS_ON);
        ZonedDateTime held = day.atTime(9, 40).atZone(CityTime.ZONE);
        String number;
        String hearing;
        try (var portal = hall.guest(Manner.chinese());
                var stranger = hall.guest(Manner.onPhone());
                var clerk = Clerk.atWork(hall, "sl.window", Manner.chinese());
                var examiner = Clerk.atWork(hall, "sl.examiner1", Manner.chinese())) {
            var farmer = new Applicant(portal, identity).wants("neighbours", "yes");
            number = farmer.appliesFor(WATER);
            clerk.finds(number).doesTheUsual("accept");

            Guest desk = examiner.finds(number).guest();
            desk.press("main a[href$='/hearing']");
            hearing = desk.path();
            desk.press("main form[action$='/tell'] button");
            desk.unfold("main details summary").type("#name", "下游渔场").type("#interest", "枯水期取水，鱼塘水位会降");
            desk.press("main form[action$='/party'] button");
            desk.choose("main form[action$='/choice'] input[value=requested]")
                    .type("main form[action$='/choice'] textarea", "请说明枯水期怎么保证下游用水")
                    .type("main form[action$='/choice'] input[name=said]", "渔场负责人来电");
            desk.press("main form[action$='/choice'] button");
            // He speaks in somebody else's name, so he is asked once more who he is.
            if (desk.find("#step-up").count() > 0) {
                desk.type("#step-up", DemoAccounts.PASSWORD).press("main form button");
            }

            farmer.opensTheCase(number);
            portal.press("section[aria-labelledby=hearing-right] button[value=waived]");
            assertThat(portal.find("section[aria-labelledby=hearing]").count())
                    .as("his own right he waived, the neighbour did not")
                    .isEqualTo(1);
            desk.goTo(hearing).press("main form[action$='/order'] button");
            examiner.finds(number).turnsTo("start-step");
            desk.choose("input[name=step][value=hearing]").type("#days", "20");
            examiner.sends("start-step");

            desk.goTo(hearing);
            sets(desk, hall.today().plusDays(1), "江晚澄");
            assertThat(desk.status()).as("seven days before").isEqualTo(422);
            assertThat(desk.find("main form[action$='/schedule'] label:has-text('池云帆')")
                            .count())
                    .as("who examines does not hold it")
                    .isZero();
            sets(desk, day, "汤沛霖");
            assertThat(desk.status()).isEqualTo(200);
            stranger.goTo("/hearings");
            assertThat(stranger.sees(PLACE)).as("announced to everybody").isTrue();
            assertThat(stranger.sees(number)).isFalse();
            farmer.opensTheCase(number);
            assertThat(portal.text("section[aria-labelledby=hearing]")).contains("汤沛霖");
        }

        try (var portal = hall.guestAt(held, Manner.chinese());
                var chair = Clerk.atWorkAt(hall, held, "sl.head", Manner.chinese());
                var examiner = Clerk.atWorkAt(hall, held, "sl.examiner1", Manner.chinese());
                var chief = Clerk.atWorkAt(hall, held, "sl.chief", Manner.chinese())) {
            examiner.finds(number).turnsTo("finish-step");
            examiner.guest().type("#finding", "听证已经举行");
            examiner.guest().press("main form[action$='/do/finish-step'] button");
            assertThat(examiner.guest().status())
                    .as("nothing without a signed record")
                    .isEqualTo(422);

            portal.goTo("/sign-in");
            var farmer = new Applicant(portal, identity).signsIn();
            farmer.opensTheCase(number);
            assertThat(portal.find(".ym-days-bar[role=img] i.p").count())
                    .as("the days of the hearing do not count")
                    .isPositive();

            Guest desk = chair.guest().goTo(hearing);
            desk.type("#minutes", "渔场要求枯水期限量；申请人同意五月至六月减半取水。").type("#signed", "下游渔场代表\n申请人");
            desk.press("main form[action$='/minutes'] button");
            assertThat(desk.status()).isEqualTo(200);

            examiner.finds(number).turnsTo("finish-step");
            examiner.guest().type("#finding", "按笔录：五月至六月减半取水");
            examiner.sends("finish-step");
            examiner.finds(number).doesTheUsual("review");
            chief.finds(number).doesTheUsual("grant");
            chief.doesTheUsual("issue");

            farmer.opensTheCase(number);
            assertThat(portal.text("section[aria-labelledby=hearing]"))
                    .as("the decision follows the record")
                    .contains("听证笔录");
            assertThat(portal.find("main a[href$='/licence']").count()).isPositive();
        }
    }

    private static void sets(Guest desk, LocalDate day, String chair) {
        desk.page().fill("#day", day.toString());
        desk.page().fill("#hour", "09:30");
        desk.type("#place", PLACE)
                .choose("main form[action$='/schedule'] label:has-text('" + chair + "') >> xpath=../input");
        desk.press("main form[action$='/schedule'] button");
    }
}
