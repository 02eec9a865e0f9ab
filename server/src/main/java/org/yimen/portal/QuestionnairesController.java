package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.form.Autosaved;
import org.yimen.form.FieldView;
import org.yimen.form.Finding;
import org.yimen.form.Kept;
import org.yimen.form.Question;
import org.yimen.form.Rework;
import org.yimen.form.Said;
import org.yimen.form.Sent;
import org.yimen.form.Value;
import org.yimen.identity.Citizen;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Network;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.TokenBuckets;
import org.yimen.platform.web.Words;
import org.yimen.portal.SurveyFilling.Line;
import org.yimen.portal.SurveyFilling.Part;
import org.yimen.survey.Draft;
import org.yimen.survey.Questionnaire;
import org.yimen.survey.Questionnaire.Standing;
import org.yimen.survey.Questionnaire.Who;
import org.yimen.survey.Questionnaires;
import org.yimen.survey.Respondent;
import org.yimen.survey.Responses;
import org.yimen.survey.Results;
import org.yimen.survey.SurveyRefused;
import org.yimen.survey.Tally;
import org.yimen.survey.TallyView;

/** 问卷: which ones run, one's own answers page by page, what came of them. */
@Controller
public class QuestionnairesController {

    /** The visitors of a hall share an address: so many begin at once, and so many more within an hour. */
    private static final int BEGIN_AT_ONCE = 60;

    private static final double BEGIN_A_SECOND = 60.0 / 3600;

    private final Questionnaires questionnaires;
    private final Responses responses;
    private final Results results;
    private final Directory directory;
    private final InstantSource time;
    private final TokenBuckets begun = new TokenBuckets(BEGIN_A_SECOND, BEGIN_AT_ONCE);

    QuestionnairesController(
            Questionnaires questionnaires,
            Responses responses,
            Results results,
            Directory directory,
            InstantSource time) {
        this.questionnaires = questionnaires;
        this.responses = responses;
        this.results = results;
        this.directory = directory;
        this.time = time;
    }

    /** Those that run, and those that are over and whose figures everybody may see. */
    public record SurveysPage(List<Questionnaire> running, List<Questionnaire> over) {
        public SurveysPage {
            running = List.copyOf(running);
            over = List.copyOf(over);
        }
    }

    /**
     * What one questionnaire is about.
     *
     * @param resume where he goes on who has begun; null where he has not
     * @param signsIn only who is signed in answers it, and this reader is not
     * @param refusal why it could not be begun; null where nothing was refused
     */
    public record SurveyStart(
            Questionnaire survey,
            Standing standing,
            boolean answered,
            @Nullable String resume,
            boolean signsIn,
            @Nullable String refusal) {

        public boolean mayBegin() {
            return standing == Standing.RUNS && !answered && !signsIn;
        }

        public String signIn() {
            return "/sign-in?next=" + SurveyFilling.base(survey);
        }
    }

    /** All answers once more. */
    public record SurveyCheck(SurveyFilling filling, boolean refused) {}

    /**
     * The figures that everybody may see.
     *
     * @param few too few answered to show any
     * @param signed how many were signed in, {@code unsigned} how many were not, {@code unknown} of how many nobody noted it
     * @param tallies of all; of each part apart the questions of which neither part tells who said what
     */
    public record SurveyResults(
            Questionnaire survey,
            int answers,
            boolean few,
            int signed,
            int unsigned,
            int unknown,
            List<TallyView> tallies,
            List<TallyView> ofSigned,
            List<TallyView> ofUnsigned) {
        public SurveyResults {
            tallies = List.copyOf(tallies);
            ofSigned = List.copyOf(ofSigned);
            ofUnsigned = List.copyOf(ofUnsigned);
        }
    }

