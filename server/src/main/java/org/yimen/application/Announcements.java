package org.yimen.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;
import org.yimen.form.Question;
import org.yimen.notify.Announcer;
import org.yimen.notify.Notice;
import org.yimen.notify.StandingCheck;
import org.yimen.notify.Texts;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** 办件消息: which events of an application its applicant hears of, and what of it no longer stands when it would go out. */
@Component
class Announcements implements Announcer, StandingCheck {

    static final String KIND = "application";

    private static final String SUPPLEMENT = KIND + ":supplement:";
    private static final String ASKED = KIND + ":asked:";
    private static final String DUE = KIND + ":due";

    /** When a reminder goes out in the morning. */
    private static final LocalTime MORNING = LocalTime.of(9, 30);

    /** So long the applicant has the notice of defects before he is reminded, once. */
    private static final Duration REMINDED_AFTER = Duration.ofDays(5);

    private final ApplicationDesk desk;
    private final ApplicationProcedure procedure;
    private final CaseDesk cases;
    private final InstantSource time;

    Announcements(ApplicationDesk desk, ApplicationProcedure procedure, CaseDesk cases, InstantSource time) {
        this.desk = desk;
        this.procedure = procedure;
        this.cases = cases;
        this.time = time;
    }

    @Override
    public List<Notice> announce(Told told) {
        if (!told.kind().equals(desk.kind()) || !isNews(told.type())) {
            return List.of();
        }
        Event event = cases.history(told.caseId()).stream()
                .filter(each -> each.seq() == told.seq())
                .map(each -> cases.read(procedure, each))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No event " + told.id()));
        CaseFile<State> file = desk.find(told.caseId());
        return switch (event) {
            case Event.Accepted _ ->
                Stream.concat(
                                Stream.of(notice(file, told, "accepted")),
                                // Its own check finds the morning before the promised day, wherever that moves.
                                Stream.of(notice(file, told, "due-soon").later(told.happenedAt(), DUE)))
                        .toList();
            case Event.DefectsNoticed noticed ->
                List.of(
                        supplement(file, told, noticed),
                        notice(file, told, "supplement-reminder")
                                .later(
                                        morning(CityTime.day(told.happenedAt().plus(REMINDED_AFTER))),
                                        SUPPLEMENT + noticed.paper().number()));
            case Event.MaterialsAsked asked -> asked(file, told, asked);
            case Event.StepStarted(var halt, var days, var _)
            when halt.stopsClock() -> List.of(stopped(file, told, halt, days));
            case Event.StepFinished(var step, var _, var _, var _) -> resumed(file, told, step);
            case Event.GapReminded(var _, var material, var due) -> List.of(gap(file, told, "gap-due", material, due));
            case Event.PromiseBroken(var _, var material, var due) ->
                // Whose case it ends has nothing to bring any more.
                file.state() instanceof State.Withdrawn
                        ? List.of()
                        : List.of(gap(file, told, "gap-overdue", material, due));
            case Event.GapRejected(var _, var _, var material, var _) ->
                Gaps.of(file.state())
                        .find(material)
                        .map(gap -> gap(file, told, "gap-rejected", material, gap.dueOn()))
                        .stream()
                        .toList();
            case Event.Declined _ -> List.of(notice(file, told, "declined"));
            case Event.Extended _ -> List.of(notice(file, told, "extended"));
            case Event.StepProlonged _ -> List.of(notice(file, told, "step-prolonged"));
            case Event.StepOverdue(var _, var step, var due) -> List.of(overdue(file, told, step, due));
            // Who withdraws knows it; whom the rule of the house takes at his silence hears of it.
            case Event.Withdrawn _ ->
                told.actor() == Actor.Kind.SYSTEM ? List.of(notice(file, told, "lapsed")) : List.of();
            case Event.Granted _ -> List.of(notice(file, told, "granted"));
            case Event.Refused _ -> List.of(notice(file, told, "refused"));
            case Event.Issued _ -> List.of(notice(file, told, "ready"));
            case Event.Terminated _ -> List.of(notice(file, told, "terminated"));
            case Event.Corrected(var _, var correction, var _, var _, var _, var _) ->
                List.of(notice(
                        file,
                        told,
                        "corrected-paper",
                        List.of(desk.item(file).name(), Text.of(file.number()), Text.of(correction.number()))));
            case Event.SetAside _ -> List.of(notice(file, told, "set-aside"));
            case Event.CorrectedOnTheSpot corrected -> List.of(corrected(file, told, corrected.question()));
            case Event.MaterialsSupplied _, Event.GapSupplied _ ->
                // Who handed it in himself knows it.
                told.actor() == Actor.Kind.OFFICER ? List.of(notice(file, told, "supplied")) : List.of();
            default -> List.of();
        };
    }

