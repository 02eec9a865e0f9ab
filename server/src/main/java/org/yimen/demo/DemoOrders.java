package org.yimen.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yimen.application.ApplicationDesk;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.OrderTypes.Area;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.VisitBack;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.EmergencyLine;
import org.yimen.hotline.WorkOrder.Ground;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.hotline.WorkOrders;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Entities;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.ReplayTime;

/** Two dozen matters that people of the demo's city have brought in the last weeks, and what became of them. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoOrders {

    private static final Logger log = LoggerFactory.getLogger(DemoOrders.class);
    /** 小满面馆, whose demand came by phone. */
    private static final String NOODLES = "92629901MA9900A13J";

    private static final String DISPATCHER = "12345/dispatcher";
    private static final String OPERATOR = "12345/operator";

    private final OrderDesk desk;
    private final WorkOrders orders;
    private final OrderTypes types;
    private final WorkLists lists;
    private final People people;
    private final Entities entities;
    private final Directory directory;
    private final DemoInquiries inquiries;
    private final InstantSource time;
    private final int cases;
    private volatile boolean closing;

    DemoOrders(
            OrderDesk desk,
            WorkOrders orders,
            OrderTypes types,
            WorkLists lists,
            People people,
            Entities entities,
            Directory directory,
            DemoInquiries inquiries,
            InstantSource time,
            @Value("${yimen.demo.cases:240}") int cases) {
        this.desk = desk;
        this.orders = orders;
        this.types = types;
        this.lists = lists;
        this.people = people;
        this.entities = entities;
        this.directory = directory;
        this.inquiries = inquiries;
        this.time = time;
        this.cases = cases;
    }

    @EventListener(ApplicationReadyEvent.class)
    void fill() {
        LocalDate today = CityTime.day(time.instant());
        boolean there = orders.figures(today.minusYears(1), today).getLast().opened() > 0;
        if (!there && cases > 0) {
            Thread.ofVirtual().name("demo-orders").start(this::live);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    void live() {
        Instant now = time.instant();
        int lived = 0;
        for (Story story : STORIES) {
            if (closing) {
                return;
            }
            try {
                story.course().accept(new Life(story, now));
                lived++;
            } catch (CaseRuleBroken rests) {
                log.debug("A demo order rests: {}", rests.getMessage());
            } catch (RuntimeException failure) {
                if (closing) {
                    return;
                }
                log.error("A demo order went wrong: {}", story.type(), failure);
            }
        }
        log.info("{} demo orders are there", lived);
        inquiries.live();
    }

    /**
     * @param daysAgo when it came in
     * @param citizen by his number, or empty
     * @param caller name and phone of somebody whom the centre does not know, or empty; both empty: no name
     * @param accused a department, or empty
     */
    private record Story(
            int daysAgo,
            String type,
            String topic,
            String text,
            String wish,
            String citizen,
            String caller,
            String accused,
            Consumer<Life> course) {}

    private static final List<Story> STORIES = List.of(
            new Story(
                    26,
                    "help",
                    "housing",
                    "云溪区青石桥街 7 号楼顶层漏水，下雨天厨房积水。",
                    "尽快修好屋顶",
                    "629901199503124524",
                    "",
                    "",
                    life -> {
                        life.open("web");
                        life.then(3, DISPATCHER, new Dispatch("ZJ", List.of(), ""));
                        life.then(4, "ZJ/chief", new Accept());
                        life.then(30, "ZJ/examiner", new Act("已到现场查看，防水层老化"));
                        life.then(26, "ZJ/chief", new Respond("已安排物业公司重做防水，11 月 2 日完工，住户确认不再渗漏。", null, ""));
                        life.self(20, new Confirm(Outcome.SATISFIED, ""));
                    }),
            new Story(24, "complaint", "market", "人民路菜市场 12 号摊位短斤少两，两次复秤都少一两多。", "核查并处理", "", "", "", life -> {
                life.unnamed();
                life.then(2, DISPATCHER, new Dispatch("SJ", List.of(), ""));
                life.then(5, "SJ/chief", new Accept());
                life.then(70, "SJ/examiner", new Respond("经检定，该摊位电子秤超差，情况属实。", Verdict.UPHELD, "责令更换衡器，立案处罚"));
            }),
            new Story(22, "consult", "fund", "异地购房能不能提取公积金，要带什么材料？", "", "629901198806210134", "", "", life -> {
                life.open("phone");
                life.then(0, OPERATOR, new Answer("可以。凭购房合同和契税票在网上提取，三个工作日到账。"));
                life.self(30, new Confirm(Outcome.SATISFIED, ""));
            }),
            new Story(20, "help", "water", "清泉小区三号院水压太低，四楼以上早晚没有水。", "恢复供水", "629901197911050262", "", "", life -> {
                life.open("web");
                life.then(2, DISPATCHER, new Dispatch("ZJ", List.of(), ""));
                life.then(6, "ZJ/chief", new Return("供水管网由水利局管理"));
                life.then(2, DISPATCHER, new Dispatch("SL", List.of("ZJ"), "住建局协助联系物业"));
                life.then(4, "SL/chief", new Accept());
                life.then(20, "ZJ/chief", new Contribute("ZJ", "物业已配合打开设备间"));
                life.then(20, "SL/chief", new Respond("更换二次供水水泵一台，水压已恢复。", null, ""));
                life.self(30, new Confirm(Outcome.ACCEPTABLE, "早高峰还是小一点"));
            }),
            new Story(19, "suggestion", "hall", "建议大厅取号机增加大字版，老人看不清。", "", "629901194805020648", "", "", life -> {
                life.open("phone");
                life.then(3, DISPATCHER, new Dispatch("ZX", List.of(), ""));
                life.then(5, "ZX/chief", new Accept());
                life.then(40, "ZX/chief", new Respond("取号机下月更换为大字界面，先在入口加放大镜和引导员。", Verdict.ADOPTED, "列入 12 月改造"));
                life.self(40, new Confirm(Outcome.SATISFIED, ""));
            }),
            new Story(
                    18,
                    "complaint",
                    "housing",
                    "滨河新区一期物业擅自停电梯检修三天没有通知。",
                    "要求道歉并公示检修计划",
                    "629901199302271173",
                    "",
                    "",
                    life -> {
                        life.open("web");
                        life.then(2, DISPATCHER, new Dispatch("ZJ", List.of(), ""));
                        life.then(4, "ZJ/chief", new Accept());
                        life.then(50, "ZJ/chief", new Respond("物业已张贴检修计划。", Verdict.PARTLY_UPHELD, ""));
                        life.self(20, new Confirm(Outcome.UNSATISFIED, "没有道歉，公示第二天就撕了"));
                        life.then(50, "ZJ/chief", new Respond("约谈物业负责人，已书面道歉并在单元门公示全年计划。", Verdict.UPHELD, "约谈物业公司"));
                        life.self(20, new Confirm(Outcome.SATISFIED, ""));
                    }),
            new Story(
                    17,
                    "praise",
                    "service-conduct",
                    "感谢一号窗口的小孟，下班后还帮我把材料补齐。",
                    "",
                    "629901197110010359",
                    "",
                    "",
                    life -> {
                        life.open("phone");
                        life.then(1, OPERATOR, new Answer("已转告窗口和中心，谢谢您的肯定。"));
                    }),
            new Story(15, "help", "relief", "邻居何奶奶独居，两天没有出门，敲门不应。", "派人看看", "", "赵先生 15410002031", "", life -> {
                life.open("phone");
                life.then(0, OPERATOR, new Answer("已通知社区上门，老人在家，只是听力不好，已联系家人。"));
                life.then(22, "12345/operator2", new Confirm(Outcome.SATISFIED, "来电人表示放心了"));
            }),
            new Story(
                    14,
                    "complaint",
                    "approval-speed",
                    "食品经营许可提交以后一直说在审，问了三次都让等。",
                    "说明为什么这么慢",
                    "629901198211200199",
                    "",
                    "SJ",
                    life -> {
                        life.open("web");
                        life.then(3, DISPATCHER, new Dispatch("XN", List.of(), ""));
                        // Its inquiry answers it, in DemoInquiries.
                        life.then(5, "XN/investigator", new Accept());
                    }),
            new Story(13, "help", "school", "云溪小学门口早上没有人疏导，电动车和学生抢道。", "安排疏导", "629901199912310889", "", "", life -> {
                life.open("web");
                life.then(2, DISPATCHER, new Consult(List.of("JY", "ZJ"), "校门口道路疏导由谁负责"));
                life.then(20, "JY/chief", new Opine("JY", "校内由我局负责，门口道路不在职责内"));
                life.then(4, "ZJ/chief", new Opine("ZJ", "道路标线由我局维护，疏导建议由学校牵头"));
                life.then(3, DISPATCHER, new Resolve("JY", List.of("ZJ"), "由教育局牵头，住建局施划标线", true));
                life.then(10, "JY/chief", new Accept());
                life.then(40, "ZJ/chief", new Contribute("ZJ", "本周末施划让行标线"));
                life.then(20, "JY/chief", new Respond("学校已安排护学岗，每天 7:20 到 8:00 在岗。", null, ""));
            }),
            new Story(12, "consult", "insurance", "新生儿医保怎么参，落户前可以吗？", "", "629901199704101847", "", "", life -> {
                life.open("web");
                life.then(2, DISPATCHER, new Dispatch("YB", List.of(), ""));
                life.then(4, "YB/chief", new Accept());
                life.then(20, "YB/examiner", new Respond("可以，凭出生证在出生之日起三个月内参保，从出生当天享受。", null, ""));
                life.self(10, new Confirm(Outcome.SATISFIED, ""));
            }),
            new Story(11, "report", "market", "学府路一家门店无证卖散装白酒。", "", "", "", "", life -> {
                life.unnamed();
                life.then(2, DISPATCHER, new Dispatch("SJ", List.of(), ""));
                life.then(4, "SJ/chief", new Accept());
                life.then(90, "SJ/examiner", new Act("已现场检查，正在核对进货票据"));
            }),
            new Story(10, "complaint", "health", "社区医院预约了不叫号，等了两个小时。", "改进叫号", "629901198508151594", "", "", life -> {
                life.open("phone");
                life.then(2, DISPATCHER, new Dispatch("WJW", List.of(), ""));
                life.then(4, "WJW/chief", new Accept());
                life.then(20, "WJW/head", new Extend("需要协调设备厂家到场"));
            }),
            new Story(9, "help", "land", "门前的荒地堆满建筑垃圾，没有人清。", "清走垃圾", "629901196501180318", "", "", life -> {
                life.open("web");
                life.then(2, DISPATCHER, new Dispatch("ZR", List.of(), ""));
            }),
            new Story(8, "complaint", "housing", "楼下饭店油烟直排，家里不敢开窗。", "加装净化设备", "629901200109092080", "", "", life -> {
                life.open("web");
                life.then(3, DISPATCHER, new Dispatch("ZJ", List.of("SJ"), ""));
                life.then(5, "ZJ/chief", new Accept());
                life.then(10, "ZJ/head", new Suspend("等待商户停业改造", LocalDate.MAX));
            }),
            new Story(7, "help", "other", "高架桥下有人落水，快来人！", "", "", "匿名路人 15410002077", "", life -> {
                life.open("phone");
                life.then(0, DISPATCHER, new HandOver(EmergencyLine.FIRE_119, "已三方通话转接 119"));
            }),
            new Story(7, "complaint", "other", "与邻居的排水纠纷，法院已经立案。", "请政府判一下", "62990119560323022X", "", "", life -> {
                life.open("phone");
                life.then(4, DISPATCHER, new Decline(Ground.IN_COURT, "案件已由法院受理，请按法院通知参加诉讼。"));
            }),
            new Story(
                    6,
                    "efficiency",
                    "approval-speed",
                    "窗口说材料齐了，后来又要补两样，指南上没有写。",
                    "说明理由，按指南办",
                    "629901197911050262",
                    "",
                    "",
                    life -> {
                        life.aboutCase();
                        life.then(3, DISPATCHER, new Dispatch("XN", List.of(), ""));
                        life.then(6, "XN/investigator", new Accept());
                        life.then(20, "XN/investigator", new Act("调取了一次性告知单和窗口录像"));
                    }),
            new Story(5, "help", "water", "滨河步道路灯坏了一排，晚上很黑。", "修路灯", "", "钱女士 15410002093", "", life -> {
                life.open("phone");
                life.then(2, DISPATCHER, new Dispatch("SL", List.of(), ""));
                life.then(4, "SL/chief", new Accept());
                life.then(20, "SL/chief", new Respond("已更换 14 盏，11 月 19 日晚恢复。", null, ""));
                life.then(10, "12345/operator2", new CallInVain("无人接听"));
            }),
            new Story(
                    4,
                    "complaint",
                    "service-conduct",
                    "三号窗口让我去复印店打印指定格式，一张两块。",
                    "不要让群众花冤枉钱",
                    "629901200506181714",
                    "",
                    "ZX",
                    life -> {
                        life.open("web");
                        life.then(3, DISPATCHER, new Dispatch("XN", List.of(), ""));
                    }),
            new Story(3, "suggestion", "hall", "办事指南能不能有语音版？", "", "629901199007041463", "", "", life -> {
                life.open("web");
                life.then(2, DISPATCHER, new Dispatch("ZX", List.of(), ""));
                life.then(5, "ZX/chief", new Accept());
            }),
            new Story(
                    16,
                    "undone",
                    "market",
                    "食品经营许可交了两次都退回来，窗口只说材料不行。",
                    "告诉我到底缺什么",
                    "629901197911050262",
                    "",
                    "SJ",
                    life -> {
                        life.open("window");
                        life.then(0, "ZX/orders", new Dispatch("ZX", List.of("SJ"), "请说明两次退回的原因"));
                        life.then(0, "ZX/orders", new Accept());
                        life.then(3, "ZX/orders", new Act("调阅办件记录：两次退回都没有写缺什么"));
                        life.then(20, "SJ/chief", new Contribute("SJ", "平面图没有标明操作间，窗口没有写进告知"));
                        life.then(
                                4, "ZX/orders", new Respond("缺的是标明操作间的平面图，样图已发您。", Verdict.SOLVED, "明天带平面图到综合窗口，当场受理"));
                        life.self(30, new Confirm(Outcome.SATISFIED, ""));
                    }),
            new Story(3, "undone", "housing", "公积金提取预约了三次系统都提示失败。", "帮我办成", "629901198806210134", "", "GJ", life -> {
                life.open("web");
                life.then(1, "ZX/orders", new Dispatch("ZX", List.of("GJ"), ""));
                life.then(0, "ZX/orders", new Accept());
                life.then(2, "ZX/orders", new Act("核对了预约日志，失败发生在实名核验"));
            }),
            new Story(
                    9,
                    "demand",
                    "business",
                    "贷款贴息申报系统总提示企业规模不符，我们是小微企业。",
                    "按小微企业受理",
                    "",
                    "小满面馆 15410002105",
                    "",
                    life -> {
                        life.open("phone");
                        life.then(3, DISPATCHER, new Dispatch("FG", List.of("SW"), ""));
                        life.then(4, "FG/chief", new Accept());
                        life.then(20, "SW/chief", new Contribute("SW", "申报年度的从业人数已在系统更正"));
                        life.then(6, "FG/chief", new Respond("规模数据已更正，请重新提交，本周内受理。", null, ""));
                        life.then(20, "12345/operator2", new Confirm(Outcome.SATISFIED, "已经提交成功"));
                    }),
            new Story(
                    2,
                    "consult",
                    "market",
                    "小餐饮备案和食品经营许可有什么不同？",
                    "",
                    "629901198211200199",
                    "",
                    "",
                    life -> life.open("web")),
            new Story(
                    2,
                    "help",
                    "housing",
                    "物业费涨价没有开业主大会，怎么投诉？",
                    "",
                    "629901198806210134",
                    "",
                    "",
                    life -> life.open("phone")),
            new Story(
                    2,
                    "complaint",
                    "water",
                    "家里自来水发黄，已经两天。",
                    "查清原因",
                    "629901199503124524",
                    "",
                    "",
                    life -> life.open("web")));

    /** One order on its way; it ends where its moments pass the present. */
    private final class Life {

        private final Story story;
        private final Instant now;
        private Instant moment;
        private @Nullable CaseId id;
        private @Nullable UUID holder;

        Life(Story story, Instant now) {
            this.story = story;
            this.now = now;
            LocalDate day = CityTime.day(now).minusDays(story.daysAgo());
            this.moment = day.atTime(
                            LocalTime.of(9, 20).plusMinutes(story.text().length() * 5L))
                    .atZone(CityTime.ZONE)
                    .toInstant();
        }

        void open(String channel) {
            Accused accused = story.accused().isEmpty() ? null : new Accused(story.accused(), null, null);
            register(channel, accused);
        }

        void aboutCase() {
            Person person = people.find(CitizenId.of(story.citizen())).orElseThrow();
            // A case of his that is open by now; where there is none he complains of the department alone.
            Summary file =
                    lists
                            .ofApplicant(directory.region(), ApplicationDesk.KIND, person.id(), moment, WorkLists.MOST)
                            .stream()
                            .filter(each -> each.dueOn() != null)
                            .findFirst()
                            .orElse(null);
            register(
                    "web",
                    file == null
                            ? new Accused("SJ", null, null)
                            : new Accused(file.department(), null, file.id().value()));
        }

        private void register(String channel, @Nullable Accused accused) {
            String key = UUID.randomUUID().toString();
            if (story.citizen().isEmpty()) {
                String[] caller = story.caller().split(" ", 2);
                UUID firm = story.type().equals("demand")
                        ? entities.find(CreditCode.of(NOODLES)).orElseThrow().id()
                        : null;
                UUID guest = firm == null ? UUID.randomUUID() : firm;
                holder = guest;
                at(() -> id = desk.register(
                                report(accused, new Reporter(caller[0], caller[1], null, firm)),
                                guest,
                                officer(OPERATOR),
                                channel,
                                key)
                        .id());
                return;
            }
            Person person = people.find(CitizenId.of(story.citizen())).orElseThrow();
            holder = person.id();
            Actor actor = channel.equals("web") ? Actor.applicant(person.id(), person.id()) : officer(OPERATOR);
            var reporter = new Reporter(person.name(), person.phone(), person.id(), null);
            at(() -> id = desk.register(report(accused, reporter), person.id(), actor, channel, key)
                    .id());
        }

        void unnamed() {
            at(() -> id = desk.registerAnonymous(
                            report(null, null), "web", UUID.randomUUID().toString())
                    .id());
        }

        private Report report(@Nullable Accused accused, @Nullable Reporter reporter) {
            boolean urgent = story.text().endsWith("！");
            return new Report(
                    story.type(),
                    story.topic(),
                    accused,
                    urgent,
                    new Content(story.text(), story.wish(), ""),
                    reporter,
                    types.areas().stream()
                            .filter(each ->
                                    story.text().contains(each.name().zh().replaceAll("(街道|镇|乡)$", "")))
                            .map(Area::code)
                            .findFirst()
                            .orElse(null));
        }

        /** The reporter himself, on the web. */
        void self(int hours, Command command) {
            UUID who = holder;
            if (who != null) {
                step(hours, Actor.applicant(who, who), command);
            }
        }

        /** Somebody on a post, so many hours later; a 2 at the end means the second holder. */
        void then(int hours, String post, Command command) {
            step(hours, officer(post), command instanceof Suspend suspend ? halted(suspend) : command);
        }

        private Suspend halted(Suspend suspend) {
            return new Suspend(suspend.reason(), CityTime.day(now).plusDays(6));
        }

        private void step(int hours, Actor actor, Command command) {
            CaseId order = id;
            moment = office(moment.plus(Duration.ofHours(hours)).plus(Duration.ofMinutes(11)));
            if (order != null && !moment.isAfter(now)) {
                at(() -> desk.act(order, actor, UUID.randomUUID().toString(), null, command, asked(command)));
            }
        }

        /** Whoever says what he thinks of the answer was called, and is helped unless he says that he is not. */
        private static @Nullable VisitBack asked(Command command) {
            return command instanceof Confirm(var outcome, var _)
                    ? new VisitBack(true, outcome != Outcome.UNSATISFIED)
                    : null;
        }

        private void at(Runnable act) {
            ReplayTime.at(moment, () -> Patience.patiently(() -> closing, act));
        }

        private Actor officer(String wanted) {
            boolean second = wanted.endsWith("2");
            String post = second ? wanted.substring(0, wanted.length() - 1) : wanted;
            var holders = directory.holders(directory.region(), post, CityTime.day(moment)).stream()
                    .filter(each -> !each.standIn())
                    .toList();
            return Actor.officer(
                    (second ? holders.getLast() : holders.getFirst()).staff().id(), post);
        }
    }

    private static Instant office(Instant moment) {
        var local = moment.atZone(CityTime.ZONE);
        LocalDate day = local.toLocalDate();
        LocalTime at = local.toLocalTime();
        if (at.isBefore(LocalTime.of(9, 0)) || at.isAfter(LocalTime.of(17, 0))) {
            day = at.isAfter(LocalTime.of(17, 0)) ? day.plusDays(1) : day;
            at = LocalTime.of(9, 30).plusMinutes(at.getMinute());
        }
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day.atTime(at).atZone(CityTime.ZONE).toInstant();
    }
}
