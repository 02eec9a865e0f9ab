package org.yimen.platform.ui;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.yimen.platform.Text;
import org.yimen.platform.ui.ClockView.DayCell;
import org.yimen.platform.ui.ClockView.Kind;
import org.yimen.platform.ui.ClockView.Reason;
import org.yimen.platform.web.Words;

/** Sample data of the gallery: long names, every state, nothing that a page could mistake for its own. */
public record StyleguidePage() {

    private static final LocalDate START = LocalDate.of(2026, 11, 5);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    public Text longName() {
        return Text.of("安澜市云栖里酒店管理有限责任公司青石桥历史文化街区第二分公司");
    }

    public List<ClockView> clocks(Words words) {
        return List.of(
                clock(
                        words,
                        new Text("法定时限 20 个工作日", "Statutory limit, 20 working days"),
                        20,
                        START,
                        true,
                        Mark.OK,
                        false),
                clock(words, new Text("承诺时限 8 个工作日", "Promised limit, 8 working days"), 8, START, true, Mark.OK, true),
                clock(
                        words,
                        new Text("审查环节 3 个工作日", "Review stage, 3 working days"),
                        3,
                        LocalDate.of(2026, 11, 13),
                        false,
                        Mark.SOON,
                        false));
    }

    public List<ClockView> longClocks(Words words) {
        return List.of(
                clock(
                        words,
                        new Text("行政复议 60 日", "Review of the decision, 46 working days"),
                        46,
                        LocalDate.of(2026, 10, 30),
                        false,
                        Mark.PROVISIONAL,
                        false),
                clock(
                        words,
                        new Text("整改 5 个工作日", "Rectification, 5 working days"),
                        5,
                        LocalDate.of(2026, 11, 6),
                        false,
                        Mark.LATE,
                        false));
    }

    /** Weekends off, three days paused where asked: enough of a calendar to draw. */
    private static ClockView clock(
            Words words, Text title, int limit, LocalDate start, boolean pause, Mark state, boolean open) {
        List<DayCell> days = new ArrayList<>();
        days.add(new DayCell(start, Kind.START, say(words, "受理", "Accepted"), start.equals(TODAY), false));
        int number = 0;
        int used = 0;
        int stopped = 0;
        int late = 0;
        LocalDate due = start;
        for (LocalDate date = start.plusDays(1); number < limit || !date.isAfter(TODAY); date = date.plusDays(1)) {
            boolean off = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
            boolean paused = pause
                    && !off
                    && date.getMonthValue() == 11
                    && date.getDayOfMonth() >= 11
                    && date.getDayOfMonth() <= 13;
            boolean counts = !off && !paused;
            boolean over = number >= limit;
            if (counts && !over) {
                number++;
                due = date;
                used += date.isAfter(TODAY) ? 0 : 1;
            }
            stopped += paused ? 1 : 0;
            late += over && counts ? 1 : 0;
            Kind kind = off
                    ? Kind.OFF
                    : paused
                            ? Kind.PAUSED
                            : over
                                    ? Kind.LATE
                                    : !date.isAfter(TODAY)
                                            ? Kind.USED
                                            : date.getYear() > 2026 ? Kind.PROVISIONAL : Kind.LEFT;
            String label = switch (kind) {
                case OFF -> say(words, "周末", "Weekend");
                case PAUSED -> say(words, "停计", "Paused");
                case LATE -> say(words, "超期", "Late") + " " + late;
                default -> say(words, "第 " + number + " 天", "Day " + number);
            };
            days.add(new DayCell(date, kind, label, date.equals(TODAY), !over && number == limit && counts));
        }
        String status = switch (state) {
            case SOON -> say(words, "今天到期", "Due today");
            case LATE -> say(words, "已超期", "Overdue");
            case PROVISIONAL -> say(words, "暂定", "Provisional");
            case PAUSED -> say(words, "停计中", "Paused");
            case STOPPED -> say(words, "已办结", "Finished");
            case OK -> say(words, "在时限内", "In time");
        };
        return new ClockView(
                words.text(title),
                say(words, "行政许可法第四十二条", "Administrative Licensing Law, art. 42"),
                words.shortDateWithWeekday(due),
                words.shortDate(due),
                state,
                status,
                used,
                stopped,
                limit - used,
                late,
                days,
                List.of(
                        Reason.of(say(
                                words,
                                "受理当天不计，从下一个工作日数起。",
                                "The day of acceptance does not count; counting starts on the next working day.")),
                        new Reason(
                                say(
                                        words,
                                        "检测的 3 个工作日不计入（行政许可法第四十五条）。",
                                        "Three working days of testing are not counted (art. 45)."),
                                "#",
                                say(words, "书面告知", "Written notice"))),
                open);
    }

