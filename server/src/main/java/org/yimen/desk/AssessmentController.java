package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.web.EventWords;
import org.yimen.evaluation.Outings;
import org.yimen.evaluation.Outings.PersonScore;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Csv;
import org.yimen.platform.Guard;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;
import org.yimen.supervision.Accountabilities;
import org.yimen.supervision.Accountabilities.Score;
import org.yimen.supervision.ConductRules;
import org.yimen.supervision.Trainings;
import org.yimen.supervision.Trainings.Training;

/** 月度考核 and what follows from clusters of complaints: points by unit and person, trainings and whether they helped. */
@Controller
public class AssessmentController {

    private final Officers officers;
    private final Accountabilities accountabilities;
    private final Outings outings;
    private final Trainings trainings;
    private final ConductRules rules;
    private final EventWords events;
    private final Exports exports;
    private final InstantSource time;

    AssessmentController(
            Officers officers,
            Accountabilities accountabilities,
            Outings outings,
            Trainings trainings,
            ConductRules rules,
            EventWords events,
            Exports exports,
            InstantSource time) {
        this.officers = officers;
        this.accountabilities = accountabilities;
        this.outings = outings;
        this.trainings = trainings;
        this.rules = rules;
        this.events = events;
        this.exports = exports;
        this.time = time;
    }

    /**
     * The points of one month; a head reads those of his own unit.
     *
     * @param seen what social supervisors gave members of the staff, of what was released
     */
    public record AssessmentPage(
            DeskFrame frame, Month month, List<Score> scores, List<PersonScore> seen, EventWords events) {
        public AssessmentPage {
            scores = List.copyOf(scores);
            seen = List.copyOf(seen);
        }

        /** By unit, the code of the unit first. */
        public Map<String, Integer> units() {
            return sums(scores);
        }
    }

    /**
     * The trainings.
     *
     * @param refused the one whose form was refused, or null
     */
    public record TrainingsPage(
            DeskFrame frame,
            LocalDate today,
            List<Training> lines,
            List<UUID> mine,
            ConductRules rules,
            EventWords events,
            @Nullable UUID refused,
            String typed,
            @Nullable RuleBroken refusal) {
        public TrainingsPage {
            lines = List.copyOf(lines);
            mine = List.copyOf(mine);
        }

        /** On what, or for whom. */
        public String subject(Training of, Words words) {
            String kind = of.kind();
            UUID person = of.person();
            return kind != null
                    ? InquiriesPage.kind(rules, kind, words)
                    : person == null ? "" : events.colleague(person);
        }

        public boolean reports(Training of) {
            return of.done() == null && mine.contains(of.id());
        }
    }

    static Map<String, Integer> sums(List<Score> scores) {
        return scores.stream()
                .collect(Collectors.groupingBy(Score::department, TreeMap::new, Collectors.summingInt(Score::points)));
    }

    @GetMapping("/desk/assessment")
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String month) {
        Officer officer = officers.in(DeskArea.ASSESSMENT, staff);
        Month shown = month(month);
        return Page.show(
                "desk/assessment",
                new AssessmentPage(
                        officers.frame(officer, DeskArea.ASSESSMENT.href()),
                        shown,
                        scores(officer, shown),
                        seen(officer, shown),
                        events));
    }

    /** 导出: the same as a file for spreadsheets. It names people, so whoever takes it out proves once more who he is. */
    @PostMapping("/desk/assessment/file")
    ResponseEntity<byte[]> file(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String month,
            HttpServletRequest request,
            Locale locale) {
        Officer officer = officers.in(DeskArea.ASSESSMENT, staff);
        Month shown = month(month);
        Words words = Words.of(locale);
        return exports.lines(
                request,
                officer,
                Exports.Lines.ASSESSMENT,
                shown.toString(),
                () -> content(shown, scores(officer, shown), words));
    }

    private Exports.Content content(Month shown, List<Score> scores, Words words) {
        var text = new StringBuilder(row(
                words.say("desk.assessment.unit"),
                words.say("desk.assessment.person"),
                words.say("desk.assessment.points"),
                words.say("desk.assessment.records"),
                words.say("desk.assessment.led")));
        scores.forEach(score -> text.append(row(
                events.department(score.department(), words),
                person(score, words),
                Integer.toString(score.points()),
                Integer.toString(score.records()),
                Integer.toString(score.led()))));
        return Exports.Content.csv(
                "assessment-" + shown + ".csv", text.toString(), Map.of("lines", Integer.toString(scores.size())));
    }

    private String person(Score score, Words words) {
        UUID person = score.person();
        return person == null ? words.say("desk.assessment.unit-itself") : events.colleague(person);
    }

    static String row(String... cells) {
        return Csv.line(List.of(cells)) + "\r\n";
    }

    @GetMapping("/desk/trainings")
    ModelAndView trainings(@AuthenticationPrincipal StaffMember staff) {
        return trainings(officers.in(DeskArea.TRAININGS, staff), null, "", null);
    }

    @PostMapping("/desk/trainings/{id}/done")
    ModelAndView done(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String text) {
        Officer officer = officers.in(DeskArea.TRAININGS, staff);
        boolean there = trainings
                .find(officer.region(), id)
                .filter(of -> seesAll(officer) || heads(officer).contains(of.department()))
                .isPresent();
        if (!there) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            trainings.done(officer, id, text);
        } catch (RuleBroken refusal) {
            return trainings(officer, id, text, refusal);
        }
        return Page.goTo("/desk/trainings");
    }

    private ModelAndView trainings(
            Officer officer, @Nullable UUID refused, String typed, @Nullable RuleBroken refusal) {
        List<Training> lines = trainings.recent(officer.region(), seesAll(officer), heads(officer));
        return Page.show(
                "desk/trainings",
                new TrainingsPage(
                        officers.frame(officer, DeskArea.TRAININGS.href()),
                        CityTime.day(time.instant()),
                        lines,
                        lines.stream()
                                .filter(each -> trainings.mayReport(officer, each))
                                .map(Training::id)
                                .toList(),
                        rules,
                        events,
                        refused,
                        typed,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Month month(String typed) {
        return Month.of(typed, YearMonth.from(CityTime.day(time.instant())));
    }

    private List<PersonScore> seen(Officer officer, Month month) {
        return outings
                .personScores(
                        officer.region(),
                        month.chosen().atDay(1),
                        month.chosen().atEndOfMonth())
                .stream()
                .filter(each -> seesAll(officer) || heads(officer).contains(each.department()))
                .toList();
    }

    private List<Score> scores(Officer officer, Month month) {
        return accountabilities
                .scores(
                        officer.region(),
                        month.chosen().atDay(1),
                        month.chosen().atEndOfMonth())
                .stream()
                .filter(score -> seesAll(officer) || heads(officer).contains(score.department()))
                .toList();
    }

    @Guard
    private static boolean seesAll(Officer officer) {
        return officer.watchesAll();
    }

    private static List<String> heads(Officer officer) {
        return officer.departmentsAs("head");
    }
}
