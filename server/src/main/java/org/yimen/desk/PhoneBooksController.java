package org.yimen.desk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.identity.StaffMember;
import org.yimen.knowledge.AskedQuestions;
import org.yimen.knowledge.HitRate;
import org.yimen.knowledge.Searches;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.phone.CallFigures;
import org.yimen.phone.CallType;
import org.yimen.phone.DutyRoster;
import org.yimen.phone.DutyRoster.Shift;
import org.yimen.phone.DutyWeek;
import org.yimen.phone.PhoneRights;
import org.yimen.phone.Switchboard;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.time.WorkCalendar;

/** 值班表和来电统计: who is on duty at which of the 168 hours, and what became of the calls. */
@Controller
@RequestMapping("/desk/phone")
class PhoneBooksController {

    private static final String ROSTER = "phone.roster";
    private static final String ROSTER_HREF = "/desk/phone/roster";
    private static final String LOG = "phone.log";
    private static final int DAYS = 29;
    private static final int LONGEST_DAYS = 366;

    private final Officers officers;
    private final HallSheets sheets;
    private final DutyRoster roster;
    private final PhoneRights rights;
    private final Switchboard switchboard;
    private final AskedQuestions questions;
    private final Searches searches;
    private final Directory directory;
    private final WorkCalendar calendar;

    PhoneBooksController(
            Officers officers,
            HallSheets sheets,
            DutyRoster roster,
            PhoneRights rights,
            Switchboard switchboard,
            AskedQuestions questions,
            Searches searches,
            Directory directory,
            WorkCalendar calendar) {
        this.officers = officers;
        this.sheets = sheets;
        this.roster = roster;
        this.rights = rights;
        this.switchboard = switchboard;
        this.questions = questions;
        this.searches = searches;
        this.directory = directory;
        this.calendar = calendar;
    }

    // --- 值班表
    // -------------------------------------------------------------------------------------------------------

