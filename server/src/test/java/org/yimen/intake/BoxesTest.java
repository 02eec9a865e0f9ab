package org.yimen.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.CaseFile;
import org.yimen.hotline.OrderFiles;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrders;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class BoxesTest {

    private static final String CITY = "629901";

    @Autowired
    private Boxes boxes;

    @Autowired
    private OrderFiles files;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private AuditLog audit;

    @Autowired
    private Directory directory;

    @Autowired
    private TestTime time;

    private Officer first;
    private Officer second;
    private String box;

    @BeforeEach
    void hang() {
        first = officer("rx.operator1");
        second = officer("rx.operator2");
        box = "T" + UUID.randomUUID().toString().substring(0, 8);
        boxes.place(first, box, "一楼大厅东门", 7);
    }

    private Officer officer(String login) {
        return directory.officer(directory.staff(CITY, login).orElseThrow().id(), time.instant());
    }

    private static Report paper() {
        return new Report("suggestion", "hall", null, false, new Content("饮水机旁边放个凳子", "", ""), null);
    }

    private CaseFile<State> registered(UUID opening, String key) {
        return boxes.register(first, "12345/operator", opening, paper(), "扫描.png", City.PHOTO, key);
    }

    private static void refused(String code, Runnable act) {
        assertThatExceptionOfType(IntakeRefused.class).isThrownBy(act::run).returns(code, IntakeRefused::code);
    }

    @Test
    @Proves("M-HOT-11")
    void theLogTellsWhoSaysWhereABoxHangsAndHowOftenItIsOpened() {
        boxes.place(first, box, "一楼大厅东门", 7);
        boxes.place(second, box, "地下车库", 366);

        assertThat(Trail.of(audit, CITY, List.of(Boxes.PLACED)))
                .filteredOn(entry -> entry.subject().equals(box))
                .as("what changes nothing is no entry")
                .extracting(entry -> entry.actor() + " " + entry.detail().get("days"))
                .containsExactlyInAnyOrder(first.id() + " 7", second.id() + " 366");
    }

    @Test
    @Proves("M-HOT-11")
    void twoPeopleOpenItAndEachPaperEntersTheSameFlowWithItsScan() {
        UUID opening = UUID.randomUUID();
        boxes.open(first, opening, box, 1);
        refused("intake.box.unconfirmed", () -> registered(opening, City.key()));

        refused("intake.box.two", () -> boxes.confirm(first, opening, 1));
        refused("intake.box.count", () -> boxes.confirm(second, opening, 2));
        boxes.confirm(second, opening, 1);
        refused(
                "intake.box.scan",
                () -> boxes.register(first, "12345/operator", opening, paper(), "", new byte[0], City.key()));
        String key = City.key();
        CaseFile<State> order = registered(opening, key);

        assertThat(registered(opening, key).id())
                .as("the same form is the same paper")
                .isEqualTo(order.id());
        refused("intake.box.all", () -> registered(opening, City.key()));
        assertThat(orders.find(order.id().value()).orElseThrow().row())
                .satisfies(row -> assertThat(row.channel()).isEqualTo("box"))
                .satisfies(row -> assertThat(row.anonymous()).isTrue())
                .satisfies(row -> assertThat(row.dueOn()).isNotNull());
        assertThat(files.of(order.id()))
                .singleElement()
                .satisfies(file -> assertThat(file.mediaType()).isEqualTo("image/png"));
        assertThat(boxes.openingOf(order.id()).orElseThrow().box()).isEqualTo(box);
    }

    @Test
    @Proves("M-HOT-11")
    void theNextOpeningIsDueAfterTheInterval() {
        LocalDate today = CityTime.day(time.instant());
        assertThat(due()).isEqualTo(today.plusDays(7));
        time.advance(Duration.ofDays(5));
        UUID opening = UUID.randomUUID();
        boxes.open(first, opening, box, 0);

        assertThat(due()).as("it counts once the second one confirmed").isEqualTo(today.plusDays(7));
        boxes.confirm(second, opening, 0);

        assertThat(due()).isEqualTo(today.plusDays(12));
    }

    private LocalDate due() {
        return boxes.all().stream()
                .filter(each -> each.code().equals(box))
                .findFirst()
                .orElseThrow()
                .dueOn();
    }

    @Test
    void oneOpeningWaitsForItsSecondPersonAtATime() {
        UUID opening = UUID.randomUUID();
        boxes.open(first, opening, box, 3);
        boxes.open(first, opening, box, 3);

        refused("platform.key.reused", () -> boxes.open(first, opening, box, 4));
        refused("platform.key.reused", () -> boxes.open(second, opening, box, 3));
        refused("intake.box.waits", () -> boxes.open(second, UUID.randomUUID(), box, 1));
        refused("intake.box.first", () -> boxes.recount(second, opening, 2));
        boxes.recount(first, opening, 2);
        boxes.confirm(second, opening, 2);
        assertThat(boxes.find(opening).orElseThrow().papers()).isEqualTo(2);
    }

    @Test
    void nobodysNumberHangsOnTheWall() {
        refused("intake.box.number", () -> boxes.place(first, "15400000001", "二楼", 7));
        refused("intake.box.number", () -> boxes.place(first, box, "问老王 154-0000-0001", 7));
    }

    @Test
    void whoTakesDownNothingOpensNoBox() {
        Officer examiner = officer("zx.catalogue");

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> boxes.open(examiner, UUID.randomUUID(), box, 1));
    }
}
