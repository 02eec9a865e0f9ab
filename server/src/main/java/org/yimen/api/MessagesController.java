package org.yimen.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.application.Applicant;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.exchange.Allowances;
import org.yimen.exchange.RequestKeys;
import org.yimen.identity.MachineCaller;
import org.yimen.notify.Message;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Text;
import org.yimen.platform.web.Typed;

/** 消息公共服务: a department's own system has a message sent to the applicant of its case, in words that are written here. */
@RestController("apiMessages")
class MessagesController {

    private static final List<String> TEMPLATES = List.of("look", "call", "come");

    private final Callers callers;
    private final ApplicationDesk desk;
    private final Outbox outbox;
    private final RequestKeys keys;
    private final Allowances allowances;
    private final Directory directory;
    private final InstantSource time;

    MessagesController(
            Callers callers,
            ApplicationDesk desk,
            Outbox outbox,
            RequestKeys keys,
            Allowances allowances,
            Directory directory,
            InstantSource time) {
        this.keys = keys;
        this.allowances = allowances;
        this.callers = callers;
        this.desk = desk;
        this.outbox = outbox;
        this.directory = directory;
        this.time = time;
    }

    @Schema(description = "Which message; its words are fixed, in the language that the applicant wants.")
    record MessageOrder(
            @Schema(
                    allowableValues = {"look", "call", "come"},
                    description = "look: there is news on the page of the case; call: please call the department;"
                            + " come: please come to the hall on a day",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String template,

            @Schema(description = "Only for come: the day, from today on.", example = "2026-12-01", format = "date")
            @Nullable
            String day) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WayBody(
            @Schema(allowableValues = {"inbox", "sms", "mail"})
            String way,

            @Schema(allowableValues = {"waiting", "sent", "delivered", "undelivered", "dead", "dropped"})
            String state,

            @Schema(description = "Why it was not sent, where it was not.") @Nullable
            String why,

            int tries,
            @Nullable Instant sentAt) {}

    record MessageBody(UUID id, List<WayBody> ways) {
        MessageBody {
            ways = List.copyOf(ways);
        }
    }

    @Operation(
            operationId = "sendMessage",
            summary = "Send the applicant a message 消息",
            description = "To the applicant of a case of the machine's own department, on the ways that he wants and"
                    + " outside his quiet hours. The same Idempotency-Key says it once; with another case, template or day it is refused."
                    + " One message of a template a case and day, and five a person and day.")
    @PostMapping("/api/v1/applications/{number}/messages")
    ResponseEntity<MessageBody> send(
            @PathVariable String number,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody MessageOrder body,
            @AuthenticationPrincipal MachineCaller caller) {
        var check = new Check();
        String once = check.key(key);
        String template = check.oneOf("template", body.template(), TEMPLATES);
        LocalDate day = day(check, template, body.day());
        check.done();
        CaseView view = callers.open(caller, number);
        callers.mustBeItsOwn(caller, view);
        Applicant applicant = desk.applicant(view.file());
        Department department = directory.department(view.file().department());
        var arguments = new ArrayList<Text>(
                List.of(view.item().name(), Text.of(view.file().number()), department.shortName()));
        if (template.equals("call")) {
            arguments.add(Text.of(department.phone()));
        }
        if (day != null) {
            arguments.add(Texts.day(day));
        }
        keys.bind(caller.machine(), once, List.of(number, template, day == null ? "" : day.toString()));
        allowances.tell(
                new Allowances.Message(caller.machine(), once, view.file().id().value(), template, applicant.holder()));
        String cause = "api:" + caller.getName() + ":" + once;
        UUID caseId = view.file().id().value();
        outbox.post(Notice.of(
                        view.file().id().region(),
                        applicant.holder(),
                        applicant.person(),
                        cause,
                        "notify.service." + template,
                        arguments,
                        time.instant())
                .to("/me/cases/" + caseId)
                .ofCase(caseId)
                .by(caller.getName()));
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(body(outbox.of(view.file().id().region(), applicant.holder(), cause)));
    }

    @Operation(operationId = "message", summary = "What became of a message that this machine had sent")
    @GetMapping("/api/v1/applications/{number}/messages/{id}")
    MessageBody state(
            @PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal MachineCaller caller) {
        CaseView view = callers.open(caller, number);
        callers.mustBeItsOwn(caller, view);
        String region = view.file().id().region();
        Message message = outbox.find(region, id)
                .filter(each -> view.file().id().value().equals(each.caseId()))
                .filter(each -> isSentBy(each, caller))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return body(outbox.of(region, message.holder(), message.cause()));
    }

    @Guard
    private static boolean isSentBy(Message message, MachineCaller caller) {
        return message.sender().equals(caller.getName());
    }

    private @Nullable LocalDate day(Check check, String template, @Nullable String typed) {
        if (!template.equals("come")) {
            return null;
        }
        try {
            LocalDate day = Typed.day(typed == null ? "" : typed);
            if (!day.isBefore(CityTime.day(time.instant()))) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // Said below.
        }
        check.flaw("day", "api.field.day");
        return null;
    }

    private static MessageBody body(List<Message> messages) {
        Message inbox = messages.stream()
                .filter(message -> message.way() == org.yimen.notify.Way.INBOX)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("A message without its inbox"));
        return new MessageBody(
                inbox.id(),
                messages.stream()
                        .map(message -> new WayBody(
                                message.way().name().toLowerCase(Locale.ROOT),
                                message.state().name().toLowerCase(Locale.ROOT),
                                message.why(),
                                message.tries(),
                                message.sentAt()))
                        .toList());
    }
}
