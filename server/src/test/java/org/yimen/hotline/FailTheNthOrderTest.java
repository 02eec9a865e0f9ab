package org.yimen.hotline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseEvent;
import org.yimen.casework.CaseId;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.testing.Faults;
import org.yimen.testing.Faults.Block;
import org.yimen.testing.HallTest;

/** From the report to its end every call of a hotline order fails once: one order, each step once, and its journal holds. */
@HallTest
class FailTheNthOrderTest {

    private static final List<String> WHOLE =
            List.of("Registered", "Dispatched", "Accepted", "Responded", "Confirmed", "Closed");

    @Autowired
    private OrderDesk desk;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private People people;

    @Autowired
    private City city;

    @Autowired
    private Faults faults;

    private final class Life implements Faults.Life {
        private final Person person = people.find(city.somebody().holder()).orElseThrow();
        private final Actor reporter = Actor.applicant(person.id(), person.id());
        private final Actor dispatcher = city.at("12345/dispatcher");
        private final Actor worker = city.at("ZJ/chief");
        private final Map<String, String> keys = new HashMap<>();
        private @Nullable CaseId id;

        @Override
        public List<Block> steps() {
            return List.of(
                    this::register,
                    () -> act(dispatcher, new Dispatch("ZJ", List.of(), "")),
                    () -> act(worker, new Accept()),
                    () -> act(worker, new Respond("已修好", null, "")),
                    () -> act(reporter, new Confirm(Outcome.SATISFIED, "")));
        }

        private void register() {
            var report = new Report(
                    "help",
                    "housing",
                    null,
                    false,
                    new Content("水从吊顶上漏下来", "修好", "云溪区"),
                    new Reporter(person.name(), person.phone(), person.id(), null));
            id = desk.register(report, person.id(), reporter, "web", key("register"))
                    .id();
        }

        private void act(Actor actor, Command command) {
            var _ = desk.act(id(), actor, key(command.getClass().getSimpleName()), null, command);
        }

        private CaseId id() {
            if (id == null) {
                throw new IllegalStateException("not registered");
            }
            return id;
        }

        private String key(String step) {
            return keys.computeIfAbsent(step, _ -> City.key());
        }

        @Override
        public void check() {
            assertThat(orders.of(id().region(), person.id(), 10)).hasSize(1);
            assertThat(cases.history(id()).stream().map(CaseEvent::type)).containsExactlyElementsOf(WHOLE);
            var view = orders.view(id().value(), city.at("12345/operator"));
            assertThat(view.intact()).isTrue();
            assertThat(view.row().status()).isEqualTo("Closed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsThereIsOneOrderAndItIsClosed(Faults.Kind kind) throws Exception {
        assertThat(faults.throughout(kind, Life::new)).isGreaterThan(4);
    }
}
