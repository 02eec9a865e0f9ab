package org.yimen.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.WorkOrder;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrders;
import org.yimen.intake.Opinions.Found;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class OpinionsTest {

    private static final String CITY = "629901";

    @Autowired
    private Opinions opinions;

    @Autowired
    private OrderDesk desk;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private City city;

    @Autowired
    private Directory directory;

    @Autowired
    private TestTime time;

    private Officer officer(String login) {
        return directory.officer(directory.staff(CITY, login).orElseThrow().id(), time.instant());
    }

    private UUID found(int level) {
        var issue = new Found("自来水为什么发黄", "本地论坛", "https://forum.example/1", level, "water", "三个小区都有人说", List.of("SL"));
        return opinions.find(officer("rx.dispatcher1"), "12345/dispatcher", issue, City.key());
    }

    private void again(UUID order, int times) {
        for (int i = 0; i < times; i++) {
            opinions.seenAgain(officer("rx.dispatcher1"), order, "业主群", UUID.randomUUID());
        }
    }

    private Opinion read(UUID order) {
        return opinions.of(order).orElseThrow();
    }

    @Test
    @Proves("M-STD-11")
    void whatIsSeenAgainAndAgainGoesUpALevelAndItsHourComesNearer() {
        UUID order = found(0);
        assertThat(read(order).respondBy()).isEqualTo(time.instant().plus(Duration.ofDays(2)));
        time.advance(Duration.ofHours(2));

        again(order, 2);
        assertThat(read(order).level()).isZero();
        UUID key = UUID.randomUUID();
        opinions.seenAgain(officer("rx.dispatcher1"), order, "业主群", key);
        opinions.seenAgain(officer("rx.dispatcher1"), order, "业主群", key);
        refused("platform.key.reused", () -> opinions.seenAgain(officer("rx.dispatcher1"), order, "论坛", key));

        assertThat(read(order).again()).isEqualTo(3);
        assertThat(read(order).level()).isEqualTo(1);
        assertThat(read(order).respondBy()).isEqualTo(time.instant().plus(Duration.ofDays(1)));
        time.advance(Duration.ofHours(23));
        again(order, 3);
        assertThat(read(order).level()).isEqualTo(2);
        assertThat(read(order).respondBy())
                .as("a higher level never gives more time")
                .isEqualTo(time.instant().plus(Duration.ofHours(1)));
        time.advance(Duration.ofHours(2));
        assertThat(read(order).isLate(time.instant())).isTrue();
    }

    @Test
    @Proves("M-STD-11")
    void theAnswerIsPublishedAfterTheUnitAnsweredByAnotherAndForGood() {
        UUID order = found(1);
        Officer dispatcher = officer("rx.dispatcher1");
        refused("intake.opinion.unanswered", () -> opinions.publish(dispatcher, order, "正在冲洗管网"));
        var id = new CaseId(CITY, order);
        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch("SL", List.of(), ""));
        desk.act(id, city.at("SL/chief"), City.key(), null, new Accept());
        desk.act(id, city.at("SL/chief"), City.key(), null, new Respond("管网改造，今晚冲洗完", null, ""));
        assertThat(opinions.published()).noneMatch(each -> each.order().equals(order));

        refused("intake.opinion.number", () -> opinions.publish(dispatcher, order, "请打 13912345678 找老王"));
        opinions.publish(dispatcher, order, "管网改造引起，今晚冲洗完毕，水质合格。");

        refused("intake.opinion.published", () -> opinions.publish(dispatcher, order, "又改了"));
        assertThat(opinions.published())
                .filteredOn(each -> each.order().equals(order))
                .singleElement()
                .satisfies(each -> assertThat(each.answer()).contains("水质合格"))
                .satisfies(each -> assertThat(each.isLate(time.instant())).isFalse());
    }

    @Test
    @Proves("M-STD-11")
    void anIssueClosesByItsPublicationAndIsUrgedWhenItsHourIsPast() {
        UUID order = found(2);
        var id = new CaseId(CITY, order);
        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch("SL", List.of(), ""));
        desk.act(id, city.at("SL/chief"), City.key(), null, new Accept());
        assertThat(clock(order)).as("five hours are no two working days").isEqualTo(today());
        desk.act(id, city.at("SL/chief"), City.key(), null, new Respond("今晚冲洗完", null, ""));
        assertThat(desk.find(id).state()).as("nobody can read it yet").isInstanceOf(State.Replied.class);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.act(
                        id, city.at("12345/operator"), City.key(), null, new Confirm(WorkOrder.Outcome.SATISFIED, "")))
                .returns("intake.opinion.publish-first", CaseRuleBroken::code);
        var _ = opinions.chase();
        assertThat(urged(order)).as("in time").isEmpty();

        time.advance(Duration.ofHours(6));
        var _ = opinions.chase();
        var _ = opinions.chase();

        var task = urged(order).getFirst().row();
        assertThat(urged(order)).hasSize(1);
        assertThat(task.unit()).isEqualTo("12345");
        time.advance(Duration.ofDays(2));
        desk.wake(new CaseId(CITY, task.id()));
        assertThat(orders.view(task.id(), city.at("12345/head")).next())
                .anyMatch(each -> each.post().equals("12345/head"));
        desk.wake(id);
        assertThat(desk.find(id).state()).as("time does not publish").isInstanceOf(State.Replied.class);

        opinions.publish(officer("rx.dispatcher1"), order, "今晚冲洗完毕，水质合格。");
        assertThat(desk.find(id).state())
                .isInstanceOfSatisfying(
                        State.Closed.class,
                        closed -> assertThat(closed.ending()).isEqualTo(WorkOrder.Ending.UNHEARD));
        assertThat(urged(order)).noneMatch(each -> each.row().open());
    }

    @Test
    @Proves("M-STD-11")
    void aRiseOfTheLevelShortensTheOrdersLimitFromThatDayOnAndStandsInItsJournal() {
        UUID order = found(0);
        var id = new CaseId(CITY, order);
        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch("SL", List.of(), ""));
        desk.act(id, city.at("SL/chief"), City.key(), null, new Accept());
        assertThat(clock(order)).as("two working days").isEqualTo(today().plusDays(2));
        assertThat(WorkOrder.matter(desk.find(id).state()).hurries()).isFalse();
        time.advance(Duration.ofDays(1));

        again(order, 3);

        assertThat(clock(order)).as("the urgent limit, from the rise on").isEqualTo(today());
        var view = orders.view(order, city.at("SL/chief"));
        assertThat(view.history())
                .filteredOn(each -> each.event() instanceof WorkOrder.Event.Hastened)
                .singleElement()
                .satisfies(each -> assertThat(each.event())
                        .isEqualTo(new WorkOrder.Event.Hastened(today(), "舆情升为“较大”，24 小时内公开回应")));
        assertThat(view.row().urgent()).isTrue();
        assertThat(view.may("hasten")).as("no officer does it").isFalse();

        time.advance(Duration.ofDays(1));
        again(order, 3);
        assertThat(read(order).level()).isEqualTo(2);
        assertThat(clock(order)).as("a further rise gives no more time").isEqualTo(today().minusDays(1));
        desk.wake(id);
        assertThat(orders.view(order, city.at("SL/head")).next())
                .anyMatch(each -> each.post().equals("SL/head"));
    }

    @Test
    @Proves("M-STD-11")
    void aRiseNeverLengthensALimitAndNothingThatHasEndedIsHastened() {
        UUID order = found(0);
        var id = new CaseId(CITY, order);
        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch("SL", List.of(), ""));
        desk.act(id, city.at("SL/chief"), City.key(), null, new Accept());
        LocalDate due = clock(order);
        time.advance(Duration.ofDays(5));

        again(order, 3);

        assertThat(clock(order)).as("it was late already").isEqualTo(due);
        desk.act(id, city.at("SL/chief"), City.key(), null, new Respond("今晚冲洗完", null, ""));
        opinions.publish(officer("rx.dispatcher1"), order, "今晚冲洗完毕，水质合格。");
        long version = desk.find(id).version();
        again(order, 3);
        assertThat(desk.find(id).version()).isEqualTo(version);
    }

    private List<WorkOrders.Line> urged(UUID order) {
        return orders.raisedFrom(CITY, WorkOrder.Source.Kind.ORDER, order.toString());
    }

    private LocalDate clock(UUID order) {
        return orders.view(order, city.at("SL/chief"))
                .clocks()
                .getFirst()
                .reading()
                .dueOn();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    @Test
    void nobodysNumberGoesIntoTheRegister() {
        Officer dispatcher = officer("rx.dispatcher1");
        var said = new Found("停水", "论坛", "", 0, "water", "找 13912345678", List.of("SL"));
        var linked = new Found("停水", "论坛", "https://forum.example/13912345678", 0, "water", "停水", List.of("SL"));

        refused("intake.opinion.number", () -> opinions.find(dispatcher, "12345/dispatcher", said, City.key()));
        refused("intake.opinion.number", () -> opinions.find(dispatcher, "12345/dispatcher", linked, City.key()));
    }

    @Test
    void onlyWhoKeepsTheRegisterWritesIntoIt() {
        Officer window = officer("zx.window1");

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> opinions.seenAgain(window, UUID.randomUUID(), "论坛", UUID.randomUUID()));
    }

    private static void refused(String code, Runnable act) {
        assertThatExceptionOfType(IntakeRefused.class).isThrownBy(act::run).returns(code, IntakeRefused::code);
    }
}
