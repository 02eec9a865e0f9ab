package org.yimen.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.Raising;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.Accept;
import org.yimen.hotline.WorkOrder.Command.Confirm;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.improvement.Bulletins;
import org.yimen.improvement.Occasion;
import org.yimen.improvement.Occasion.Kind;
import org.yimen.improvement.Occasion.Notes;
import org.yimen.improvement.Occasion.Verdict;
import org.yimen.improvement.Occasions;
import org.yimen.improvement.Occasions.Draft;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.ReplayTime;

/** What supervision of the invented city has looked at in the last weeks: some of each kind, open, late and closed. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoImprovement {

    private static final Logger log = LoggerFactory.getLogger(DemoImprovement.class);
    private static final String SUPERVISOR = "ZX/supervisor";
    private static final String DIRECTOR = "ZX/director";
    private static final String CHIEF = "ZX/chief";

    private final Occasions occasions;
    private final Bulletins bulletins;
    private final Raising raising;
    private final OrderDesk desk;
    private final Directory directory;
    private final InstantSource time;
    private final int cases;

    /** Where the demo stands; within a replay the clock says the moment that is replayed. */
    private volatile Instant now = Instant.EPOCH;

    private volatile boolean closing;

    DemoImprovement(
            Occasions occasions,
            Bulletins bulletins,
            Raising raising,
            OrderDesk desk,
            Directory directory,
            InstantSource time,
            @Value("${yimen.demo.cases:240}") int cases) {
        this.occasions = occasions;
        this.bulletins = bulletins;
        this.raising = raising;
        this.desk = desk;
        this.directory = directory;
        this.time = time;
        this.cases = cases;
    }

    @EventListener(ApplicationReadyEvent.class)
    void fill() {
        if (cases > 0 && occasions.list(officer(SUPERVISOR), Kind.VISIT).isEmpty()) {
            Thread.ofVirtual().name("demo-improvement").start(this::live);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    void live() {
        now = time.instant();
        try {
            visit();
            inspection();
            external();
            suspicions();
            bulletin();
            open(1, DIRECTOR, draft(Kind.MEETING, "“放管服”改革推进会第四次会议", "", "", List.of(SUPERVISOR), ""));
        } catch (RuntimeException failure) {
            if (!closing) {
                log.error("The demo's inspections went wrong", failure);
            }
        }
    }

    private void visit() {
        Occasion of = open(18, CHIEF, draft(Kind.VISIT, "走访云溪食品加工扩建项目", "", "云溪食品（虚构）", List.of("SJ/chief"), ""));
        at(
                17,
                () -> occasions.hold(
                        officer(CHIEF),
                        of.id(),
                        day(17),
                        new Notes("主体已封顶，设备 12 月到厂", "用地预审和食品许可的材料要求不一致", "两个部门用同一份平面图")));
        UUID done = raise(17, CHIEF, "problem", "平面图两个部门要求不一致", of.source(), "SJ", 20, "统一平面图要求");
        act(15, done, "SJ/chief", new Accept());
        act(9, done, "SJ/chief", new Respond("已与自然资源部门统一，指南已改。", null, ""));
        act(7, done, CHIEF, new Confirm(Outcome.SATISFIED, "回访企业，已用同一份图"));
        UUID open = raise(17, CHIEF, "problem", "用地预审两个月没有结果", of.source(), "ZR", 30, "说明原因并给出日期");
        act(16, open, "ZR/chief", new Accept());
    }

    private void inspection() {
        Occasion of =
                open(12, SUPERVISOR, draft(Kind.INSPECTION, "窗口纪律交叉检查", "JY", "", List.of("MZ/chief", "SJ/chief"), ""));
        at(
                11,
                () -> occasions.hold(
                        officer(SUPERVISOR), of.id(), day(11), new Notes("上午九点十分一个窗口空岗，无人顶岗", "", "完善 AB 岗")));
        // Nobody has read it: it has climbed by now.
        var _ = raise(8, SUPERVISOR, "problem", "窗口空岗无人顶岗", of.source(), "JY", 10, "说明原因，落实 AB 岗");
    }

    private void external() {
        Occasion of = open(25, SUPERVISOR, draft(Kind.EXTERNAL, "省级“互联网+政务服务”抽查", "MZ", "", List.of(), "一项指南的办理地点未更新"));
        UUID order = raise(24, SUPERVISOR, "problem", "指南办理地点未更新", of.source(), "MZ", 12, "更新并自查全部指南");
        act(23, order, "MZ/chief", new Accept());
        act(20, order, "MZ/chief", new Respond("已更新，自查 14 项无同类问题。", null, ""));
    }

    private void suspicions() {
        Occasion cancel =
                open(20, SUPERVISOR, draft(Kind.DISGUISED, "申领补贴前要求先办“备案登记表”盖章", "MZ", "", List.of(), "指南没有列这张表"));
        at(
                18,
                () -> occasions.rule(
                        officer(DIRECTOR), cancel.id(), Verdict.CANCEL, "没有依据，相当于增设许可", day(18).plusDays(30)));
        var _ = open(4, SUPERVISOR, draft(Kind.DISGUISED, "开工前要求到窗口“预登记”", "ZJ", "", List.of(), "企业在12345反映"));
    }

    private void bulletin() {
        UUID id = UUID.randomUUID();
        at(
                6,
                () -> bulletins.issue(
                        officer(SUPERVISOR),
                        id,
                        "11 月窗口纪律通报",
                        "交叉检查发现一个窗口空岗。请各单位对照 AB 岗要求自查，空岗要有人顶岗。",
                        List.of("JY", "MZ", "SJ", "WJW", "ZJ")));
        at(5, () -> bulletins.read(officer("SJ/chief"), id));
    }

    private Draft draft(Kind kind, String title, String unit, String firm, List<String> team, String situation) {
        return new Draft(
                UUID.randomUUID(),
                kind,
                title,
                unit,
                null,
                firm,
                team.stream().map(post -> officer(post).id()).toList(),
                day(0),
                situation,
                false);
    }

    private Occasion open(int daysAgo, String post, Draft draft) {
        var then = new Draft(
                draft.id(),
                draft.kind(),
                draft.title(),
                draft.unit(),
                null,
                draft.firmName(),
                draft.team(),
                day(daysAgo),
                draft.situation(),
                draft.criticism());
        at(daysAgo, () -> occasions.open(officer(post), then));
        return occasions.find(officer(post), draft.id()).orElseThrow();
    }

    private UUID raise(
            int daysAgo, String post, String type, String subject, Source source, String unit, int days, String text) {
        var id = new UUID[1];
        at(
                daysAgo,
                () -> id[0] = raising.raise(
                                Wish.of(
                                        type,
                                        subject,
                                        source,
                                        unit,
                                        day(daysAgo).plusDays(days),
                                        text),
                                post,
                                Actor.officer(officer(post).id(), post),
                                UUID.randomUUID().toString())
                        .id()
                        .value());
        return id[0];
    }

    private void act(int daysAgo, UUID order, String post, Command command) {
        at(
                daysAgo,
                () -> desk.act(
                        new CaseId(directory.region(), order),
                        Actor.officer(officer(post).id(), post),
                        UUID.randomUUID().toString(),
                        null,
                        command));
    }

    private void at(int daysAgo, Runnable act) {
        ReplayTime.at(moment(daysAgo), () -> Patience.patiently(() -> closing, act));
    }

    private Instant moment(int daysAgo) {
        return now.minus(Duration.ofDays(daysAgo));
    }

    private LocalDate day(int daysAgo) {
        return CityTime.day(moment(daysAgo));
    }

    /** Who holds the post himself. */
    private Officer officer(String post) {
        Instant at = time.instant();
        return directory.holders(directory.region(), post, CityTime.day(at)).stream()
                .filter(holder -> !holder.standIn())
                .findFirst()
                .map(holder -> directory.officer(holder.staff().id(), at))
                .orElseThrow(() -> new IllegalStateException("Nobody holds " + post));
    }
}
