package org.yimen.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.City;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseEvent;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrders;
import org.yimen.platform.Text;
import org.yimen.testing.Faults;
import org.yimen.testing.Faults.Block;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** From the bad rating to its end every call fails once: one rating, one order, and each of its steps once. */
@HallTest
class FailTheNthRatingTest {

    private static final String CITY = "629901";

    @Autowired
    private Ratings ratings;

    @Autowired
    private Rectifications rectifications;

    @Autowired
    private OrderDesk orders;

    @Autowired
    private WorkOrders lists;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private City city;

    @Autowired
    private Faults faults;

    @Autowired
    private TestTime time;

    private final class Life implements Faults.Life {
        private final UUID person = city.somebody().holder();
        private final Map<String, String> keys = new HashMap<>();
        private final UUID occasion = ratings.served(
                CITY,
                Ratings.Served.visit(UUID.randomUUID(), person, person, null, "SJ", "SJ-W1", Text.of("窗口服务")),
                time.instant());

        @Override
        public List<Block> steps() {
            return List.of(
                    this::rate,
                    () -> act("12345/operator", new Contact(true, false, "窗口排队两个小时")),
                    () -> act("12345/dispatcher", new Dispatch("SJ", List.of(), "")),
                    () -> act("SJ/head", new Accept()),
                    () -> act("SJ/head", new Respond("上午加开一个窗口", null, "加开窗口")),
                    () -> act("12345/operator", new Confirm(Outcome.SATISFIED, "")));
        }

        private void rate() {
            ratings.rate(CITY, occasion, person, Level.DISSATISFIED, List.of("slow"), "等了两个小时", Way.of(Channel.WEB));
        }

        private void act(String post, Command command) {
            String key = keys.computeIfAbsent(command.getClass().getSimpleName(), _ -> City.key());
            var _ = orders.act(order(), city.at(post), key, null, command);
        }

        private CaseId order() {
            return new CaseId(
                    CITY, rectifications.of(CITY, occasion).orElseThrow().order());
        }

        @Override
        public void check() {
            assertThat(ratings.find(CITY, occasion).map(Occasion::rating).map(Rating::level))
                    .contains(Level.DISSATISFIED);
            assertThat(lists.of(CITY, person, 10)).hasSize(1);
            assertThat(cases.history(order()).stream().map(CaseEvent::type)).doesNotHaveDuplicates();
            var view = lists.view(order().value(), city.at("12345/operator"));
            assertThat(view.intact()).isTrue();
            assertThat(view.row().status()).isEqualTo("Closed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsThereIsOneRatingAndOneOrderThatIsPutRight(Faults.Kind kind) throws Exception {
        assertThat(faults.throughout(kind, Life::new)).isGreaterThan(4);
    }
}
