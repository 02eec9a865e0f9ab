package org.yimen.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.City;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrders;
import org.yimen.platform.CityTime;
import org.yimen.supervision.Inquiry.Act;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** What was opened before its days were orders gets one order, with its day or the next one, and climbs from there. */
@HallTest
class OlderTasksTest {

    private static final String CITY = "629901";

    @Autowired
    private OlderTasks older;

    @Autowired
    private InquiryBook book;

    @Autowired
    private Trainings trainings;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private City city;

    @Autowired
    private TestTime time;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Proves({"M-HOT-10", "M-GOV-10"})
    void aClueFromBeforeGetsTheOrderOfItsStageOnce() {
        Inquiry late = clue(Duration.ofDays(200));
        Inquiry young = clue(Duration.ofDays(1));
        Inquiry transferred = clue(Duration.ofDays(3));
        book.write(
                transferred,
                city.officer("XN/head"),
                UUID.randomUUID(),
                new Act.Transferred("纪检监察机关", "收1号", "移送"),
                null);

        older.sweep();
        older.sweep();

        assertThat(task(late)).satisfies(order -> {
            assertThat(order.unit()).isEqualTo("XN");
            assertThat(until(order))
                    .as("its days are over: the next working day")
                    .isEqualTo(today().plusDays(1));
        });
        assertThat(until(task(young))).as("its own days").isAfter(today().plusDays(1));
        assertThat(jdbc.sql("select stage from supervision.inquiry_task where inquiry_id = :id")
                        .param("id", transferred.id())
                        .query(String.class)
                        .list())
                .containsExactly("outcome");
    }

    @Test
    @Proves("M-STF-17")
    void aTrainingFromBeforeGetsItsOrderOnceAndOneThatIsDoneGetsNone() {
        UUID open = training(today().plusDays(9), false);
        UUID late = training(today().minusDays(9), false);
        UUID done = training(today().minusDays(9), true);

        older.sweep();
        UUID order = order(open);
        older.sweep();

        assertThat(order(open)).isEqualTo(order);
        assertThat(orders.find(order).orElseThrow().row())
                .returns("SJ", OrderRow::unit)
                .satisfies(row -> assertThat(until(row)).isEqualTo(today().plusDays(9)));
        assertThat(until(orders.find(order(late)).orElseThrow().row())).isEqualTo(today().plusDays(1));
        assertThat(trainings.find(CITY, done).orElseThrow().order()).isNull();
    }

    /** As it was opened before stages had orders. */
    private Inquiry clue(Duration ago) {
        Instant at = time.instant().minus(ago);
        UUID opener = city.officer("XN/investigator").id();
        var of = new Inquiry(
                CITY,
                UUID.randomUUID(),
                "线索试验" + UUID.randomUUID(),
                "extortion",
                null,
                null,
                "SJ",
                null,
                Set.of("SJ"),
                CityTime.day(at),
                opener,
                at,
                "有人反映",
                null,
                Set.of(opener, city.officer("ZX/supervisor").id()),
                List.of());
        book.open(of);
        return of;
    }

    private OrderRow task(Inquiry of) {
        List<WorkOrders.Line> raised =
                orders.raisedFrom(CITY, Source.Kind.CLUE, of.id().toString());
        assertThat(raised).hasSize(1);
        return raised.getFirst().row();
    }

    private UUID training(LocalDate due, boolean done) {
        UUID id = UUID.randomUUID();
        UUID person = UUID.randomUUID();
        jdbc.sql("""
                        insert into supervision.training
                               (region_code, id, department_code, person_id, days, opened_on, due_on, count_before, done_on,
                                done_by, done_note)
                        values (:region, :id, 'SJ', :person, 90, :opened, :due, 3, :done, :by, :note)
                        """)
                .param("region", CITY)
                .param("id", id)
                .param("person", person)
                .param("opened", due.minusDays(30))
                .param("due", due)
                .param("done", done ? due : null, Types.DATE)
                .param("by", done ? person : null, Types.OTHER)
                .param("note", done ? "已培训" : null, Types.VARCHAR)
                .update();
        return id;
    }

    private UUID order(UUID training) {
        return Objects.requireNonNull(
                trainings.find(CITY, training).orElseThrow().order());
    }

    private static LocalDate until(OrderRow row) {
        return Objects.requireNonNull(row.raised()).answerOn();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