    /** So that the many other events are not read from the journal again. */
    private static boolean isNews(String type) {
        return switch (type) {
            case "Accepted", "DefectsNoticed", "Declined", "Extended", "Granted", "Refused", "Issued", "Terminated" ->
                true;
            case "CorrectedOnTheSpot", "MaterialsSupplied", "GapSupplied", "MaterialsAsked", "StepProlonged" -> true;
            case "StepStarted", "StepFinished", "GapReminded", "PromiseBroken", "GapRejected" -> true;
            case "StepOverdue", "Withdrawn", "SetAside", "Corrected" -> true;
            default -> false;
        };
    }

    /** Art. 45: for what the clock stands still, for how long, and on which day that should be over. */
    private Notice stopped(CaseFile<State> file, Told told, Application.Halt halt, int days) {
        var context = procedure.context(file, Actor.SYSTEM, told.happenedAt());
        Step step = Clocks.step(context.item(), halt.step());
        LocalDate stated = halt.statedUntil();
        LocalDate until = stated == null ? Stops.last(days, step, context) : stated;
        return notice(
                file,
                told,
                "stopped",
                List.of(
                        context.item().name(),
                        Text.of(file.number()),
                        step.name(),
                        Text.of(Integer.toString(Math.max(days, 1))),
                        Texts.day(until)));
    }

    /** Art. 45: the clock stands still for longer than its notice stated. */
    private Notice overdue(CaseFile<State> file, Told told, String code, LocalDate due) {
        ItemVersion item = desk.item(file);
        return notice(
                file,
                told,
                "stop-overdue",
                List.of(
                        item.name(),
                        Text.of(file.number()),
                        Clocks.step(item, code).name(),
                        Texts.day(due)));
    }

    /** By when the supplement is expected, and what follows where it does not come. */
    private Notice supplement(CaseFile<State> file, Told told, Event.DefectsNoticed noticed) {
        LocalDate by = noticed.expectedBy();
        return by == null
                ? notice(file, told, "supplement")
                : notice(
                        file,
                        told,
                        noticed.lapseBasis() == null ? "supplement-by" : "supplement-lapse",
                        List.of(desk.item(file).name(), Text.of(file.number()), Texts.day(by)));
    }

    /** By when it is to be decided now; nothing where that procedure never stopped the clock. */
    private List<Notice> resumed(CaseFile<State> file, Told told, String code) {
        var context = procedure.context(file, Actor.SYSTEM, told.happenedAt());
        Step step = Clocks.step(context.item(), code);
        return step.stopsClock()
                ? Clocks.promised(file.state(), context.item()).stream()
                        .map(clock ->
                                clock.read(context.calendar(), context.today()).dueOn())
                        .map(due -> notice(
                                file,
                                told,
                                "resumed",
                                List.of(context.item().name(), Text.of(file.number()), step.name(), Texts.day(due))))
                        .toList()
                : List.of();
    }

    /** 容缺: of one promised material, with the day that was promised. */
    private Notice gap(CaseFile<State> file, Told told, String what, String material, LocalDate due) {
        ItemVersion item = desk.item(file);
        Text name = item.materials().stream()
                .filter(each -> each.code().equals(material))
                .map(ItemVersion.Material::name)
                .findFirst()
                .orElseGet(() -> Text.of(material));
        return notice(file, told, what, List.of(item.name(), Text.of(file.number()), name, Texts.day(due)));
    }

