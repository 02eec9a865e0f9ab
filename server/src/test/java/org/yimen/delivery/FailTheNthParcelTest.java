package org.yimen.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Parcels;
import org.yimen.casework.CaseId;
import org.yimen.testing.Faults;
import org.yimen.testing.Faults.Block;
import org.yimen.testing.HallTest;

/** On the way of a result by mail every call fails once, the courier's among them: one parcel, and none that is to come back. */
@HallTest
class FailTheNthParcelTest {

    private static final String REGION = "629901";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Parcels parcels;

    @Autowired
    private Mailroom mailroom;

    @Autowired
    private Faults faults;

    @Autowired
    private JdbcClient jdbc;

    private class Sent implements Faults.Life {
        final CaseId id = issued();
        private final String key = City.key();

        @Override
        public List<Block> steps() {
            return List.of(
                    () -> desk.act(id, city.at("ZX/window"), key, null, new Command.Dispatch()),
                    () -> parcels.book(id),
                    () -> mailroom.book(REGION));
        }

        @Override
        public void check() {
            assertThat(mailroom.of(id)).singleElement().satisfies(parcel -> {
                assertThat(parcel.state()).isEqualTo(Shipment.State.BOOKED);
                assertThat(parcel.tracking()).isNotBlank();
            });
            assertThat(carried("booked")).isOne();
        }

        /** In the courier's own books. */
        int carried(String state) {
            return jdbc.sql("""
                            select count(*)
                              from delivery.simulated_parcel
                             where region_code = :region and shipment_id = :shipment and state = :state
                            """)
                    .param("region", REGION)
                    .param("shipment", mailroom.of(id).getFirst().id())
                    .param("state", state)
                    .query(Integer.class)
                    .single();
        }
    }

    /** The same, called back before it left. */
    private final class CalledBack extends Sent {
        @Override
        public List<Block> steps() {
            var steps = new java.util.ArrayList<>(super.steps());
            steps.add(this::callBack);
            return steps;
        }

        private void callBack() {
            Shipment parcel = mailroom.of(id).getFirst();
            if (parcel.mayBeRecalled()) {
                mailroom.recall(parcel, "不再需要");
            }
        }

        @Override
        public void check() {
            assertThat(mailroom.of(id)).singleElement().returns(Shipment.State.RECALLED, Shipment::state);
            assertThat(carried("booked")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsOneParcelGoes(Faults.Kind kind) throws Exception {
        assertThat(faults.throughout(kind, Sent::new)).isGreaterThan(4);
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsWhatIsCalledBackDoesNotGo(Faults.Kind kind) throws Exception {
        assertThat(faults.throughout(kind, CalledBack::new)).isGreaterThan(4);
    }

    private CaseId issued() {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, "public-place-hygiene").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        String chief = desk.item(desk.find(id)).department() + "/chief";
        desk.write(id, city.at(chief), City.key(), null, Command.Grant::new);
        desk.issue(id, city.at(chief), City.key(), null);
        assertThat(desk.find(id).state()).isInstanceOf(State.Issued.class);
        Applicant applicant = desk.applicant(desk.find(id));
        parcels.choose(
                id,
                applicant.person(),
                new Wish(Way.MAIL, new Destination(applicant.name(), applicant.phone(), "安澜市人民路 12 号")));
        return id;
    }
}