    private static String say(Words words, String chinese, String english) {
        return words.text(new Text(chinese, english));
    }

    public List<TimelineEntry> timeline(Words words) {
        return List.of(
                TimelineEntry.of(
                        say(words, "今天 10:42", "Today, 10:42"),
                        say(words, "平面图 3 页要点已核对", "Floor plan checked, 3 pages"),
                        say(words, "审查岗", "Examiner")),
                new TimelineEntry(
                        say(words, "11月10日 17:30", "10 November, 17:30"),
                        "2026-11-10T17:30+08:00",
                        say(words, "送达停计告知书，时钟停", "Notice of pause served, clock stopped"),
                        say(words, "特别程序：检测，预计 3 个工作日", "Special procedure: testing, 3 working days expected"),
                        true),
                TimelineEntry.of(
                        say(words, "11月5日 09:12", "5 November, 09:12"),
                        say(words, "网上提交", "Submitted online"),
                        words.text(longName())));
    }

    public List<LimitBar> limits(Words words) {
        return List.of(
                new LimitBar(say(words, "承诺", "Promised"), 8, words.count("working-days", 8), true),
                new LimitBar(say(words, "法定", "By law"), 20, words.count("working-days", 20), false));
    }

    public List<Fact> facts(Words words) {
        return List.of(
                new Fact(
                        say(words, "跑几次", "Trips"),
                        words.count("times", 0),
                        say(words, "证照网上领或免费寄", "Licence online or by post")),
                new Fact(
                        say(words, "收费", "Fee"),
                        say(words, "不收费", "None"),
                        say(words, "检测费由检测机构收", "Testing is paid to the laboratory")),
                new Fact(
                        say(words, "要交几样", "Papers"),
                        say(words, "2 样", "2"),
                        say(words, "共 7 样，5 样免交或后补", "of 7; 5 exempt or later")));
    }

    public List<ItemRow> items() {
        return List.of(
                new ItemRow(
                        "#",
                        new Text("公共场所卫生许可", "Sanitary licence for public places"),
                        new Text("宾馆、理发、游泳、商场", "Hotels, barbers, pools, shops"),
                        "8",
                        "个工作日",
                        "法定 20 个工作日",
                        "零跑动"),
                new ItemRow("#", Text.of("特种设备使用登记（按台套，压力容器和压力管道除外）"), null, "当场", "办结", null, "跑 1 次"));
    }

    public List<MaterialRow> materials(Words words) {
        return List.of(
                new MaterialRow(
                        new Text("营业执照", "Business licence"),
                        new Text("市场监管部门共享", "Shared by the market regulator"),
                        Tag.of(say(words, "免交", "Exempt"), "green"),
                        say(words, "系统调取", "Fetched by the system"),
                        null),
                new MaterialRow(
                        Text.of("集中空调通风系统卫生检测或者评价报告"),
                        Text.of("只有用集中空调的场所才要"),
                        Tag.of(say(words, "可容缺", "May follow"), "yellow"),
                        say(words, "看样例", "See a sample"),
                        "#"));
    }

