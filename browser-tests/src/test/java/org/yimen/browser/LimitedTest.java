package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;
import org.yimen.organisation.DemoAccounts;

/** Where there are only so many licences, the order of acceptance decides. */
@ExtendWith(OpenHall.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LimitedTest {

    private static final String TOBACCO = "tobacco-retail";
    private static final byte[] CANCELLED =
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Lang(zh)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
                    .getBytes(StandardCharsets.US_ASCII);

    @Test
    @DisplayName("数量有限：后受理的先审完也要等，先受理的决定了才轮到（行政许可法第五十七条）")
    void whoWasAcceptedLaterWaitsForWhoWasAcceptedEarlier(Hall hall) {
        try (var gone = hall.guest(Manner.chinese());
                var first = hall.guest(Manner.chinese());
                var second = hall.guest(Manner.onPhone());
                var clerk = Clerk.atWork(hall, "yc.window", Manner.chinese());
                var examiner = Clerk.atWork(hall, "yc.examiner1", Manner.chinese());
                var chief = Clerk.atWork(hall, "yc.chief", Manner.chinese())) {
            var old = new Applicant(gone, Identity.citizen("何秀英", "62990119560323022X"));
            String closed = old.appliesFor(TOBACCO);
            clerk.finds(closed).doesTheUsual("accept");
            String earlier = new Applicant(first, Identity.citizen("赵海生", "629901196501180318")).appliesFor(TOBACCO);
            var grocer = new Applicant(second, Identity.citizen("徐长卿", "629901198508151594"));
            String later = grocer.appliesFor(TOBACCO);
            clerk.finds(earlier).doesTheUsual("accept");
            clerk.finds(later).doesTheUsual("accept");

            examines(examiner, later);
            assertThat(waits(chief, later)).as("somebody was accepted earlier").isTrue();
            assertThat(chief.isOffered("grant")).isFalse();

            examines(examiner, earlier);
            chief.finds(earlier);
            assertThat(chief.isOffered("grant"))
                    .as("nor he, while the first is open")
                    .isFalse();
            try (var head = Clerk.atWork(hall, "yc.head", Manner.chinese())) {
                endsWhoIsBefore(earlier, chief, head);
            }
            old.opensTheCase(closed);
            assertThat(gone.sees(gone.say("application.status.Terminated"))).isTrue();
            assertThat(waits(chief, earlier)).isFalse();
            assertThat(waits(chief, later)).as("one after the other").isTrue();
            chief.finds(earlier).doesTheUsual("grant");

            chief.finds(later).doesTheUsual("grant").doesTheUsual("issue");
            grocer.opensTheCase(later);
            assertThat(second.find("main a[href$='/licence']").count()).isPositive();
        }
    }

    private static boolean waits(Clerk chief, String number) {
        Guest desk = chief.finds(number).guest();
        return desk.sees(desk.say("desk.case.waits"));
    }

    /** The shop of the first was given up; whatever the weeks before have left open here ends with it, or it would be ahead, too. */
    private static void endsWhoIsBefore(String number, Clerk chief, Clerk head) {
        while (waits(chief, number)) {
            Guest desk = chief.guest().press("a[data-first-in-line]");
            // One proposes it with what shows the ground, another confirms.
            desk.press("a[href$='/do/terminate']");
            String ends = desk.path();
            assertThat(ends).endsWith("/termination");
            desk.choose("input[name=ground][value=DISSOLVED]").type("#reason", "申请人已经停业，营业执照已经注销。");
            desk.attach("#file", "cancelled.pdf", "application/pdf", CANCELLED);
            desk.press("main form[action$='/termination'] button");
            assertThat(desk.status()).isEqualTo(200);
            Guest second = head.guest().goTo(ends).press("main form[action$='/confirm'] button");
            if (second.find("#step-up").count() > 0) {
                second.type("#step-up", DemoAccounts.PASSWORD).press("main form[action$='/confirm'] button");
            }
            assertThat(second.status()).isEqualTo(200);
        }
    }

    private static void examines(Clerk examiner, String number) {
        examiner.finds(number).turnsTo("start-step").sends("start-step");
        examiner.surveysWith("YC").turnsTo("finish-step").guest().type("#finding", "与平面图一致");
        examiner.sends("finish-step");
        examiner.finds(number).doesTheUsual("review");
    }
}
