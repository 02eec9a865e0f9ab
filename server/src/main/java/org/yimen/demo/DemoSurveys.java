package org.yimen.demo;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Command.StartStep;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Engaging;
import org.yimen.application.SpecialProcedures;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Step;
import org.yimen.casework.WorkLists;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.ReplayTime;
import org.yimen.platform.RuleBroken;
import org.yimen.procedure.Assignments;
import org.yimen.procedure.Copies;
import org.yimen.procedure.Copies.Copy;
import org.yimen.procedure.Engagements.Order;
import org.yimen.procedure.Experts;
import org.yimen.procedure.Survey.Appointment;
import org.yimen.procedure.Survey.Finding;
import org.yimen.procedure.Survey.Mode;
import org.yimen.procedure.Survey.Surveyor;
import org.yimen.procedure.Tender.Rank;
import org.yimen.procedure.Tender.Report;

/** Surveys of the demo city: two go, look at every point, and take a picture of a door. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoSurveys {

    private static final byte[] PICTURE = picture();

    /** Invented, like everybody here: name, field, employer, number. */
    private static final List<List<String>> EXPERTS = List.of(
            List.of("邵怀瑾", "水资源论证", "安澜大学水利学院", "62990119620112201X"),
            List.of("郁青峰", "水资源论证", "澜江流域规划院（演示）", "629901196302122027"),
            List.of("卞文澜", "水资源论证", "安澜市水文站", "629901196403122034"),
            List.of("解长河", "水资源论证", "已退休", "629901196504122041"),
            List.of("贺知秋", "公共卫生", "安澜大学公共卫生学院", "629901196605122059"),
            List.of("尚明德", "公共卫生", "安澜市疾控中心", "629901196706122066"),
            List.of("阮素问", "公共卫生", "已退休", "629901196807122073"));

    private static final int LOOKED_AT = 100;

    private static final String HYGIENE = "public-place-hygiene";

    /** Working days that the notice of the test states, and natural days of the order: it is due before they end. */
    private static final int TEST_DAYS = 8;

    private static final Logger log = LoggerFactory.getLogger(DemoSurveys.class);

    private final SpecialProcedures special;
    private final Engaging engaging;
    private final Experts experts;
    private final Copies copies;
    private final ApplicationDesk desk;
    private final WorkLists lists;
    private final Directory directory;
    private final InstantSource time;

    DemoSurveys(
            SpecialProcedures special,
            Engaging engaging,
            Experts experts,
            Copies copies,
            ApplicationDesk desk,
            WorkLists lists,
            Directory directory,
            InstantSource time) {
        this.special = special;
        this.engaging = engaging;
        this.experts = experts;
        this.copies = copies;
        this.desk = desk;
        this.lists = lists;
        this.directory = directory;
        this.time = time;
    }

    void appoint(CaseId id, Step step, Instant at) {
        String department = step.department();
        special.appoint(
                id,
                examiner(id, step),
                step.code(),
                new Appointment(
                        Mode.INDEPENDENT,
                        at,
                        "申请表所填地址",
                        List.of(
                                new Surveyor(holder(id, department + "/examiner"), department),
                                new Surveyor(holder(id, department + "/chief"), department)),
                        "",
                        "",
                        List.of()));
    }

    /** The two whom the law wants where the office itself verifies or tests. */
    void assign(CaseId id, Step step) {
        if (Assignments.asksForTwo(desk.item(desk.find(id)), step)) {
            var two = List.of(holder(id, step.department() + "/examiner"), holder(id, step.department() + "/chief"));
            special.assign(id, examiner(id, step), step.code(), two);
        }
    }

    /** Every other one of those who bid wins a place. */
    static boolean wins(int number) {
        return number / DemoCases.PER_FATE % 2 == 0;
    }

    /** One report for each, as if every case were a lot of its own. */
    void ranks(CaseId id, Step step, int number) {
        String report = "招评〔2026〕" + desk.find(id).number();
        var rank = new Rank(id.value(), wins(number) ? 1 : 2, wins(number) ? "91.5 分" : "84 分");
        var said = new Report(report, "安澜市公共资源交易中心", CityTime.day(time.instant()), 1, List.of(rank));
        special.recordTender(
                id,
                examiner(id, step),
                step.code(),
                UUID.nameUUIDFromBytes(report.getBytes(StandardCharsets.UTF_8)),
                said);
    }

    void record(CaseId id, Step step) {
        Officer examiner = examiner(id, step);
        special.photograph(id, examiner, step.code(), PICTURE);
        special.record(
                id,
                examiner,
                step.code(),
                new Finding(
                        step.checklist().stream().collect(Collectors.toMap(Plan.Point::code, _ -> true)),
                        true,
                        "现场与申请材料一致，符合要求。"));
    }

    /** A pool of experts, a few questions to other departments, and somebody who may ask for a hearing. */
    void more() {
        String region = directory.region();
        for (List<String> expert : EXPERTS) {
            UUID id = UUID.nameUUIDFromBytes(expert.getLast().getBytes(StandardCharsets.UTF_8));
            experts.enter(region, id, expert.getFirst(), expert.get(1), expert.get(2), "", expert.getLast(), List.of());
        }
        UUID retired = UUID.nameUUIDFromBytes(EXPERTS.getLast().getLast().getBytes(StandardCharsets.UTF_8));
        directory
                .staff(region, "zx.director")
                .ifPresent(director -> quietly(() ->
                        experts.leave(region, retired, CityTime.day(time.instant()), "本人因身体原因申请退出。", director.id())));
        ask(region, "WJW", "SJ", "该场所原登记的经营范围是否有限制？请书面答复。");
        ask(region, "SJ", "WJW", "该地址以前是否因卫生问题被处理过？");
        confirm(region);
        first(region, "WJW", HYGIENE).ifPresent(id -> quietly(() -> orderOutside(id)));
        first(region, "SL", "water-abstraction").ifPresent(id -> quietly(() -> special.tell(id, examiner(id, "SL"))));
    }

    /** 抄告: the departments confirmed what came weeks ago the day after it came; what is young still waits. */
    private void confirm(String region) {
        LocalDate today = CityTime.day(time.instant());
        for (Department department : directory.departments()) {
            for (Copy copy : copies.unread(region, List.of(department.code()))) {
                CaseId id = new CaseId(region, copy.caseId());
                if (copy.dueOn().isBefore(today.minusDays(1))) {
                    ReplayTime.at(
                            CityTime.startOf(copy.sentOn()).plus(Duration.ofHours(33)),
                            () -> quietly(() -> copies.confirm(
                                    id, department.code(), holder(id, department.code() + "/examiner"), "")));
                }
            }
        }
    }

    /** A test that a laboratory outside does: drawn, and waiting for its answer. */
    private void orderOutside(CaseId id) {
        var examiner = Actor.officer(holder(id, "WJW/examiner"), "WJW/examiner");
        desk.write(id, examiner, "demo-test-" + id.value(), null, paper -> new StartStep("testing", TEST_DAYS, paper));
        Step step = desk.item(desk.find(id)).plan().steps().stream()
                .filter(each -> each.code().equals("testing"))
                .findFirst()
                .orElseThrow();
        assign(id, step);
        var key = UUID.nameUUIDFromBytes(("order " + id).getBytes(StandardCharsets.UTF_8));
        var what = "室内空气中的二氧化碳、甲醛和细菌总数，按 GB 37488—2019 检测";
        LocalDate due = CityTime.day(time.instant()).plusDays(TEST_DAYS);
        engaging.order(
                id,
                examiner(id, step),
                step.code(),
                key,
                new Order(what, List.of(), List.of(), false, "draw", null, "", due));
    }

    private void ask(String region, String department, String asked, String text) {
        LocalDate due = CityTime.day(time.instant()).plusDays(3);
        first(region, department, "").ifPresent(id -> {
            UUID key = UUID.nameUUIDFromBytes(("question " + id).getBytes(StandardCharsets.UTF_8));
            quietly(() -> special.ask(id, examiner(id, department), key, asked, text, due));
        });
    }

    /** The latest case of the department that is being examined. */
    private Optional<CaseId> first(String region, String department, String item) {
        return lists
                .ofDepartments(
                        region, desk.kind(), List.of(department), time.instant().plusSeconds(1), LOOKED_AT)
                .stream()
                .filter(file -> file.status().equals("Reviewing"))
                .filter(file -> item.isEmpty() || file.subject().code().equals(item))
                .map(WorkLists.Summary::id)
                .findFirst();
    }

    private static void quietly(Runnable act) {
        try {
            act.run();
        } catch (RuleBroken refusal) {
            log.debug("Nothing to ask or tell: {}", refusal.getMessage());
        }
    }

    private Officer examiner(CaseId id, String department) {
        return directory.officer(holder(id, department + "/examiner"), time.instant());
    }

    private Officer examiner(CaseId id, Step step) {
        return directory.officer(holder(id, step.department() + "/examiner"), time.instant());
    }

    private UUID holder(CaseId id, String post) {
        return directory.holders(id.region(), post, CityTime.day(time.instant())).stream()
                .filter(holder -> !holder.standIn())
                .findFirst()
                .orElseThrow()
                .staff()
                .id();
    }

    private static byte[] picture() {
        var image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0xD8, 0xE2, 0xE8));
        pen.fillRect(0, 0, 320, 240);
        pen.setColor(new Color(0x1F, 0x5A, 0x85));
        pen.fillRect(110, 60, 100, 180);
        pen.setColor(Color.WHITE);
        pen.fillOval(188, 145, 10, 10);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