    public List<FlowStep> flow(Words words) {
        return List.of(
                new FlowStep(
                        say(words, "受理", "Acceptance"),
                        List.of(say(words, "综合窗口", "Window"), say(words, "当场", "at once")),
                        null),
                new FlowStep(
                        say(words, "现场核查", "Site check"),
                        List.of(say(words, "卫生监督所，两人", "Two inspectors"), words.count("working-days", 3)),
                        say(
                                words,
                                "需要检测时，检测时间不计入，会书面告诉您要几天",
                                "Testing is not counted; you are told in writing how long it takes")),
                new FlowStep(say(words, "审查", "Review"), List.of(words.count("working-days", 3)), null),
                new FlowStep(say(words, "决定", "Decision"), List.of(words.count("working-days", 2)), null),
                new FlowStep(
                        say(words, "发证", "Licence"), List.of(say(words, "电子证当天到账", "Electronic, same day")), null));
    }

    public List<Action> actions(Words words) {
        return List.of(
                Action.of(
                        "grant",
                        say(words, "提出“准予”意见，送决定", "Propose to grant, send for decision"),
                        say(words, "下一岗：首席代表，今天 17:00 前", "Next: chief representative, by 17:00 today"),
                        "1",
                        Action.Weight.MAIN),
                Action.link(
                        "#",
                        say(words, "转特别程序（停钟）", "Special procedure (stops the clock)"),
                        say(words, "检测、鉴定、听证等，要先出书面告知", "Testing, appraisal, hearing; written notice first"),
                        "2",
                        Action.Weight.PLAIN),
                Action.of(
                        "refuse",
                        say(words, "提出“不予”意见", "Propose to refuse"),
                        say(words, "必须选依据条款并说明理由", "Needs the article and the reasons"),
                        "3",
                        Action.Weight.BAD));
    }

    public List<Barred> barred(Words words) {
        return List.of(new Barred(
                say(words, "您不能作决定：", "You cannot decide:"),
                say(words, "您是审查人，决定要由另一人作出。", "You examined the case; somebody else must decide.")));
    }

    public List<Entry> entries(Words words) {
        return List.of(
                Entry.of(say(words, "名称", "Name"), words.text(longName())),
                Entry.of(say(words, "信用代码", "Credit code"), "9162****7K"),
                Entry.of(say(words, "地址", "Address"), "青石桥历史文化街区清平巷 12 号 1–4 层"));
    }

    public List<Task> tasks(Words words) {
        return List.of(
                Task.of(
                        say(words, "申请人", "Applicant"),
                        say(words, "由营业执照带入", "From the business licence"),
                        "#",
                        Task.Status.done(say(words, "已完成", "Done"))),
                Task.of(
                                say(words, "经营场所", "Premises"),
                                null,
                                "#",
                                Task.Status.of(Tag.of(say(words, "正在填", "In progress"))))
                        .now(),
                Task.of(
                        say(words, "检查并提交", "Check and submit"),
                        say(words, "前面都填完才能提交", "When all is filled in"),
                        null,
                        Task.Status.quiet(say(words, "还不能开始", "Cannot start yet"))));
    }

    public NavBar nav(Words words) {
        return new NavBar(
                List.of(
                        new NavEntry("#", say(words, "我的待办", "Mine"), 14L, true),
                        new NavEntry("#", say(words, "本岗待办", "My post"), 37L, false),
                        NavEntry.of("#", say(words, "查办件", "Cases"), false)),
                List.of(new NavBar.Group(
                        say(words, "统计", "Statistics"),
                        List.of(
                                NavEntry.of("#", say(words, "数据", "Figures"), false),
                                NavEntry.of("#", say(words, "评价", "Ratings"), false)))));
    }

    /** Some square of modules. */
    public String qr() {
        return "M4 4h7v7h-7zM5 5v5h5v-5zM6 6h3v3h-3zM22 4h7v7h-7zM23 5v5h5v-5zM24 6h3v3h-3zM4 22h7v7h-7zM5 23v5h5v-5zM6 24h3v3h-3zM13 13h2v2h-2zM17 12h1v4h-1zM14 18h5v1h-5zM21 14h2v5h-2zM25 20h3v2h-3zM15 22h4v3h-4zM13 4h1v5h-1zM17 6h2v3h-2zM4 14h5v1h-5z";
    }
}