    /** Once now, and once on the last morning but one while nothing came in. */
    private List<Notice> asked(CaseFile<State> file, Told told, Event.MaterialsAsked asked) {
        List<Text> arguments = List.of(desk.item(file).name(), Text.of(file.number()), Texts.day(asked.dueOn()));
        return List.of(
                notice(file, told, "asked", arguments),
                notice(file, told, "asked-reminder", arguments)
                        .later(
                                morning(asked.dueOn().minusDays(1)),
                                ASKED + asked.paper().number()));
    }

    /** Which question it was, never what it says: it reaches a phone. */
    private Notice corrected(CaseFile<State> file, Told told, String question) {
        ItemVersion item = desk.item(file);
        Text label = item.form().question(question).map(Question::label).orElseGet(() -> Text.of(question));
        return notice(file, told, "corrected", List.of(item.name(), Text.of(file.number()), label));
    }

    private Notice notice(CaseFile<State> file, Told told, String what) {
        return notice(file, told, what, List.of(desk.item(file).name(), Text.of(file.number())));
    }

    private Notice notice(CaseFile<State> file, Told told, String what, List<Text> arguments) {
        Applicant applicant = desk.applicant(file);
        UUID id = file.id().value();
        return Notice.of(
                        file.id().region(),
                        applicant.holder(),
                        applicant.person(),
                        "case:" + id + ":" + told.seq() + ":" + what,
                        "application.news." + what,
                        arguments,
                        told.happenedAt())
                .to("/me/cases/" + id)
                .ofCase(id);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Standing of(String region, UUID caseId, String condition) {
        CaseFile<State> file = desk.find(new CaseId(region, caseId));
        if (condition.startsWith(SUPPLEMENT)) {
            String notice = condition.substring(SUPPLEMENT.length());
            boolean open = file.state() instanceof State.SupplementDue(var _, var due)
                    && due.number().equals(notice);
            return open ? new Standing.Stands() : new Standing.Over();
        }
        if (condition.startsWith(ASKED)) {
            String asked = condition.substring(ASKED.length());
            return Requests.of(file.state())
                            .open()
                            .filter(request -> request.notice().number().equals(asked))
                            .isPresent()
                    ? new Standing.Stands()
                    : new Standing.Over();
        }
        if (condition.equals(DUE)) {
            return dueSoon(file);
        }
        throw new IllegalStateException("No such condition: " + condition);
    }

    /** On the last working day before the promised one, while nothing is decided and no procedure stops the clock. */
    private Standing dueSoon(CaseFile<State> file) {
        Instant now = time.instant();
        return switch (file.state()) {
            case State.Reviewing _, State.Deciding _, State.Proposed _ -> {
                var context = procedure.context(file, Actor.SYSTEM, now);
                LocalDate due = Clocks.promised(file.state(), context.item())
                        .map(clock -> clock.read(context.calendar().provisional(), context.today())
                                .dueOn())
                        .orElse(null);
                yield due == null ? new Standing.Over() : around(due, context, now);
            }
            // What stops the clock will end; then the day is another one.
            case State.InProcedure _ -> new Standing.NotBefore(now.plus(Duration.ofHours(12)));
            default -> new Standing.Over();
        };
    }

    private static Standing around(LocalDate due, Context context, Instant now) {
        if (context.today().isAfter(due)) {
            return new Standing.Over();
        }
        LocalDate eve = due.minusDays(1);
        while (!context.calendar().provisional().isWorkday(eve)) {
            eve = eve.minusDays(1);
        }
        Instant from = morning(eve);
        return now.isBefore(from) ? new Standing.NotBefore(from) : new Standing.Stands();
    }

    private static Instant morning(LocalDate day) {
        return day.atTime(MORNING).atZone(CityTime.ZONE).toInstant();
    }
}