    @GetMapping("/roster")
    ModelAndView roster(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        Officer officer = officers.of(staff);
        if (!rights.mayAnswer(officer) && !rights.mayRoster(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
        return roster(officer, done.isEmpty() ? null : Sheet.say(ROSTER + ".done"), Sent.NOTHING);
    }

    @PostMapping("/roster")
    ModelAndView enter(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer head = head(staff);
        var typed = new Typed(fields);
        try {
            roster.enter(
                    typed.id("staff"),
                    typed.date("day"),
                    RosterController.hour(typed, "starts"),
                    RosterController.hour(typed, "ends"),
                    RosterController.number(typed, "days"),
                    head);
            return Page.goTo(ROSTER_HREF + "?done=true");
        } catch (RuleBroken refusal) {
            String field = refusal.code().equals("phone.roster.day-wrong")
                    ? "day"
                    : refusal.code().equals("phone.roster.days-wrong") ? "days" : "staff";
            return roster(head, null, Sent.refused(typed, refusal, field));
        }
    }

    @PostMapping("/roster/remove")
    ModelAndView remove(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer head = head(staff);
        var typed = new Typed(fields);
        try {
            roster.remove(typed.id("staff"), moment(typed.needed("starts")), head);
            return Page.goTo(ROSTER_HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return roster(head, null, Sent.refused(typed, refusal, "staff"));
        }
    }

    private static Instant moment(String typed) {
        try {
            return CityTime.parseMoment(typed);
        } catch (DateTimeException spoiled) {
            throw Typed.flaw("platform.sheet.missing", "starts");
        }
    }

    private Officer head(StaffMember staff) {
        Officer officer = officers.of(staff);
        if (!rights.mayRoster(officer)) {
            throw new AccessDeniedException("Not the head's word");
        }
        return officer;
    }

    private ModelAndView roster(Officer officer, Sheet.@Nullable Said done, Sent sent) {
        DutyWeek week = roster.week();
        boolean enters = rights.mayRoster(officer);
        var blocks = new ArrayList<Sheet.Block>();
        blocks.add(new Sheet.Links(List.of(
                Sheet.cell(Sheet.say("phone.title")).to(DeskArea.PHONE.href()),
                Sheet.cell(Sheet.say(LOG + ".title")).to("/desk/phone/log"))));
        blocks.add(new Sheet.Figures(
                ROSTER + ".cover",
                List.of(
                        new Sheet.Figure(
                                Sheet.say(ROSTER + ".covered"),
                                one(week.coveredHours()),
                                Sheet.say(ROSTER + ".of-week", DutyWeek.LENGTH.toHours()),
                                null),
                        new Sheet.Figure(
                                Sheet.say(ROSTER + ".gap-count"),
                                Integer.toString(week.gaps().size()),
                                null,
                                null))));
        if (!week.isWhole()) {
            blocks.add(new Sheet.Table(
                    ROSTER + ".gaps",
                    List.of(ROSTER + ".from", ROSTER + ".until"),
                    week.gaps().stream()
                            .map(gap -> Sheet.row(
                                    Sheet.cell(moment(gap.from())).marked("late"), Sheet.cell(moment(gap.until()))))
                            .toList(),
                    ROSTER + ".no-gaps"));
        }
        blocks.add(new Sheet.Table(
                ROSTER + ".list",
                List.of(ROSTER + ".staff", ROSTER + ".from", ROSTER + ".until"),
                roster.coming().stream().map(shift -> row(shift, enters)).toList(),
                ROSTER + ".empty"));
        if (enters) {
            List<Pick> operators = directory.everybody(officer.region()).stream()
                    .filter(each -> rights.mayAnswer(directory.appointee(each.id(), sheets.today())))
                    .map(each -> new Pick(each.id().toString(), Sheet.data(each.name())))
                    .toList();
            blocks.add(new Sheet.Form(
                    ROSTER + ".form",
                    ROSTER + ".form-lead",
                    ROSTER_HREF,
                    new Sheet.Fields(ROSTER, sent.typed())
                            .select("staff", operators)
                            .date("day")
                            .hinted(Sheet.Kind.TEXT, "starts")
                            .hinted(Sheet.Kind.TEXT, "ends")
                            .hinted(Sheet.Kind.TEXT, "days")
                            .list(),
                    ROSTER + ".do",
                    false));
        }
        return sheets.show(officer, DeskArea.PHONE, ROSTER, done, sent, blocks);
    }

    private Sheet.Row row(Shift shift, boolean enters) {
        Sheet.Said who = sheets.staff(shift.staff());
        return new Sheet.Row(
                List.of(Sheet.cell(who), Sheet.cell(moment(shift.startsAt())), Sheet.cell(moment(shift.endsAt()))),
                enters
                        ? List.of(new Sheet.Button(
                                ROSTER + ".remove",
                                ROSTER_HREF + "/remove",
                                Map.of(
                                        "staff", shift.staff().toString(),
                                        "starts", shift.startsAt().toString()),
                                who,
                                false))
                        : List.of());
    }

    private static Sheet.Said moment(Instant at) {
        return Sheet.say(ROSTER + ".moment", at);
    }

    // --- 来电统计
    // -----------------------------------------------------------------------------------------------------

    /** The figures of some days, both included; without days of the last thirty. */
    @GetMapping("/log")
    ModelAndView log(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until) {
        Officer officer = officers.of(staff);
        if (!rights.mayCount(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
        LocalDate last = day(until).orElse(sheets.today());
        LocalDate first = day(from)
                .filter(each -> !each.isAfter(last) && ChronoUnit.DAYS.between(each, last) < LONGEST_DAYS)
                .orElse(last.minusDays(DAYS));
        CallFigures figures = switchboard.figures(first, last);
        HitRate hits = questions.rate(first, last);
        int days = Math.toIntExact(ChronoUnit.DAYS.between(first, last)) + 1;
        int workdays = calendar.provisional().workdaysIn(first.minusDays(1), last);
        return sheets.show(
                officer,
                DeskArea.PHONE,
                LOG,
                null,
                Sent.NOTHING,
                List.of(
                        new Sheet.Links(links(officer)),
                        new Sheet.Figures(
                                LOG + ".calls",
                                List.of(
                                        figure(
                                                "answered",
                                                Long.toString(figures.answered()),
                                                Sheet.period(first, last)),
                                        figure(
                                                "consult-share",
                                                percent(figures.consultShare()),
                                                Sheet.say(
                                                        LOG + ".of", figures.of(CallType.CONSULT), figures.answered())),
                                        figure(
                                                "per-day",
                                                one(figures.perDay(days)),
                                                Sheet.say(LOG + ".calendar-days", days)),
                                        figure(
                                                "per-workday",
                                                one(figures.perDay(workdays)),
                                                Sheet.say(LOG + ".workdays", workdays)),
                                        figure("bookings", Long.toString(figures.of(CallType.BOOKING)), null))),
                        new Sheet.Table(
                                LOG + ".types",
                                List.of(LOG + ".type", LOG + ".count"),
                                List.of(CallType.values()).stream()
                                        .map(type -> Sheet.row(
                                                Sheet.cell(Sheet.say("phone.type." + type.code())),
                                                Sheet.cell(Sheet.plain(Long.toString(figures.of(type))))))
                                        .toList(),
                                LOG + ".none"),
                        new Sheet.Figures(
                                LOG + ".response",
                                List.of(
                                        response("in-hours", figures.inHours()),
                                        response("out-of-hours", figures.outOfHours()),
                                        figure("missed", Long.toString(figures.missed()), null),
                                        figure(
                                                "called-back",
                                                Long.toString(figures.calledBack()),
                                                Sheet.say(LOG + ".in-time", figures.calledBackInTime())))),
                        new Sheet.Figures(
                                LOG + ".knowledge",
                                List.of(
                                        figure(
                                                "hit-rate",
                                                percent(hits.percent()),
                                                Sheet.say(LOG + ".of", hits.answered(), hits.asked())),
                                        figure(
                                                "unfound",
                                                Long.toString(questions.byThemselves(first, last)),
                                                Sheet.say(LOG + ".unfound-held", searches.held(first, last))))),
                        new Sheet.Table(
                                LOG + ".hits",
                                List.of(LOG + ".channel", LOG + ".hit-rate", LOG + ".asked"),
                                searches.rates(first, last).entrySet().stream()
                                        .map(each -> Sheet.row(
                                                Sheet.cell(Sheet.say("hotline.channel." + each.getKey())),
                                                Sheet.cell(Sheet.plain(
                                                        percent(each.getValue().percent()))),
                                                Sheet.cell(Sheet.say(
                                                        LOG + ".of",
                                                        each.getValue().answered(),
                                                        each.getValue().asked()))))
                                        .toList(),
                                LOG + ".no-hits"),
                        new Sheet.Figures(
                                LOG + ".kept",
                                List.of(figure(
                                        "kept-days",
                                        Long.toString(switchboard.keptDays()),
                                        Sheet.say(LOG + ".kept-what"))))));
    }

    private List<Sheet.Cell> links(Officer officer) {
        var links = new ArrayList<Sheet.Cell>();
        if (rights.mayAnswer(officer) || rights.mayRoster(officer)) {
            links.add(Sheet.cell(Sheet.say("phone.title")).to(DeskArea.PHONE.href()));
            links.add(Sheet.cell(Sheet.say(ROSTER + ".title")).to(ROSTER_HREF));
        }
        links.add(Sheet.cell(Sheet.say("hotline.figures.title")).to("/desk/orders/figures"));
        return links;
    }

    private static Sheet.Figure figure(String what, String number, Sheet.@Nullable Said of) {
        return new Sheet.Figure(Sheet.say(LOG + "." + what), number, of, null);
    }

    private static Sheet.Figure response(String what, CallFigures.Response response) {
        return figure(what, one(response.average()), Sheet.say(LOG + ".response-of", response.calls()));
    }

    private static String percent(Optional<Double> share) {
        return share.map(each -> String.format(Locale.ROOT, "%.1f%%", each)).orElse("—");
    }

    private static String one(Optional<Double> number) {
        return number.map(PhoneBooksController::one).orElse("—");
    }

    private static String one(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(Typed.day(typed));
        } catch (DateTimeException spoiled) {
            return Optional.empty();
        }
    }
}
