package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;
import org.yimen.survey.AnswersFile;
import org.yimen.survey.MeasuredView;
import org.yimen.survey.Questionnaire;
import org.yimen.survey.Questionnaire.Standing;
import org.yimen.survey.Questionnaires;
import org.yimen.survey.Response;
import org.yimen.survey.Responses;
import org.yimen.survey.Results;
import org.yimen.survey.TallyView;

/** 问卷: what was answered to each, and the answers as a file. */
@Controller
public class SurveyResultsController {

    private final Officers officers;
    private final Questionnaires questionnaires;
    private final Responses responses;
    private final Results results;
    private final Directory directory;
    private final Exports exports;
    private final InstantSource time;

    SurveyResultsController(
            Officers officers,
            Questionnaires questionnaires,
            Responses responses,
            Results results,
            Directory directory,
            Exports exports,
            InstantSource time) {
        this.officers = officers;
        this.questionnaires = questionnaires;
        this.responses = responses;
        this.results = results;
        this.directory = directory;
        this.exports = exports;
        this.time = time;
    }

    /** One questionnaire in the list. */
    public record Line(Questionnaire survey, Standing standing, int answers) {}

    /** All questionnaires, the newest first. */
    public record QuestionnairesPage(DeskFrame frame, List<Line> lines) {
        public QuestionnairesPage {
            lines = List.copyOf(lines);
        }
    }

    /** The figures of one. */
    public record QuestionnairePage(
            DeskFrame frame,
            Questionnaire survey,
            Standing standing,
            int answers,
            @Nullable MeasuredView measured,
            List<TallyView> tallies) {
        public QuestionnairePage {
            tallies = List.copyOf(tallies);
        }
    }

    @GetMapping("/desk/surveys")
    ModelAndView list(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.SURVEYS, staff);
        LocalDate today = CityTime.day(time.instant());
        return Page.show(
                "desk/questionnaires",
                new QuestionnairesPage(
                        officers.frame(officer, DeskArea.SURVEYS.href()),
                        questionnaires.all().stream()
                                .map(each -> new Line(each, each.on(today), responses.count(officer.region(), each)))
                                .toList()));
    }

    @GetMapping("/desk/surveys/{code}")
    ModelAndView show(@PathVariable String code, @AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.SURVEYS, staff);
        Questionnaire of = find(code);
        Results.Counted counted = results.of(officer.region(), of);
        return Page.show(
                "desk/questionnaire",
                new QuestionnairePage(
                        officers.frame(officer, DeskArea.SURVEYS.href()),
                        of,
                        of.on(CityTime.day(time.instant())),
                        counted.answers(),
                        results.measured(officer.region(), of)
                                .map(each -> MeasuredView.of(of, each, directory))
                                .orElse(null),
                        counted.tallies().stream()
                                .map(tally -> new TallyView(tally, true))
                                .toList()));
    }

    /** 批量导出: every answer, all at once. Whoever takes them out proves once more who he is. */
    @PostMapping("/desk/surveys/{code}/file")
    ResponseEntity<byte[]> file(
            @PathVariable String code,
            @AuthenticationPrincipal StaffMember staff,
            HttpServletRequest request,
            Locale locale) {
        Officer officer = officers.in(DeskArea.SURVEYS, staff);
        Questionnaire of = find(code);
        return exports.lines(request, officer, Exports.Lines.ANSWERS, of.code(), () -> {
            List<Response> all = responses.all(officer.region(), of);
            return Exports.Content.csv(
                    of.code() + ".csv",
                    AnswersFile.of(of, all, Words.of(locale)),
                    Map.of("lines", Integer.toString(all.size())));
        });
    }

    private Questionnaire find(String code) {
        return questionnaires.find(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
