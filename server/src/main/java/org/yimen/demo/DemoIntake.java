package org.yimen.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.Accept;
import org.yimen.hotline.WorkOrder.Command.Dispatch;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.intake.Boxes;
import org.yimen.intake.Opinions;
import org.yimen.intake.SocialAccount.Incoming;
import org.yimen.intake.SocialInbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.ReplayTime;

/** Boxes that hang in the demo's city, what people wrote on WeChat and Weibo, and what they talk about. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoIntake {

    private static final Logger log = LoggerFactory.getLogger(DemoIntake.class);
    private static final byte[] SCAN = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final Boxes boxes;
    private final Opinions opinions;
    private final SocialInbox inbox;
    private final OrderDesk desk;
    private final Directory directory;
    private final InstantSource time;
    private final int cases;

    DemoIntake(
            Boxes boxes,
            Opinions opinions,
            SocialInbox inbox,
            OrderDesk desk,
            Directory directory,
            InstantSource time,
            @Value("${yimen.demo.cases:240}") int cases) {
        this.boxes = boxes;
        this.opinions = opinions;
        this.inbox = inbox;
        this.desk = desk;
        this.directory = directory;
        this.time = time;
        this.cases = cases;
    }

    @EventListener(ApplicationReadyEvent.class)
    void fill() {
        if (cases > 0 && boxes.all().isEmpty()) {
            Thread.ofVirtual().name("demo-intake").start(this::live);
        }
    }

    private void live() {
        try {
            Instant now = time.instant();
            at(now.minus(Duration.ofDays(20)), this::hang);
            at(now.minus(Duration.ofDays(4)), this::open);
            at(now.minus(Duration.ofDays(3)), this::write);
            at(now.minus(Duration.ofDays(2)), this::answer);
            at(now.minus(Duration.ofHours(20)), this::talk);
        } catch (RuntimeException failure) {
            log.error("The demo has no boxes", failure);
        }
    }

    private void hang() {
        boxes.place(officer("rx.operator1"), "A-01", "一楼大厅东门", 7);
        boxes.place(officer("rx.operator1"), "A-02", "二楼电梯口", 7);
        boxes.place(officer("rx.operator1"), "B-01", "青石桥街道便民中心", 14);
    }

    private void open() {
        UUID opening = UUID.randomUUID();
        boxes.open(officer("rx.operator1"), opening, "A-01", 2);
        boxes.confirm(officer("rx.operator2"), opening, 2);
        var paper = new Report("suggestion", "hall", null, false, new Content("老人等号区加几把带扶手的椅子。", "", ""), null);
        String key = UUID.randomUUID().toString();
        var _ = Patience.outcome(
                () -> boxes.register(officer("rx.operator1"), "12345/operator", opening, paper, "扫描.png", SCAN, key));
    }

    private void write() {
        write("wechat", "demo-wx-1", "居住证到期了还能续签吗？");
        write("weibo", "demo-wb-1", "投诉 滨河路夜里施工吵得睡不着");
    }

    private void write(String channel, String from, String text) {
        var message = new Incoming(UUID.randomUUID().toString(), from, text, time.instant());
        var _ = Patience.outcome(() -> inbox.hear(channel, message));
    }

    private void answer() {
        UUID order = found("自来水为什么发黄", "本地论坛", "water", "清泉街道三个小区都有人发帖。", 1, "SL");
        var id = new CaseId(directory.region(), order);
        act(id, "rx.dispatcher1", "12345/dispatcher", new Dispatch("SL", List.of(), ""));
        act(id, "sl.chief", "SL/chief", new Accept());
        act(id, "sl.chief", "SL/chief", new Respond("管网改造引起，已安排冲洗和检测。", null, ""));
        opinions.publish(officer("rx.dispatcher1"), order, "清泉街道部分小区因管网改造出现短时黄水，今晚完成冲洗，检测结果明天公布。");
    }

    private void talk() {
        UUID order = found("中考报名系统卡顿", "家长群", "school", "昨晚开始有家长反映页面打不开。", 0, "JY");
        for (String source : List.of("微博话题", "本地论坛", "短视频评论")) {
            opinions.seenAgain(officer("rx.dispatcher1"), order, source, UUID.randomUUID());
        }
    }

    private UUID found(String title, String source, String topic, String text, int level, String department) {
        var issue = new Opinions.Found(title, source, "", level, topic, text, List.of(department));
        String key = UUID.randomUUID().toString();
        return Patience.outcome(() -> opinions.find(officer("rx.dispatcher1"), "12345/dispatcher", issue, key));
    }

    private void act(CaseId id, String login, String post, Command command) {
        Actor actor = Actor.officer(officer(login).id(), post);
        String key = UUID.randomUUID().toString();
        var _ = Patience.outcome(() -> desk.act(id, actor, key, null, command));
    }

    private Officer officer(String login) {
        return directory.officer(
                directory.staff(directory.region(), login).orElseThrow().id(), time.instant());
    }

    private static void at(Instant moment, Runnable scene) {
        ReplayTime.at(moment, scene);
    }
}
