package org.yimen.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.yimen.api.Bodies.CaseBody;
import org.yimen.application.Application;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Ground;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Bans;
import org.yimen.application.CaseView;
import org.yimen.application.CaseViews;
import org.yimen.application.Checkpoints;
import org.yimen.application.Proviso;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Act;
import org.yimen.catalogue.ItemVersion;
import org.yimen.delivery.Receiver;
import org.yimen.identity.MachineCaller;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Problems;

/**
 * The commands on a case, one address each. They go the way of the desk's forms: the same desk, the same powers, the same
 * keys; a machine only writes down what an officer would choose on a page.
 */
@RestController("apiCommands")
class CommandsController {

    private static final String KEY = "Idempotency-Key";
    private static final int MOST_DEFECTS = 50;
    private static final int MOST_DAYS = 999;

    private final Callers callers;
    private final ApplicationDesk desk;
    private final CaseViews views;
    private final Shown shown;
    private final Problems problems;
    private final WindowTakers takers;

    CommandsController(
            Callers callers,
            ApplicationDesk desk,
            CaseViews views,
            Shown shown,
            Problems problems,
            WindowTakers takers) {
        this.takers = takers;
        this.callers = callers;
        this.desk = desk;
        this.views = views;
        this.shown = shown;
        this.problems = problems;
    }

    /** How a command reaches the desk. */
    @FunctionalInterface
    private interface Way {
        void take(CaseId id, Actor actor, String key, @Nullable Long seen);
    }

    /** The case, who acts on it, and how the request is held to happen once. */
    private record Asked(
            CaseView view,
            Officer officer,
            Actor actor,
            String key,
            @Nullable Long seen,
            HttpServletRequest request) {}

    @Operation(
            operationId = "accept",
            summary = "Accept 受理",
            description = "Writes the notice of acceptance. Refused while a mandatory checkpoint was not looked at.")
    @PostMapping("/api/v1/applications/{number}/accept")
    ResponseEntity<CaseBody> accept(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal MachineCaller caller,
            @RequestBody(required = false) Bodies.@Nullable Acceptance body,
            HttpServletRequest request) {
        Asked asked = asked(new Check(), number, key, ifMatch, caller, request);
        List<String> looked = Checkpoints.known(asked.view().item(), body == null ? List.of() : body.points());
        return written(asked, paper -> new Command.Accept(paper, looked));
    }

    @Operation(
            operationId = "decline",
            summary = "Decline 不予受理",
            description = "Only on the two grounds of 行政许可法 art. 32, in writing.")
    @PostMapping("/api/v1/applications/{number}/decline")
    ResponseEntity<CaseBody> decline(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Bodies.Decline body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        Ground ground =
                switch (check.oneOf("ground", body.ground(), List.of("no-licence-needed", "not-competent", "banned"))) {
                    case "not-competent" -> Ground.NOT_COMPETENT;
                    case "banned" -> Ground.BANNED;
                    default -> Ground.NO_LICENCE_NEEDED;
                };
        boolean elsewhere = ground == Ground.NOT_COMPETENT;
        String reason = check.text("reason", body.reason());
        String office = elsewhere ? check.text("rightOffice", body.rightOffice()) : null;
        Asked asked = asked(check, number, key, ifMatch, caller, request);
        return written(asked, paper -> new Command.Decline(ground, reason, office, paper));
    }

    @Operation(
            operationId = "noticeSupplement",
            summary = "Notice of defects 一次性补正告知",
            description = "All defects at once, once; only materials of the published list.")
    @PostMapping("/api/v1/applications/{number}/notice-supplement")
    ResponseEntity<CaseBody> noticeSupplement(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Bodies.SupplementNotice body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        List<Application.Defect> defects = defects(check, body.defects());
        String reason = body.reason() == null ? null : check.text("reason", body.reason());
        Asked asked = asked(check, number, key, ifMatch, caller, request);
        return written(asked, paper -> new Command.NoticeDefects(defects, paper, reason));
    }

    @Operation(
            operationId = "askForMaterials",
            summary = "Ask for materials after silence accepted 提请补充材料",
            description = "Only of a case that silence accepted. The clock runs on; only materials of the published"
                    + " list, and a day before the decision is due. The answer to it is `supply`.")
    @PostMapping("/api/v1/applications/{number}/ask-for-materials")
    ResponseEntity<CaseBody> askForMaterials(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Bodies.MaterialRequest body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        List<Application.Defect> defects = defects(check, body.defects());
        LocalDate until = check.day("until", body.until());
        Asked asked = asked(check, number, key, ifMatch, caller, request);
        return written(asked, paper -> new Command.AskForMaterials(defects, until, paper));
    }

