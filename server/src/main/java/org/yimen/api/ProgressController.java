package org.yimen.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.api.Bodies.ClockLine;
import org.yimen.api.Bodies.ProgressBody;
import org.yimen.application.CaseView;
import org.yimen.application.ProgressDesk;
import org.yimen.application.ProgressDesk.Answer;
import org.yimen.application.web.CaseWords;
import org.yimen.application.web.HowFar;
import org.yimen.identifier.CaseNumber;
import org.yimen.identity.MachineCaller;
import org.yimen.platform.web.Problems;
import org.yimen.platform.web.Words;

/** 查进度 for whoever knows the case number and the end of the applicant's: what the public page says. */
@RestController("apiProgress")
class ProgressController {

    private final ProgressDesk desk;
    private final Shown shown;
    private final Problems problems;
    private final InstantSource time;

    ProgressController(ProgressDesk desk, Shown shown, Problems problems, InstantSource time) {
        this.desk = desk;
        this.shown = shown;
        this.problems = problems;
        this.time = time;
    }

    @Operation(
            operationId = "progress",
            summary = "How far is it 查进度",
            description = "Posted, so that no number stands in an address. Five wrong guesses, and the machine or the"
                    + " number waits a quarter of an hour. Nothing tells which of the two was wrong.")
    @PostMapping("/api/v1/progress")
    @Nullable
    ProgressBody ask(
            @RequestBody Bodies.ProgressQuestion body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var check = new Check();
        Optional<CaseNumber> number = check.number("number", body.number());
        String tail = body.tail() == null ? "" : body.tail().strip().toUpperCase(Locale.ROOT);
        if (!tail.matches("[0-9A-Z]{4}")) {
            check.flaw("tail", "api.field.tail");
        }
        check.done();
        return switch (desk.ask(number.orElseThrow(), tail, "machine " + caller.getName())) {
            case Answer.Found(var view) -> body(view, problems.words(request));
            case Answer.Unknown() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case Answer.TooMany(var again) -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds(again)));
                problems.write(request, response, problems.of(request, HttpStatus.TOO_MANY_REQUESTS.value()));
                yield null;
            }
        };
    }

    private long seconds(Instant again) {
        return Math.max(1, Duration.between(time.instant(), again).toSeconds() + 1);
    }

    private ProgressBody body(CaseView view, Words words) {
        HowFar howFar = shown.howFar(view);
        return new ProgressBody(
                view.file().number(),
                words.text(view.item().name()),
                view.file().title(),
                Shown.kebab(view.state().getClass().getSimpleName()),
                CaseWords.status(view.state(), words),
                CaseWords.meaning(view.state(), words),
                howFar.departments(),
                howFar.with(words),
                howFar.next(words),
                shown.history(view, view.publicHistory(), words),
                view.clocks().stream()
                        .map(clock -> new ClockLine(
                                clock.code(),
                                clock.reading().dueOn(),
                                clock.reading().provisional(),
                                clock.reading().used(),
                                clock.reading().left(),
                                clock.reading().daysLate()))
                        .toList());
    }
}