    @GetMapping("/surveys")
    ModelAndView list() {
        LocalDate today = today();
        return Page.show(
                "portal/surveys",
                new SurveysPage(
                        questionnaires.running(today),
                        questionnaires.all().stream()
                                .filter(each -> each.open() && each.on(today) == Standing.OVER)
                                .toList()));
    }

    @GetMapping("/surveys/{code}")
    ModelAndView start(
            @PathVariable String code, @AuthenticationPrincipal @Nullable Citizen citizen, HttpServletRequest request) {
        return start(find(code), citizen, request, null, HttpStatus.OK);
    }

    private ModelAndView start(
            Questionnaire of,
            @Nullable Citizen citizen,
            HttpServletRequest request,
            @Nullable String refusal,
            HttpStatus status) {
        Respondent who = SurveyBrowser.respondent(citizen, request);
        boolean signsIn = of.who() == Who.SIGNED_IN && citizen == null;
        Optional<Draft> draft = signsIn ? Optional.empty() : responses.draft(region(), of, who);
        return Page.show(
                "portal/survey",
                new SurveyStart(
                        of,
                        of.on(today()),
                        !signsIn && responses.hasAnswered(region(), of, who),
                        draft.map(each -> SurveyFilling.of(each).resume()).orElse(null),
                        signsIn,
                        refusal),
                status);
    }

    /** Begins, or goes on. */
    @PostMapping("/surveys/{code}")
    ModelAndView begin(
            @PathVariable String code,
            @AuthenticationPrincipal @Nullable Citizen citizen,
            HttpServletRequest request,
            HttpServletResponse response) {
        Questionnaire of = find(code);
        if (of.who() == Who.SIGNED_IN && citizen == null) {
            return Page.goTo("/sign-in?next=" + SurveyFilling.base(of));
        }
        if (citizen == null && begun.take(Network.of(request.getRemoteAddr())).isPresent()) {
            return start(of, null, request, "survey.too-many", HttpStatus.TOO_MANY_REQUESTS);
        }
        try {
            Draft draft = responses.begin(region(), of, SurveyBrowser.known(citizen, request, response));
            return Page.goTo(SurveyFilling.of(draft).resume());
        } catch (SurveyRefused refusal) {
            return Page.goTo(SurveyFilling.base(of));
        }
    }

    @GetMapping("/surveys/{code}/page/{part}")
    ModelAndView page(
            @PathVariable String code,
            @PathVariable String part,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(required = false) @Nullable String rows,
            @AuthenticationPrincipal @Nullable Citizen citizen,
            HttpServletRequest request) {
        Questionnaire of = find(code);
        Optional<Draft> draft = draft(of, citizen, request);
        if (draft.isEmpty()) {
            return Page.goTo(SurveyFilling.base(of));
        }
        SurveyFilling filling = SurveyFilling.of(draft.get());
        Part shown = filling.part(part).orElseThrow(QuestionnairesController::none);
        var lines = new ArrayList<Line>();
        for (Question question : shown.questions()) {
            List<String> given = draft.get().answers().all(question.code());
            // What was typed wrong is still there and still wrong; what was not typed yet is no mistake.
            List<Finding> findings =
                    given.isEmpty() ? List.of() : filling.course().wrong(question);
            lines.add(line(filling, shown, question, given, findings, Rework.rows(rows, question)));
        }
        return Page.show("portal/survey-page", new SurveyPage(filling, shown, lines, from.equals("check")));
    }