    private static List<Application.Defect> defects(Check check, @Nullable List<Bodies.@Nullable Defect> sent) {
        List<Bodies.Defect> named = check.list("defects", sent, MOST_DEFECTS);
        if (named.isEmpty()) {
            check.flaw("defects", "api.field.missing");
        }
        var defects = new ArrayList<Application.Defect>();
        for (int i = 0; i < named.size(); i++) {
            defects.add(new Application.Defect(
                    check.code("defects[" + i + "].material", named.get(i).material()),
                    check.text("defects[" + i + "].what", named.get(i).what())));
        }
        return defects;
    }

    @Operation(operationId = "review", summary = "Give a department's opinion 审查")
    @PostMapping("/api/v1/applications/{number}/review")
    ResponseEntity<CaseBody> review(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Bodies.Review body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        String named = body.department() == null ? "" : check.code("department", body.department());
        if (body.favourable() == null) {
            check.flaw("favourable", "api.field.missing");
        }
        String opinion = check.text("opinion", body.opinion());
        Asked asked = asked(check, number, key, ifMatch, caller, request);
        // From the posts alone, not from what is open now: a repeat must ask for the same.
        String department =
                named.isEmpty() ? speaksFor(asked.officer(), asked.view().item()) : named;
        return plain(asked, new Command.Review(department, Boolean.TRUE.equals(body.favourable()), opinion));
    }

    @Operation(
            operationId = "pause",
            summary = "Begin a special procedure 特别程序",
            description = "It stops the clock where the version says by which law; a hearing, a test, a survey.")
    @PostMapping("/api/v1/applications/{number}/pause")
    ResponseEntity<CaseBody> pause(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Bodies.Pause body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        String procedure = check.code("procedure", body.procedure());
        Integer days = body.days();
        if (days == null || days < 1 || days > MOST_DAYS) {
            check.flaw("days", "api.field.days", MOST_DAYS);
        }
        int many = days == null ? 0 : days;
        Asked asked = asked(check, number, key, ifMatch, caller, request);
        return written(asked, paper -> new Command.StartStep(procedure, many, paper));
    }

    @Operation(operationId = "resume", summary = "End a special procedure", description = "The clock runs on.")
    @PostMapping("/api/v1/applications/{number}/resume")
    ResponseEntity<CaseBody> resume(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Bodies.Resume body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        String finding = check.text("finding", body.finding());
        Asked asked = asked(check, number, key, ifMatch, caller, request);
        return written(asked, paper -> new Command.FinishStep(finding, paper));
    }

    @Operation(operationId = "extend", summary = "Extend the term once 延长", description = "With reasons, in writing.")
    @PostMapping("/api/v1/applications/{number}/extend")
    ResponseEntity<CaseBody> extend(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Bodies.Reason body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        String reason = check.text("reason", body.reason());
        Asked asked = asked(check, number, key, ifMatch, caller, request);
        return written(asked, paper -> new Command.Extend(reason, paper));
    }

    @Operation(
            operationId = "decide",
            summary = "Grant or refuse 决定",
            description =
                    "Under a letter of authority; a refusal needs a reason, its basis in the item version, and which of the version's conditions are not met. Where two must decide, this leaves the case proposed: the second one is a person, who consents or opposes at the desk.")
    @PostMapping("/api/v1/applications/{number}/decide")
    ResponseEntity<CaseBody> decide(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Bodies.Decide body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        boolean grants = check.oneOf("outcome", body.outcome(), List.of("grant", "refuse"))
                .equals("grant");
        String reason = grants ? "" : check.text("reason", body.reason());
        String basis = grants ? "" : check.text("basis", body.basis());
        List<Proviso> provisos = grants ? provisos(check, body) : List.of();
        Asked asked = asked(check, number, key, ifMatch, caller, request);
        if (grants) {
            return written(asked, paper -> new Command.Grant(paper, provisos, body.others()));
        }
        if (!Bans.bases(asked.view().item()).contains(basis)) {
            throw new BadInput("basis", "api.field.basis");
        }
        List<String> unmet = body.unmet() == null
                ? List.of()
                : body.unmet().stream().filter(Objects::nonNull).distinct().toList();
        return written(asked, paper -> new Command.Refuse(unmet, reason, basis, paper, body.others()));
    }

