package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.Loops.Place;
import org.yimen.application.Loops.Stuck;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.supervision.PushedNow;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 闭环: nothing is closed before its last link is, and what rests between two is found. */
@HallTest
class LoopsTest {

    private static final String ITEM = "public-place-hygiene";

    @Autowired
    City city;

    @Autowired
    ApplicationDesk desk;

    @Autowired
    Loops loops;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PushedNow pushed;

    @Autowired
    LoopLinks links;

    @Autowired
    TestTime time;

    private final Push push = new Push();

    /** As the supervising department is told of a licence. */
    private static final class Push implements LoopLink {
        private final Set<CaseId> done = new HashSet<>();

        @Override
        public String code() {
            return "push";
        }

        @Override
        public boolean concerns(ItemVersion item) {
            return item.code().equals(ITEM);
        }

        @Override
        public boolean isDone(CaseFile<State> file) {
            return done.contains(file.id());
        }
    }

    @AfterEach
    void takeOut() {
        links.remove(push);
    }

    @Test
    @Proves("M-APR-16")
    void whatRestsBetweenTwoEndsIsListedUntilItMovesAndNothingIsClosedEarly() {
        links.add(push);
        CaseId id = city.granted(ITEM).id();
        assertThat(found(id)).as("it was decided a moment ago").isEmpty();

        time.advance(Duration.ofDays(12));
        assertThat(found(id))
                .hasValueSatisfying(stuck -> assertThat(stuck.place()).isEqualTo(Place.DECISION_PAPER));

        String department = desk.item(desk.find(id)).department();
        desk.issue(id, city.at(department + "/chief"), City.key(), null);
        assertThat(found(id)).isEmpty();
        time.advance(Duration.ofDays(12));
        assertThat(found(id))
                .hasValueSatisfying(stuck -> assertThat(stuck.place()).isEqualTo(Place.PAPER_DELIVERY));

        desk.act(id, city.at("ZX/window"), City.key(), null, city.toHimself(id));
        pushed.until(id);
        time.advance(Duration.ofDays(4));
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.wake(id))
                .returns("application.loop.open", CaseRuleBroken::code);
        assertThat(found(id)).hasValueSatisfying(stuck -> {
            assertThat(stuck.place()).isEqualTo(Place.DELIVERY_ARCHIVE);
            assertThat(stuck.link()).isEqualTo("push");
            assertThat(stuck.department()).isEqualTo(department);
        });
        assertThat(loops.close(id)).isFalse();
        assertThat(desk.find(id).state()).isInstanceOf(State.Delivered.class);

        push.done.add(id);
        assertThat(found(id)).as("the job closes it").isEmpty();
        assertThat(desk.find(id).state()).isInstanceOf(State.Archived.class);
    }

    @Test
    void aRefusalThatNobodyServesIsFound() {
        CaseId id = city.accepted(ITEM).id();
        city.review(id);
        var item = desk.item(desk.find(id));
        desk.write(
                id,
                city.at(item.department() + "/chief"),
                City.key(),
                null,
                paper -> new Command.Refuse(
                        List.of(item.conditions().getFirst().code()),
                        "不符合条件",
                        item.basis().getFirst().cited(),
                        paper));

        time.advance(Duration.ofDays(12));

        assertThat(found(id))
                .hasValueSatisfying(stuck -> assertThat(stuck.place()).isEqualTo(Place.REFUSAL_SERVICE));
        assertThat(loops.counts())
                .anyMatch(count -> count.department().equals(item.department())
                        && count.place() == Place.REFUSAL_SERVICE
                        && count.cases() > 0);
    }

    private Optional<Stuck> found(CaseId id) {
        loops.look();
        // The list shows the oldest of the whole city, of which other tests have left many.
        return jdbc.sql("""
                        select number, item_code, item_version, department_code, place, link, since_on
                          from application.stuck
                         where region_code = :region and case_id = :id
                        """)
                .param("region", id.region())
                .param("id", id.value())
                .query((row, _) -> new Stuck(
                        id,
                        row.getString("number"),
                        row.getString("item_code"),
                        row.getInt("item_version"),
                        row.getString("department_code"),
                        Place.valueOf(row.getString("place")),
                        row.getString("link"),
                        row.getObject("since_on", LocalDate.class)))
                .optional();
    }
}
