package org.yimen.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.notify.Outbox;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** In a region of its own, so that its figures are its own. */
@HallTest
class RatingsTest {

    @Autowired
    Ratings ratings;

    @Autowired
    Outbox outbox;

    @Autowired
    TestTime time;

    private final String region = "r" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    @Proves("M-EVA-02")
    void aVisitAndACaseAreRatedOnceEachAndASecondRatingIsRefused() throws Exception {
        UUID holder = UUID.randomUUID();
        UUID visit = visit(holder, "ticket-1");
        assertThat(visit(holder, "ticket-1")).as("told twice").isEqualTo(visit);
        UUID caseId = UUID.randomUUID();
        UUID online = served(holder, caseId);
        assertThat(served(holder, caseId)).isEqualTo(online);
        assertThat(outbox.inbox(region, holder, null, 10))
                .as("one request each")
                .hasSize(2);

        var refused = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5; i++) {
                Level level = List.of(Level.values()).get(i);
                refused.add(threads.submit(() -> {
                    try {
                        ratings.rate(region, online, holder, level, List.of(), "", Way.of(Channel.WEB));
                        return false;
                    } catch (RatingRefused once) {
                        return once.code().equals("rating.once");
                    }
                }));
            }
        }
        long taken = 0;
        for (var each : refused) {
            taken += each.get() ? 0 : 1;
        }
        assertThat(taken).as("of five at once").isEqualTo(1);
        ratings.rate(region, visit, holder, Level.FAIR, List.of("quick"), "还行", Way.of(Channel.WEB));
        ratings.rate(region, visit, holder, Level.FAIR, List.of("quick"), "还行", Way.of(Channel.WEB));
        assertThatThrownBy(() ->
                        ratings.rate(region, visit, holder, Level.VERY_SATISFIED, List.of(), "", Way.of(Channel.WEB)))
                .isInstanceOf(RatingRefused.class);
        assertThat(ratings.of(region, holder, 10)).hasSize(2).allMatch(occasion -> occasion.rating() != null);
    }

    @Test
    @Proves("M-EVA-07")
    void aLateRatingIsMarkedReplacesNothingAndTheUnratedAreNotGood() {
        for (int i = 0; i < 4; i++) {
            UUID holder = UUID.randomUUID();
            UUID occasion = visit(holder, "in-time-" + i);
            if (i < 2) {
                Level level = i == 0 ? Level.VERY_SATISFIED : Level.DISSATISFIED;
                ratings.rate(region, occasion, holder, level, List.of(), "", Way.of(Channel.WEB));
            }
        }
        UUID slow = UUID.randomUUID();
        UUID late = visit(slow, "late");
        time.advance(Duration.ofDays(31));
        ratings.rate(region, late, slow, Level.VERY_SATISFIED, List.of(), "", Way.of(Channel.WEB));

        Figures all = ratings.figures(region, TestTime.START.minusSeconds(1), TestTime.START.plusSeconds(1))
                .getFirst();
        assertThat(all.asked()).isEqualTo(5);
        assertThat(all.rated()).isEqualTo(2);
        assertThat(all.late()).isEqualTo(1);
        assertThat(all.unrated()).isEqualTo(2);
        assertThat(all.goodRate().percent(1)).isEqualTo("50.0%");
        assertThat(all.participation().percent(1)).isEqualTo("40.0%");
        assertThat(ratings.find(region, late).orElseThrow().rating())
                .satisfies(rating -> assertThat(rating.late()).isTrue());
    }

    @Test
    void onlyWhoWasServedRatesAndOnlyWithTagsOfTheLevel() {
        UUID holder = UUID.randomUUID();
        UUID occasion = visit(holder, "mine");

        assertThatThrownBy(() -> ratings.rate(
                        region, occasion, UUID.randomUUID(), Level.FAIR, List.of(), "", Way.of(Channel.WEB)))
                .isInstanceOf(RatingRefused.class);
        assertThatThrownBy(() -> ratings.rate(
                        region, occasion, holder, Level.VERY_SATISFIED, List.of("unfriendly"), "", Way.of(Channel.WEB)))
                .isInstanceOf(RatingRefused.class);
        assertThatThrownBy(() -> ratings.rate(
                        region, occasion, holder, Level.FAIR, List.of(), "长".repeat(501), Way.of(Channel.WEB)))
                .isInstanceOf(RatingRefused.class);
        assertThat(ratings.find(region, occasion).orElseThrow().rating()).isNull();
    }

    @Test
    void supervisionReadsWhatWasSaidAndNotWhoSaidIt() {
        UUID holder = UUID.randomUUID();
        ratings.rate(
                region,
                visit(holder, "bad"),
                holder,
                Level.VERY_DISSATISFIED,
                List.of("slow"),
                "等了三个小时",
                Way.of(Channel.WEB));
        ratings.rate(region, visit(holder, "good"), holder, Level.SATISFIED, List.of(), "", Way.of(Channel.WEB));

        assertThat(ratings.said(region, false, 10)).hasSize(2);
        assertThat(ratings.said(region, true, 10)).singleElement().satisfies(said -> {
            assertThat(said.rating().needsFollowUp()).isTrue();
            assertThat(said.rating().text()).isEqualTo("等了三个小时");
            assertThat(said.toString()).doesNotContain(holder.toString());
        });
    }

    @Test
    void fewRatingsShowTheDepartmentNoLevels() {
        for (int i = 0; i < Figures.FEWEST; i++) {
            assertThat(ratings.figures(region, TestTime.START.minusSeconds(1), TestTime.START.plusSeconds(1))
                            .getFirst()
                            .tellsNobody())
                    .isFalse();
            UUID holder = UUID.randomUUID();
            ratings.rate(
                    region, visit(holder, "few-" + i), holder, Level.SATISFIED, List.of(), "", Way.of(Channel.WEB));
        }
        assertThat(ratings.figures(region, TestTime.START.minusSeconds(1), TestTime.START.plusSeconds(1))
                        .getLast())
                .satisfies(figures -> {
                    assertThat(figures.department()).isEqualTo("SJ");
                    assertThat(figures.tellsNobody()).isTrue();
                });
    }

    private UUID visit(UUID holder, String key) {
        return ratings.served(
                region,
                Ratings.Served.visit(ticket(key), holder, holder, null, "SJ", "SJ-W1", Text.of("窗口服务")),
                TestTime.START);
    }

    private UUID served(UUID holder, UUID caseId) {
        return ratings.served(
                region,
                Ratings.Served.ofCase(caseId, holder, holder, null, "SJ", "food-business", Text.of("食品经营许可")),
                TestTime.START);
    }

    private static UUID ticket(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }
}