    @Operation(
            operationId = "issue",
            summary = "Make and seal the certificate 发证",
            description = "After the decision to grant.")
    @PostMapping("/api/v1/applications/{number}/issue")
    ResponseEntity<CaseBody> issue(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        return taken(asked(new Check(), number, key, ifMatch, caller, request), desk::issue);
    }

    @Operation(
            operationId = "deliver",
            summary = "Hand over the result 送达",
            description =
                    "The certificate, or the refusal where the decision was one. At the window the request says who took it: the applicant, his agent or who represents the firm, by name, and whether a reader read his identity card or a clerk looked at it. Anybody else is refused.")
    @PostMapping("/api/v1/applications/{number}/deliver")
    ResponseEntity<CaseBody> deliver(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Bodies.Deliver body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        String how = check.oneOf("how", body.how(), List.of("window", "online"));
        boolean window = how.equals("window");
        Optional<WindowTakers.Said> said = window ? WindowTakers.read(check, body.receiver()) : Optional.empty();
        if (!window && body.receiver() != null) {
            check.flaw("receiver", "api.field.window-only");
        }
        Asked asked = asked(check, number, key, ifMatch, caller, request);
        // Done before under this key, or not open: then no card is compared once more.
        if (asked.view().may("deliver") || asked.view().may("serve")) {
            said.ifPresent(each -> takers.check(asked.officer(), asked.actor(), asked.view(), each));
        }
        Receiver receiver = said.map(WindowTakers.Said::receiver).orElse(null);
        // By the decision and not by the present state, so that a repeat means the same.
        boolean refused = asked.view().history().stream().anyMatch(entry -> entry.event() instanceof Event.Refused);
        return plain(asked, refused ? new Command.Serve(how, receiver) : new Command.Deliver(how, receiver));
    }

    @Operation(
            operationId = "withdraw",
            summary = "Withdraw 撤回",
            description =
                    "At the applicant's wish, at any time before the decision; only by the system that handed the application in.")
    @PostMapping("/api/v1/applications/{number}/withdraw")
    ResponseEntity<CaseBody> withdraw(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Bodies.Reason body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        String reason = check.text("reason", body.reason());
        return plain(asked(check, number, key, ifMatch, caller, request), new Command.Withdraw(reason));
    }

    /** At most one for each condition that an item could have. */
    private static List<Proviso> provisos(Check check, Bodies.Decide body) {
        List<Bodies.ProvisoBody> sent = check.list("provisos", body.provisos(), MOST_DEFECTS);
        var provisos = new ArrayList<Proviso>();
        for (int i = 0; i < sent.size(); i++) {
            String field = "provisos[" + i + "]";
            provisos.add(new Proviso(
                    check.code(field + ".condition", sent.get(i).condition()),
                    check.text(field + ".text", sent.get(i).text())));
        }
        return provisos;
    }

    private Asked asked(
            Check check,
            String number,
            @Nullable String key,
            @Nullable String ifMatch,
            MachineCaller caller,
            HttpServletRequest request) {
        String once = check.key(key);
        Long seen = check.seen(ifMatch);
        check.done();
        CaseView view = callers.open(caller, number);
        Officer officer = callers.officer(caller);
        return new Asked(view, officer, callers.actor(officer, view.item()), once, seen, request);
    }

    private ResponseEntity<CaseBody> plain(Asked asked, Command command) {
        return taken(asked, (id, actor, key, seen) -> {
            var _ = desk.act(id, actor, key, seen, command);
        });
    }

    private ResponseEntity<CaseBody> written(Asked asked, Function<PaperRef, Command> command) {
        return taken(asked, (id, actor, key, seen) -> {
            var _ = desk.write(id, actor, key, seen, command);
        });
    }

    private ResponseEntity<CaseBody> taken(Asked asked, Way way) {
        CaseId id = asked.view().file().id();
        way.take(id, asked.actor(), asked.key(), asked.seen());
        CaseView now = views.view(id, asked.actor());
        return ResponseEntity.ok()
                .eTag("\"" + now.file().version() + "\"")
                .body(shown.of(now, problems.words(asked.request())));
    }

    /** The first department of the plan, by code, for which the officer may give an opinion. */
    private static String speaksFor(Officer officer, ItemVersion item) {
        List<String> asked = item.plan().stages().stream()
                .filter(stage -> stage.act() == Act.REVIEW)
                .flatMap(stage -> stage.departments().stream())
                .distinct()
                .sorted()
                .toList();
        return asked.stream()
                .filter(department -> officer.holds(department + "/examiner"))
                .findFirst()
                .orElse(asked.isEmpty() ? item.department() : asked.getFirst());
    }
}
