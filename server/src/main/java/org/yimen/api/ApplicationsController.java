package org.yimen.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yimen.api.Bodies.CaseBody;
import org.yimen.api.Bodies.CaseList;
import org.yimen.api.Bodies.ClockBody;
import org.yimen.api.Bodies.ClocksBody;
import org.yimen.api.Bodies.DayBody;
import org.yimen.api.Bodies.HistoryBody;
import org.yimen.api.Bodies.LeafBody;
import org.yimen.api.Bodies.ProofBody;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.ClockReading;
import org.yimen.application.web.ClockPages;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseEvent;
import org.yimen.casework.CaseProofs;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.DataRights;
import org.yimen.identity.MachineCaller;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;
import org.yimen.platform.ui.ClockView;
import org.yimen.platform.ui.ClockView.Reason;
import org.yimen.platform.web.Problems;
import org.yimen.platform.web.Words;
import org.yimen.time.Day;
import org.yimen.time.Reading;

/** Cases, read only: lists, one case, its history, its clocks and the proof that nobody changed it. */
@RestController("apiApplications")
class ApplicationsController {

    private static final Json JSON = Json.of();

    private static final UUID LAST = new UUID(-1L, -1L);
    private static final String NUMBER = "629901-261118-00001-A";

    private final Callers callers;
    private final WorkLists lists;
    private final CaseDesk cases;
    private final Directory directory;
    private final Shown shown;
    private final Problems problems;
    private final CaseProofs proofs;

    ApplicationsController(
            Callers callers,
            WorkLists lists,
            CaseDesk cases,
            Directory directory,
            Shown shown,
            Problems problems,
            CaseProofs proofs) {
        this.callers = callers;
        this.lists = lists;
        this.cases = cases;
        this.directory = directory;
        this.shown = shown;
        this.problems = problems;
        this.proofs = proofs;
    }

