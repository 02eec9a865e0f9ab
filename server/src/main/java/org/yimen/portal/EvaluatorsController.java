package org.yimen.portal;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.evaluation.Appointment;
import org.yimen.evaluation.Appointments;
import org.yimen.evaluation.Outing;
import org.yimen.evaluation.Outings;
import org.yimen.evaluation.web.OutingPages;
import org.yimen.identity.Citizen;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Unit;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;
import org.yimen.survey.MeasuredView;
import org.yimen.survey.Questionnaire;
import org.yimen.survey.Questionnaires;
import org.yimen.survey.Results;
import org.yimen.survey.Samples;
import org.yimen.survey.SurveyRefused;

/** 第三方、社会监督员、受邀代表: what they were asked to look at, what they saw, and what came of it. */
@Controller
public class EvaluatorsController {

    private static final String HREF = "/me/evaluations";

    private final Outings outings;
    private final Appointments appointments;
    private final OutingPages pages;
    private final Directory directory;
    private final Questionnaires questionnaires;
    private final Results results;
    private final Samples samples;
    private final InstantSource time;
    private final String region;

    EvaluatorsController(
            Outings outings,
            Appointments appointments,
            OutingPages pages,
            Directory directory,
            Questionnaires questionnaires,
            Results results,
            Samples samples,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.outings = outings;
        this.appointments = appointments;
        this.pages = pages;
        this.directory = directory;
        this.questionnaires = questionnaires;
        this.results = results;
        this.samples = samples;
        this.time = time;
        this.region = region;
    }

    /**
     * Everything somebody looks at.
     *
     * @param own the appointment in which he may go on his own, or null
     * @param surveys 测评问卷 of a body, which draws whom they ask
     * @param departments where he may
     * @param windows that he may name
     */
    public record EvaluatorPage(
            List<Appointment> as,
            List<Outing> outings,
            @Nullable Appointment own,
            List<Questionnaire> surveys,
            List<Department> departments,
            List<Unit.Window> windows,
            String key,
            Map<String, List<String>> typed,
            @Nullable RuleBroken refusal) {
        public EvaluatorPage {
            as = List.copyOf(as);
            outings = List.copyOf(outings);
            surveys = List.copyOf(surveys);
            departments = List.copyOf(departments);
            windows = List.copyOf(windows);
            typed = Map.copyOf(typed);
        }

        /** A department by code and name. */
        public record Department(String code, Text name) {}

        public String typed(String field) {
            List<String> given = typed.getOrDefault(field, List.of());
            return given.isEmpty() ? "" : given.getFirst();
        }

        public String name(String code, Words words) {
            return departments.stream()
                    .filter(each -> each.code().equals(code))
                    .map(each -> words.text(each.name()))
                    .findFirst()
                    .orElse(code);
        }

        public List<Option> windows(Words words) {
            return Option.orNone(
                    words.say("portal.evaluations.window-none"),
                    windows.stream().map(each -> Option.of(each.code(), words.text(each.name()))));
        }

        public List<Option> options(Words words) {
            return departments.stream()
                    .filter(each -> own != null && own.covers(each.code()))
                    .map(each -> Option.of(each.code(), words.text(each.name())))
                    .toList();
        }
    }

    @GetMapping(HREF)
    ModelAndView all(@AuthenticationPrincipal Citizen citizen) {
        return list(citizen, Map.of(), null);
    }

    /** A social supervisor goes on his own. */
    @PostMapping(HREF)
    ModelAndView goOut(@AuthenticationPrincipal Citizen citizen, @RequestParam MultiValueMap<String, String> fields) {
        var typed = new Typed(fields);
        Appointment own = own(mine(citizen));
        if (own == null) {
            throw notFound();
        }
        UUID id;
        try {
            id = typed.id("key");
            outings.goOut(
                    region,
                    id,
                    own,
                    citizen.personId(),
                    new Outings.Own(
                            typed.needed("title"),
                            typed.needed("department"),
                            typed.text("window"),
                            typed.text("employee")));
        } catch (RuleBroken refusal) {
            return list(citizen, fields, refusal);
        }
        return Page.goTo(HREF + "/" + id);
    }

