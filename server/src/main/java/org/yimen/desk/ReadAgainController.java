package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.support.MultipartResolutionDelegate;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.casework.CaseFile;
import org.yimen.desk.ReadAgainPage.Carried;
import org.yimen.identity.CardRead;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;

/** 请重新刷卡: where a step needs the applicant there, his card is read and the step goes on with all that was typed. */
@Controller
class ReadAgainController {

    static final String ADDRESS = "/desk/intake/read-again";

    private static final String SUBJECT = "again-subject";
    private static final String TO = "again-to";
    private static final String POST = "again-post";
    private static final String FILE = "again-file";
    private static final String CODE = "again-code";
    private static final String CARD = "card";
    private static final Set<String> NOT_CARRIED = Set.of("_csrf", SUBJECT, TO, POST, FILE, CODE, CARD);

    /** A page of the desk, and nowhere else. */
    private static final Pattern OWN = Pattern.compile("/desk/[a-z0-9][A-Za-z0-9/_-]*(?:\\?[A-Za-z0-9=&_-]*)?");

    private final Officers officers;
    private final OpenCases cases;
    private final ApplicationDesk desk;
    private final Arrivals arrivals;
    private final Counter counter;
    private final Presence presence;
    private final Drafts drafts;

    ReadAgainController(
            Officers officers,
            OpenCases cases,
            ApplicationDesk desk,
            Arrivals arrivals,
            Counter counter,
            Presence presence,
            Drafts drafts) {
        this.officers = officers;
        this.cases = cases;
        this.desk = desk;
        this.arrivals = arrivals;
        this.counter = counter;
        this.presence = presence;
        this.drafts = drafts;
    }

    /** Reads the card, or takes the code; then the browser sends what was typed once more, itself. */
    @PostMapping(ADDRESS)
    ModelAndView read(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @RequestParam(SUBJECT) UUID subject,
            @RequestParam(TO) String to,
            @RequestParam(name = POST, defaultValue = "false") boolean post,
            @RequestParam(name = FILE, defaultValue = "false") boolean file,
            @RequestParam(name = CODE, defaultValue = "") String code,
            @RequestParam(name = CARD, defaultValue = "") String card,
            HttpServletRequest request) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        if (!OWN.matcher(to).matches()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String error = error(clerk, session, subject, card, code.strip());
        if (error != null) {
            return show(clerk, subject, to, post, file, request, error);
        }
        return post ? again(to) : Page.goTo(to);
    }

    /** The page in place of the step. */
    ModelAndView ask(Officer clerk, CardNeeded needed, HttpServletRequest request) {
        boolean post = HttpMethod.POST.matches(request.getMethod());
        boolean file = post && MultipartResolutionDelegate.isMultipartRequest(request);
        String query = request.getQueryString();
        String to = file
                        || (query != null
                                && !OWN.matcher(request.getRequestURI() + "?" + query)
                                        .matches())
                ? needed.page()
                : request.getRequestURI() + (query == null ? "" : "?" + query);
        return show(clerk, needed.subject(), to, post && !file, file, request, null);
    }

    private @Nullable String error(Officer clerk, HttpSession session, UUID subject, String card, String code) {
        CaseView view = desk.submitted(subject).isPresent() ? cases.of(clerk, subject) : null;
        Dossier draft = view == null ? arrivals.brought(clerk, session, subject) : null;
        if (!code.isEmpty()) {
            boolean right = view == null
                    ? draft != null && presence.show(clerk, session, draft, code)
                    : presence.show(clerk, session, view, code);
            return right ? null : "desk.intake.code-over";
        }
        try {
            CardRead read = counter.read(clerk, card);
            boolean right = view == null
                    ? draft != null && presence.read(clerk, session, draft, read)
                    : presence.read(clerk, session, view, read);
            return right ? null : "desk.read-again.other";
        } catch (IdentityRuleBroken none) {
            return none.code();
        }
    }

    private ModelAndView show(
            Officer clerk,
            UUID subject,
            String to,
            boolean post,
            boolean file,
            HttpServletRequest request,
            @Nullable String error) {
        List<Carried> carried = post
                ? request.getParameterMap().entrySet().stream()
                        .filter(field -> !NOT_CARRIED.contains(field.getKey()))
                        .flatMap(field ->
                                Arrays.stream(field.getValue()).map(value -> new Carried(field.getKey(), value)))
                        .toList()
                : List.of();
        var page = new ReadAgainPage(
                officers.frame(clerk, DeskArea.INTAKE.href()),
                subject,
                about(clerk, subject),
                desk.submitted(subject).isPresent() ? "/desk/cases/" + subject : DeskArea.INTAKE.href() + "/" + subject,
                to,
                post,
                file,
                carried,
                counter.hasReader(),
                counter.samples(),
                error);
        return Page.show("desk/read-again", page, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Whose card is to be read, and for what. */
    private String about(Officer clerk, UUID subject) {
        Optional<CaseFile<State>> file = desk.submitted(subject);
        if (file.isPresent()) {
            CaseView view = cases.of(clerk, subject);
            return view.dossier().applicant().maskedName() + " · " + file.get().number();
        }
        return drafts.find(subject)
                .map(draft -> draft.applicant().maskedName() + " · "
                        + drafts.item(draft).name().zh())
                .orElse("");
    }

    /** 307: the same form goes to its own address. */
    private static ModelAndView again(String to) {
        var next = new RedirectView(to, true, false);
        next.setStatusCode(HttpStatus.TEMPORARY_REDIRECT);
        next.setExpandUriTemplateVariables(false);
        return new ModelAndView(next);
    }
}