    /** Keeps what was answered, right or wrong, and goes on when it is right and no further question came up. */
    @PostMapping("/surveys/{code}/page/{part}")
    ModelAndView answer(
            @PathVariable String code,
            @PathVariable String part,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal @Nullable Citizen citizen,
            HttpServletRequest request) {
        Questionnaire of = find(code);
        Optional<Draft> draft = draft(of, citizen, request);
        if (draft.isEmpty()) {
            return Page.goTo(SurveyFilling.base(of));
        }
        boolean checking = from.equals("check");
        SurveyFilling before = SurveyFilling.of(draft.get());
        Part sent = before.part(part).orElseThrow(QuestionnairesController::none);
        Sent read = read(draft.get(), sent, form);
        SurveyFilling filling = SurveyFilling.of(saved(draft.get(), read));
        for (Question question : sent.questions()) {
            Rework rework = Rework.of(question, sent.id(question), form);
            if (rework.asked() && read.overtaken().isEmpty()) {
                int shown = rework.shown(filling.draft().answers().all(question.code()));
                return Page.goTo(filling.base() + "/page/" + part + "?rows=" + question.code() + ":" + shown
                        + (checking ? "&from=check" : "") + "#" + sent.id(question));
            }
        }
        Set<String> askedBefore = before.course().reading().codes();
        Set<String> askedNow = filling.course().reading().codes();
        boolean opened = sent.questions().stream()
                .map(Question::code)
                .anyMatch(each -> askedNow.contains(each) && !askedBefore.contains(each));
        var lines = new ArrayList<Line>();
        for (Question question : sent.questions()) {
            boolean overtaken = read.overtaken().containsKey(question.code());
            List<String> given = read.overtaken()
                    .getOrDefault(question.code(), filling.draft().answers().all(question.code()));
            // What has just come up was not forgotten.
            boolean fresh = !askedBefore.contains(question.code()) && given.isEmpty();
            List<Finding> findings = overtaken
                    ? List.of(Finding.of(question.code(), "application.apply.elsewhere", filling.kept(question)))
                    : fresh ? List.of() : filling.course().wrong(question);
            lines.add(line(filling, sent, question, given, findings, 0));
        }
        var page = new SurveyPage(filling, sent, lines, checking);
        if (!page.wrong() && !opened) {
            return Page.goTo(checking ? filling.check() : filling.after(sent));
        }
        HttpStatus status = !read.overtaken().isEmpty()
                ? HttpStatus.CONFLICT
                : page.wrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
        return Page.show("portal/survey-page", page, status);
    }

    /** Saves what a page holds while somebody is typing. */
    @PostMapping("/surveys/{code}/answers")
    @ResponseBody
    Autosaved autosave(
            @PathVariable String code,
            @RequestParam String part,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal @Nullable Citizen citizen,
            HttpServletRequest request,
            Locale locale) {
        Draft draft = draft(find(code), citizen, request).orElseThrow(QuestionnairesController::none);
        Part sent = SurveyFilling.of(draft).part(part).orElseThrow(QuestionnairesController::none);
        Words words = Words.of(locale);
        Sent read = read(draft, sent, form);
        SurveyFilling filling = SurveyFilling.of(saved(draft, read));
        var marks = new LinkedHashMap<String, String>();
        var computed = new LinkedHashMap<String, String>();
        var wrong = new LinkedHashMap<String, String>();
        for (Question question : sent.questions()) {
            String id = sent.id(question);
            List<String> kept = filling.draft().answers().all(question.code());
            Value value = computed(filling, question);
            if (value != null) {
                computed.put(id, Said.of(question, value.canonical(), words));
            } else if (!question.isComputed() && !read.overtaken().containsKey(question.code())) {
                marks.put(id, Kept.mark(kept));
                if (!kept.isEmpty()) {
                    filling.course().wrong(question).stream()
                            .filter(finding -> finding.cell() == null)
                            .findFirst()
                            .ifPresent(finding -> wrong.put(id, FieldView.message(finding, words)));
                }
            }
        }
        return new Autosaved(
                words.say("application.apply.saved", words.time(filling.draft().savedAt())),
                filling.course().asked().stream()
                        .filter(sent.questions()::contains)
                        .map(sent::id)
                        .toList(),
                marks,
                computed,
                wrong,
                !read.overtaken().isEmpty());
    }

    private static Sent read(Draft draft, Part part, Map<String, List<String>> form) {
        return Sent.read(
                draft.answers(),
                part.questions().stream()
                        .filter(question -> !question.isComputed())
                        .toList(),
                part::id,
                _ -> false,
                form);
    }

