package org.yimen.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.intake.Opinions.Found;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
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
