package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.casework.TransitionTable.Row;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.delivery.Way;
import org.yimen.organisation.Directory;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** 全流程: from application to archive every step of every item is a command here; there is no way around one of them. */
@HallTest
class WholeWayTest {

    @Autowired
    Catalogue catalogue;

    @Autowired
    Directory directory;

    @Test
    @Proves("M-APR-14")
    @DisplayName("承接事项从申请到归档，每一步都在平台办理")
    void noWayLeadsFromApplicationToArchiveAroundAnyStep() {
        assertThat(reaches(Set.of())).isTrue();

        // Each of them alone taken out of the table, and no granted or refused case comes to its end.
        assertThat(reaches(Set.of(Command.Submit.class))).isFalse();
        assertThat(reaches(Set.of(Command.Grant.class, Command.Refuse.class))).isFalse();
        assertThat(reaches(Set.of(Command.Issue.class, Command.Serve.class))).isFalse();
        assertThat(reaches(Set.of(Command.Deliver.class, Command.Serve.class))).isFalse();
        assertThat(reaches(Set.of(Command.Wake.class))).isFalse();
        // A refusal ends by its service, a grant by certificate and hand-over. What the second of two consents to is
        // what the
        // first proposed (SecondEyesTest), which the table does not know.
        var two = Command.Consent.class;
        assertThat(reaches(Set.of(Command.Refuse.class, two, Command.Issue.class)))
                .isFalse();
        assertThat(reaches(Set.of(Command.Refuse.class, two, Command.Deliver.class)))
                .isFalse();
        assertThat(reaches(Set.of(Command.Grant.class, two, Command.Serve.class)))
                .isFalse();
    }

    @Test
    @Proves("M-APR-14")
    void everyStepOfEveryItemBelongsToAPostOfThePlatform() {
        for (ItemVersion item : catalogue.published()) {
            Stream<String> reviewing = item.plan().stages().stream()
                    .map(Stage::departments)
                    .flatMap(List::stream)
                    .map(department -> department + "/examiner");
            Stream<String> special =
                    item.plan().steps().stream().map(Step::department).map(department -> department + "/examiner");
            Stream<String> ends = Stream.of(item.department() + "/chief", "ZX/window");

            assertThat(Stream.of(reviewing, special, ends).flatMap(posts -> posts))
                    .as(item.code())
                    .allMatch(post -> directory.post("629901", post).isPresent());
        }
    }

    @Test
    @Proves("M-APR-14")
    void whatIsHandedOverIsHandedOverInAWayThatThePlatformKnows() {
        assertThat(Way.values())
                .extracting(Way::code)
                .containsExactly("window", "terminal", "mail", "online", "announcement");
        assertThat(Way.find("elsewhere")).isEmpty();
    }

    /** True where some way leads from a draft to the archive without these commands. */
    private static boolean reaches(Set<Class<? extends Command>> without) {
        var seen = new HashSet<Class<? extends State>>();
        var open = new ArrayDeque<Class<? extends State>>(List.of(State.Draft.class));
        while (!open.isEmpty()) {
            Class<? extends State> state = open.pop();
            if (!seen.add(state)) {
                continue;
            }
            for (Row<State, Command> row : Application.TRANSITIONS.rows()) {
                if (row.from().equals(state) && !without.contains(row.command())) {
                    row.leadsTo().stream()
                            .filter(next -> !isTheLawsOwn(row, next))
                            .forEach(open::add);
                }
            }
        }
        return seen.contains(State.Archived.class);
    }

    /**
     * 行政许可法 art. 50: a renewal that was asked for in time and not decided before expiry is granted by the law itself. And
     * arts. 69, 70: what has ended before anybody had it certifies nothing and is handed to nobody (SupervisionPagesTest).
     */
    private static boolean isTheLawsOwn(Row<State, Command> row, Class<? extends State> next) {
        boolean ended = row.from().equals(State.Issued.class) && next.equals(State.Archived.class);
        return row.command().equals(Command.Wake.class) && (next.equals(State.Granted.class) || ended);
    }
}
