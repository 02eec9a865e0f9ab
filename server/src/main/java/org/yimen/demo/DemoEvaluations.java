package org.yimen.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yimen.evaluation.Appointment;
import org.yimen.evaluation.Appointments;
import org.yimen.evaluation.Outing;
import org.yimen.evaluation.Outing.Mark;
import org.yimen.evaluation.Outing.Report;
import org.yimen.evaluation.Outings;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.ReplayTime;

/** A social supervisor, a body that evaluates, a head who walked through his own process, and what they found. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoEvaluations {

    private static final Logger log = LoggerFactory.getLogger(DemoEvaluations.class);

    /** 个体工商户登记. */
    private static final String BUSINESS = "sole-trader-registration";

    private final Appointments appointments;
    private final Outings outings;
    private final Directory directory;
    private final InstantSource time;
    private final int cases;

    DemoEvaluations(
            Appointments appointments,
            Outings outings,
            Directory directory,
            InstantSource time,
            @Value("${yimen.demo.cases:240}") int cases) {
        this.appointments = appointments;
        this.outings = outings;
        this.directory = directory;
        this.time = time;
        this.cases = cases;
    }

    @EventListener(ApplicationReadyEvent.class)
    void fill() {
        if (cases > 0 && appointments.all(directory.region()).isEmpty()) {
            Thread.ofVirtual().name("demo-evaluations").start(this::live);
        }
    }

    private void live() {
        try {
            Instant now = time.instant();
            UUID supervisor = UUID.randomUUID();
            UUID walk = UUID.randomUUID();
            UUID visit = UUID.randomUUID();
            ReplayTime.at(now.minus(Duration.ofDays(20)), () -> appoint(supervisor));
            ReplayTime.at(now.minus(Duration.ofDays(12)), () -> plan(supervisor, walk, visit));
            ReplayTime.at(now.minus(Duration.ofDays(9)), () -> report(supervisor, walk, visit));
            ReplayTime.at(
                    now.minus(Duration.ofDays(8)),
                    () -> Patience.patiently(() -> outings.release(officer("zx.supervisor"), visit)));
        } catch (RuntimeException failure) {
            log.error("Nobody looks at the demo from outside", failure);
        }
    }

    private void appoint(UUID supervisor) {
        appoint(supervisor, Appointment.Kind.SUPERVISOR, "629901199503124524", "陈晓禾", "社会监督员");
        appoint(UUID.randomUUID(), Appointment.Kind.BODY, "91629901MA9900B28U", "安澜市云杉建设工程有限公司", "第三方测评机构");
    }

    private void appoint(UUID id, Appointment.Kind kind, String number, String name, String capacity) {
        LocalDate today = today();
        var entry = new Appointments.Entry(id, kind, number, name, capacity, List.of(), today, today.plusYears(1));
        Patience.patiently(() -> appointments.appoint(officer("zx.director"), entry));
    }

    private void plan(UUID supervisor, UUID walk, UUID visit) {
        Officer head = officer("sj.head");
        var steps = List.of("在网上找到事项", "按指南准备材料", "到窗口交一次");
        Patience.patiently(() -> outings.plan(
                head, plan(walk, Outing.Kind.WALK, "我陪群众走流程：个体工商户登记", "SJ", BUSINESS, steps, null, head.id())));
        Patience.patiently(() -> outings.plan(
                officer("zx.supervisor"),
                plan(
                        visit,
                        Outing.Kind.MYSTERY,
                        "暗访：卫生许可窗口",
                        "WJW",
                        null,
                        List.of("取号等候", "问清要带什么"),
                        supervisor,
                        null)));
    }

    private Outings.Plan plan(
            UUID id,
            Outing.Kind kind,
            String title,
            String department,
            @Nullable String item,
            List<String> script,
            @Nullable UUID appointment,
            @Nullable UUID staff) {
        return new Outings.Plan(id, kind, title, department, item, null, script, appointment, staff, today());
    }

    private void report(UUID supervisor, UUID walk, UUID visit) {
        String region = directory.region();
        Officer head = officer("sj.head");
        Outing own = outings.find(region, walk).orElseThrow();
        var walked = new Report(
                today(),
                List.of(
                        new Mark(true, 240, 1, ""),
                        new Mark(false, 900, 2, "租赁合同要几份，指南没有写"),
                        new Mark(true, 600, 0, "")),
                null,
                "网上顺，材料说明不够细。",
                head.id());
        Patience.patiently(() -> outings.report(own, head.id(), null, walked, List.of("指南没有写租赁合同的份数")));
        Appointment as = appointments.find(region, supervisor).orElseThrow();
        Outing visited = outings.find(region, visit).orElseThrow();
        var seen = new Report(
                today(),
                List.of(new Mark(true, 1500, 0, "等了二十五分钟"), new Mark(true, 300, 0, "")),
                new BigDecimal("84.5"),
                "窗口讲得清楚，等得有点久。",
                as.holder());
        Patience.patiently(() -> outings.report(visited, as.holder(), as, seen, List.of("上午十点前后只开一个窗口")));
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private Officer officer(String login) {
        return directory.officer(
                directory.staff(directory.region(), login).orElseThrow().id(), time.instant());
    }
}
