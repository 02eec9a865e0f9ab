package org.yimen.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.identifier.CaseNumber;
import org.yimen.identity.MachineCaller;
import org.yimen.platform.Guard;
import org.yimen.platform.web.Typed;
import org.yimen.supervision.Findings;
import org.yimen.supervision.Findings.Finding;
import org.yimen.supervision.Referral;
import org.yimen.supervision.Referrals;

/** 审管联动 for the systems of supervising departments: what they have to confirm, and what they found. */
@RestController("apiSupervision")
class SupervisionController {

    private static final List<String> OUTCOMES = List.of("passed", "mending", "failed", "penalty");

    private final Referrals handovers;
    private final Findings findings;
    private final WorkLists lists;

    SupervisionController(Referrals handovers, Findings findings, WorkLists lists) {
        this.handovers = handovers;
        this.findings = findings;
        this.lists = lists;
    }

    @Schema(description = "A decision that the machine's department supervises and has not confirmed.")
    record HandoverBody(
            @Schema(description = "The case number; findings name it.")
            String number,

            String item,
            String decidedBy,
            LocalDate decidedOn,
            LocalDate confirmBy,
            int reminders) {}

    record HandoverList(List<HandoverBody> handovers) {
        HandoverList {
            handovers = List.copyOf(handovers);
        }
    }

    @Schema(description = "An inspection or a penalty.")
    record FindingBody(
            @Schema(description = "The case whose holder it concerns.", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String number,

            @Schema(
                    allowableValues = {"passed", "mending", "failed", "penalty"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String outcome,

            @Schema(format = "date", example = "2026-11-20", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String on,

            @Schema(description = "What was found, without personal numbers.", maxLength = 1000) @Nullable
            String said,

            @Schema(
                    description = "Its number with the department; the same is taken in once.",
                    maxLength = 64,
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String reference) {}

    @Schema(description = "Whether it is new, or was there already.")
    record Taken(boolean isNew) {}

    @Operation(operationId = "handovers", summary = "Decisions to be confirmed by the machine's department 审管衔接")
    @GetMapping("/api/v1/supervision/handovers")
    HandoverList open(@AuthenticationPrincipal MachineCaller caller) {
        String region = caller.machine().region();
        List<Referral> open = handovers.open(region, Set.of(caller.machine().department()));
        Map<UUID, Summary> cases =
                lists.byIds(region, open.stream().map(Referral::caseId).toList());
        return new HandoverList(open.stream()
                .flatMap(each -> Stream.ofNullable(cases.get(each.caseId())).map(file -> body(each, file)))
                .toList());
    }

    private static HandoverBody body(Referral handover, Summary file) {
        return new HandoverBody(
                file.number(),
                file.subject().code(),
                handover.decidedBy(),
                handover.decidedOn(),
                handover.dueOn(),
                handover.reminders());
    }

    @Operation(
            operationId = "reportFinding",
            summary = "Report an inspection or a penalty 监管信息回流",
            description = "About the holder of a decision that the machine's department supervises. It is shown to"
                    + " whoever decides on later cases of the same holder. The same reference is taken in once.")
    @PostMapping("/api/v1/supervision/findings")
    ResponseEntity<Taken> report(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody FindingBody body,
            @AuthenticationPrincipal MachineCaller caller) {
        var check = new Check();
        var _ = check.key(key);
        String number = body.number() == null ? "" : body.number();
        var parsed = check.number("number", number);
        String outcome = check.oneOf("outcome", body.outcome(), OUTCOMES);
        LocalDate on = day(check, body.on());
        String said = check.text("said", body.said());
        String reference = check.code("reference", body.reference());
        check.done();
        String region = caller.machine().region();
        Referral handover = parsed.map(CaseNumber::toString)
                .flatMap(asked -> lists.byNumber(region, asked))
                .flatMap(found -> handovers.find(region, found.id().value()))
                .filter(found -> supervises(caller, found))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        boolean fresh = findings.record(
                region,
                new Finding(
                        handover.holder(),
                        handover.department(),
                        outcome.equals("penalty") ? Findings.Kind.PENALTY : Findings.Kind.INSPECTION,
                        on,
                        outcome,
                        said,
                        reference,
                        caller.machine().clientId()),
                caller.getName());
        return ResponseEntity.status(fresh ? HttpStatus.CREATED : HttpStatus.OK).body(new Taken(fresh));
    }

    /** Another department's decisions are not there for it: numbers are not for probing. */
    @Guard
    private static boolean supervises(MachineCaller caller, Referral handover) {
        return caller.machine().department().equals(handover.department());
    }

    private static LocalDate day(Check check, @Nullable String typed) {
        try {
            return Typed.day(typed == null ? "" : typed);
        } catch (DateTimeParseException wrong) {
            check.flaw("on", "api.field.day");
            return LocalDate.EPOCH;
        }
    }
}
