package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yimen.browser.Applicant.Identity;

/** Where there are only so many licences, the order of acceptance decides. */
@ExtendWith(OpenHall.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class LimitedTest {

    private static final String TOBACCO = "tobacco-retail";

    @Test
    @DisplayName("数量有限：后受理的先审完也要等，先受理的决定了才轮到（行政许可法第五十七条）")
    void whoWasAcceptedLaterWaitsForWhoWasAcceptedEarlier(Hall hall) {
        try (var first = hall.guest(Manner.chinese());
                var second = hall.guest(Manner.onPhone());
                var clerk = Clerk.atWork(hall, "yc.window", Manner.chinese());
                var examiner = Clerk.atWork(hall, "yc.examiner1", Manner.chinese());
                var chief = Clerk.atWork(hall, "yc.chief", Manner.chinese())) {
            String earlier = new Applicant(first, Identity.citizen("赵海生", "629901196501180318")).appliesFor(TOBACCO);
            var grocer = new Applicant(second, Identity.citizen("徐长卿", "629901198508151594"));
            String later = grocer.appliesFor(TOBACCO);
            clerk.finds(earlier).doesTheUsual("accept");
            clerk.finds(later).doesTheUsual("accept");

            examines(examiner, later);
            chief.finds(later);
            assertThat(chief.guest().sees(chief.guest().say("desk.case.waits")))
                    .as("somebody was accepted earlier")
                    .isTrue();
            assertThat(chief.isOffered("grant")).isFalse();

            examines(examiner, earlier);
            chief.finds(earlier).doesTheUsual("grant");

            chief.finds(later).doesTheUsual("grant").doesTheUsual("issue");
            grocer.opensTheCase(later);
            assertThat(second.find("main a[href$='/licence']").count()).isPositive();
        }
    }

    private static void examines(Clerk examiner, String number) {
        examiner.finds(number).turnsTo("start-step").sends("start-step");
        examiner.surveysWith("YC").turnsTo("finish-step").guest().type("#finding", "与平面图一致");
        examiner.sends("finish-step");
        examiner.finds(number).doesTheUsual("review");
    }
}