    private Draft saved(Draft draft, Sent sent) {
        return sent.changed().isEmpty() ? draft : responses.save(region(), draft, sent.changed());
    }

    private static Line line(
            SurveyFilling filling, Part part, Question question, List<String> given, List<Finding> findings, int rows) {
        FieldView view =
                FieldView.of(question, part.id(question), given, findings).withRows(rows);
        return new Line(
                part.single() == null ? view : view.asHeading(),
                filling.course().asked().contains(question) || computed(filling, question) != null,
                filling.draft().answers().all(question.code()),
                computed(filling, question));
    }

    private static @Nullable Value computed(SurveyFilling filling, Question question) {
        return question.isComputed() ? filling.course().reading().values().get(question.code()) : null;
    }

    @GetMapping("/surveys/{code}/check")
    ModelAndView check(
            @PathVariable String code, @AuthenticationPrincipal @Nullable Citizen citizen, HttpServletRequest request) {
        Questionnaire of = find(code);
        return draft(of, citizen, request)
                .map(draft -> Page.show("portal/survey-check", new SurveyCheck(SurveyFilling.of(draft), false)))
                .orElseGet(() -> Page.goTo(SurveyFilling.base(of)));
    }

    /** Hands in, once; a second click finds it handed in. */
    @PostMapping("/surveys/{code}/submit")
    ModelAndView submit(
            @PathVariable String code, @AuthenticationPrincipal @Nullable Citizen citizen, HttpServletRequest request) {
        Questionnaire of = find(code);
        try {
            if (responses
                    .handIn(region(), of, SurveyBrowser.respondent(citizen, request))
                    .isEmpty()) {
                return Page.goTo(SurveyFilling.base(of));
            }
        } catch (SurveyRefused refusal) {
            return refusal.code().equals("survey.full") || refusal.code().equals("survey.network")
                    ? start(of, citizen, request, refusal.code(), HttpStatus.CONFLICT)
                    : Page.goTo(SurveyFilling.base(of));
        }
        return draft(of, citizen, request)
                .map(draft -> Page.show(
                        "portal/survey-check",
                        new SurveyCheck(SurveyFilling.of(draft), true),
                        HttpStatus.UNPROCESSABLE_CONTENT))
                .orElseGet(() -> Page.goTo(SurveyFilling.base(of)));
    }

    @GetMapping("/surveys/{code}/results")
    ModelAndView results(@PathVariable String code) {
        Questionnaire of = find(code);
        if (!of.open()) {
            throw none();
        }
        Results.Counted counted = results.of(region(), of);
        return Page.show(
                "portal/survey-results",
                new SurveyResults(
                        of,
                        counted.answers(),
                        counted.answers() < Tally.FEWEST,
                        counted.signed().answers(),
                        counted.unsigned().answers(),
                        counted.unknown().answers(),
                        views(counted.tallies()),
                        views(counted.apart(counted.signed())),
                        views(counted.apart(counted.unsigned()))));
    }

    private static List<TallyView> views(List<Tally> tallies) {
        return tallies.stream().map(tally -> new TallyView(tally, false)).toList();
    }

    /** What he has begun, while it can still be handed in. */
    private Optional<Draft> draft(Questionnaire of, @Nullable Citizen citizen, HttpServletRequest request) {
        boolean may = of.on(today()) == Standing.RUNS && (citizen != null || of.who() == Who.ANYBODY);
        return may ? responses.draft(region(), of, SurveyBrowser.respondent(citizen, request)) : Optional.empty();
    }

    private Questionnaire find(String code) {
        return questionnaires
                .find(code)
                .filter(of -> of.on(today()) != Standing.TO_COME)
                .orElseThrow(QuestionnairesController::none);
    }

    private String region() {
        return directory.region();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