    @Operation(
            operationId = "applications",
            summary = "List cases, youngest first",
            description =
                    "of=handed-in: what this machine has handed in itself. of=departments: what is decided in the"
                            + " name of the departments of its posts; a post of the centre sees all of them. A case that"
                            + " does not open for the machine is left out: a page may be shorter than its limit while next is there.")
    @GetMapping("/api/v1/applications")
    CaseList list(
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {"handed-in", "departments"},
                                            defaultValue = "handed-in"))
                    @RequestParam(required = false)
                    @Nullable
                    String of,
            @Parameter(description = "The value of next in the page before.") @RequestParam(required = false) @Nullable
                    String after,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20"))
                    @RequestParam(required = false)
                    @Nullable
                    Integer limit,
            @AuthenticationPrincipal MachineCaller caller) {
        var check = new Check();
        int most = check.limit(limit);
        boolean own = check.oneOf("of", of == null ? "handed-in" : of, List.of("handed-in", "departments"))
                .equals("handed-in");
        check.done();
        Officer officer = callers.officer(caller);
        return own ? handedIn(officer, after, most) : ofDepartments(officer, after, most);
    }

    private CaseList handedIn(Officer officer, @Nullable String after, int most) {
        UUID before = after == null ? LAST : uuid(after);
        List<Summary> page = lists.openedBy(officer.region(), officer.id(), before, most);
        return new CaseList(
                page.stream().map(Shown::line).toList(),
                page.size() < most ? null : page.getLast().id().value().toString());
    }

    private CaseList ofDepartments(Officer officer, @Nullable String after, int most) {
        Instant before = after == null ? Instant.parse("9999-12-31T00:00:00Z") : moment(after);
        Stream<String> departments = DataRights.seesAll(officer)
                ? directory.departments().stream().map(Department::code)
                : officer.everywhere().departments().stream();
        List<Summary> page = lists.ofDepartments(
                officer.region(), ApplicationDesk.KIND, departments.collect(Collectors.toSet()), before, most);
        return new CaseList(
                callers.seen(officer, page).stream().map(Shown::line).toList(),
                page.size() < most ? null : page.getLast().openedAt().toString());
    }

    private static UUID uuid(String after) {
        try {
            return UUID.fromString(after);
        } catch (IllegalArgumentException _) {
            throw new BadInput("after", "api.field.cursor");
        }
    }

    private static Instant moment(String after) {
        if (!after.matches("20\\d{2}-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?Z")) {
            throw new BadInput("after", "api.field.cursor");
        }
        try {
            return CityTime.parseMoment(after);
        } catch (DateTimeParseException _) {
            throw new BadInput("after", "api.field.cursor");
        }
    }

    @Operation(
            operationId = "application",
            summary = "One case",
            description = "The ETag is its version, for If-Match.")
    @GetMapping("/api/v1/applications/{number}")
    ResponseEntity<CaseBody> one(
            @Parameter(example = NUMBER) @PathVariable String number,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        CaseView view = callers.open(caller, number);
        return ResponseEntity.ok()
                .eTag("\"" + view.file().version() + "\"")
                .body(shown.of(view, problems.words(request)));
    }

    @Operation(operationId = "applicationEvents", summary = "What happened to a case, in order")
    @GetMapping("/api/v1/applications/{number}/events")
    HistoryBody events(
            @Parameter(example = NUMBER) @PathVariable String number,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        CaseView view = callers.open(caller, number);
        return new HistoryBody(shown.history(view, view.history(), problems.words(request)));
    }

    @Operation(
            operationId = "clocks",
            summary = "The clocks of a case, day by day",
            description = "Each day from the start says whether it counted and why.")
    @GetMapping("/api/v1/applications/{number}/clocks")
    ClocksBody clocks(
            @Parameter(example = NUMBER) @PathVariable String number,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        CaseView view = callers.open(caller, number);
        Words words = problems.words(request);
        return new ClocksBody(
                view.today(),
                view.clocks().stream()
                        .map(clock -> clock(
                                clock,
                                ClockPages.views(List.of(clock), view.today(), words)
                                        .getFirst()))
                        .toList());
    }

    private static ClockBody clock(ClockReading clock, ClockView said) {
        Reading reading = clock.reading();
        List<Day> days = reading.days();
        return new ClockBody(
                clock.code(),
                said.title(),
                said.basis(),
                Shown.limit(clock.limit()),
                clock.start(),
                reading.dueOn(),
                clock.stoppedOn(),
                clock.extension(),
                reading.provisional(),
                reading.paused(),
                reading.used(),
                reading.stopped(),
                reading.left(),
                reading.daysLate(),
                said.reasons().stream().map(Reason::text).toList(),
                IntStream.range(0, days.size())
                        .mapToObj(i -> new DayBody(
                                days.get(i).date(),
                                Shown.kebab(days.get(i).verdict().name()),
                                days.get(i).number(),
                                said.days().get(i).label()))
                        .toList());
    }

    @Operation(
            operationId = "proof",
            summary = "The chain of a case",
            description = "Every leaf with what it commits to, so that anybody can compute the chain again. Personal"
                    + " data is in the payloads, of which only salted digests are here.")
    @GetMapping("/api/v1/applications/{number}/proof")
    ProofBody proof(
            @Parameter(example = NUMBER) @PathVariable String number, @AuthenticationPrincipal MachineCaller caller) {
        CaseView view = callers.open(caller, number);
        var id = view.file().id();
        List<Long> all = cases.history(id).stream().map(CaseEvent::seq).toList();
        return new ProofBody(
                id.region(),
                id.value(),
                "SM3",
                view.file().version(),
                view.file().head(),
                view.intact(),
                cases.history(id).stream()
                        .map(event -> new LeafBody(
                                event.seq(),
                                event.at(),
                                event.type(),
                                event.actor().kind().name(),
                                event.actor().id(),
                                event.actor().post(),
                                event.payloadDigest(),
                                event.previous(),
                                event.leaf()))
                        .toList(),
                proofs.receipt(view.file(), all).map(JSON::tree).orElse(null));
    }
}