    private ModelAndView list(Citizen citizen, Map<String, List<String>> typed, @Nullable RuleBroken refusal) {
        List<Appointment> as = mine(citizen);
        return Page.show(
                "portal/evaluations",
                new EvaluatorPage(
                        as,
                        outings.of(region, as),
                        own(as),
                        as.stream().anyMatch(EvaluatorsController::isOfBody) ? sampled() : List.of(),
                        directory.departments().stream()
                                .map(each -> new EvaluatorPage.Department(each.code(), each.name()))
                                .toList(),
                        outings.windows(),
                        UUID.randomUUID().toString(),
                        typed,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping(HREF + "/{id}")
    ModelAndView one(@AuthenticationPrincipal Citizen citizen, @PathVariable UUID id, Locale locale) {
        return one(existing(citizen, id), Map.of(), null, locale);
    }

    @PostMapping(HREF + "/{id}/report")
    ModelAndView report(
            @AuthenticationPrincipal Citizen citizen,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields,
            Locale locale) {
        Outing outing = existing(citizen, id);
        var typed = new Typed(fields);
        return after(
                outing,
                fields,
                locale,
                () -> outings.report(
                        outing,
                        citizen.personId(),
                        as(citizen, outing),
                        OutingPages.report(outing, typed, citizen.personId()),
                        typed.all("finding")));
    }

    @PostMapping(HREF + "/{id}/pictures")
    ModelAndView photograph(
            @AuthenticationPrincipal Citizen citizen,
            @PathVariable UUID id,
            @RequestParam MultipartFile file,
            Locale locale)
            throws IOException {
        Outing outing = existing(citizen, id);
        byte[] bytes = file.getBytes();
        return after(
                outing,
                Map.of(),
                locale,
                () -> outings.photograph(outing, citizen.personId(), as(citizen, outing), bytes));
    }

    @GetMapping(HREF + "/{id}/pictures/{number}")
    ResponseEntity<byte[]> picture(
            @AuthenticationPrincipal Citizen citizen, @PathVariable UUID id, @PathVariable int number) {
        return pages.picture(existing(citizen, id), number).orElseThrow(EvaluatorsController::notFound);
    }

    /**
     * 测评 of a body: what it has so far; the centre's staff reads the same at the desk and changes none of it.
     *
     * @param drawn how many were just drawn, or null
     */
    public record StudyPage(
            Questionnaire survey,
            MeasuredView measured,
            boolean runs,
            @Nullable Integer drawn,
            String key,
            String typed,
            @Nullable RuleBroken refusal) {}

    @GetMapping(HREF + "/surveys/{code}")
    ModelAndView study(
            @AuthenticationPrincipal Citizen citizen,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer drawn) {
        return study(measurable(citizen, code), drawn, "", null);
    }

    @PostMapping(HREF + "/surveys/{code}")
    ModelAndView draw(
            @AuthenticationPrincipal Citizen citizen,
            @PathVariable String code,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String number) {
        Questionnaire of = measurable(citizen, code);
        if (!number.strip().matches("\\d{1,4}")) {
            return study(of, null, number, new SurveyRefused("survey.sample.number", Samples.MOST));
        }
        int drawn;
        try {
            drawn = samples.draw(region, of, Integer.parseInt(number.strip()), citizen.personId(), key.value());
        } catch (RuleBroken refusal) {
            return study(of, null, number, refusal);
        }
        return Page.goTo(HREF + "/surveys/" + of.code() + "?drawn=" + drawn);
    }

    private ModelAndView study(Questionnaire of, @Nullable Integer drawn, String typed, @Nullable RuleBroken refusal) {
        var measured = results.measured(region, of).orElseThrow(EvaluatorsController::notFound);
        return Page.show(
                "portal/study",
                new StudyPage(
                        of,
                        MeasuredView.of(of, measured, directory),
                        of.on(CityTime.day(time.instant())) == Questionnaire.Standing.RUNS,
                        drawn,
                        UUID.randomUUID().toString(),
                        typed,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Questionnaire measurable(Citizen citizen, String code) {
        if (mine(citizen).stream().noneMatch(EvaluatorsController::isOfBody)) {
            throw notFound();
        }
        return sampled().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(EvaluatorsController::notFound);
    }

    private List<Questionnaire> sampled() {
        return questionnaires.all().stream()
                .filter(each -> each.who() == Questionnaire.Who.SAMPLED && each.scoring() != null)
                .toList();
    }

    @Guard
    private static boolean isOfBody(Appointment of) {
        return of.kind() == Appointment.Kind.BODY;
    }

    private ModelAndView after(Outing outing, Map<String, List<String>> typed, Locale locale, Runnable act) {
        try {
            act.run();
        } catch (RuleBroken refusal) {
            return one(outing, typed, refusal, locale);
        }
        return Page.goTo(HREF + "/" + outing.id());
    }

    private ModelAndView one(
            Outing outing, Map<String, List<String>> typed, @Nullable RuleBroken refusal, Locale locale) {
        return Page.show(
                "portal/evaluation",
                pages.panel(
                        outing, HREF + "/" + outing.id(), outing.report() == null, typed, refusal, Words.of(locale)),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Another's is not there. */
    private Outing existing(Citizen citizen, UUID id) {
        return outings.find(region, id)
                .filter(each -> isHis(citizen, each))
                .orElseThrow(EvaluatorsController::notFound);
    }

    @Guard
    private boolean isHis(Citizen citizen, Outing outing) {
        return mine(citizen).stream().anyMatch(each -> each.id().equals(outing.appointment()));
    }

    private Appointment as(Citizen citizen, Outing outing) {
        return mine(citizen).stream()
                .filter(each -> each.id().equals(outing.appointment()))
                .findFirst()
                .orElseThrow(EvaluatorsController::notFound);
    }

    /** Nobody looks in another's name: who was appointed goes himself. */
    private List<Appointment> mine(Citizen citizen) {
        return citizen.principalId() != null
                ? List.of()
                : appointments.of(region, citizen.entityId() == null ? citizen.personId() : citizen.entityId());
    }

    private static @Nullable Appointment own(List<Appointment> as) {
        return as.stream()
                .filter(each -> each.kind() == Appointment.Kind.SUPERVISOR)
                .findFirst()
                .orElse(null);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
