package org.yimen.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.yimen.exchange.TooOften;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Problem;
import org.yimen.platform.web.Problems;
import org.yimen.platform.web.Words;
import tools.jackson.core.JacksonException;

/** Turns what the API's controllers throw into problem details; the rest is the platform's, in the same form. */
@ControllerAdvice(basePackageClasses = ApiRefusals.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiRefusals {

    /** Said of a command that the case knows in another state. */
    private static final Set<String> NOT_NOW = Set.of("application.step.not-open", "application.step.too-early");

    private final Problems problems;

    ApiRefusals(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void bad(BadInput input, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Words words = problems.words(request);
        List<Problem.Field> fields = input.flaws().stream()
                .map(flaw -> new Problem.Field(
                        flaw.field(),
                        flaw.code(),
                        words.say(flaw.code(), flaw.arguments().toArray())))
                .toList();
        answer(request, response, HttpStatus.BAD_REQUEST, null, List.of(), fields);
    }

    @ExceptionHandler
    void incomplete(Incomplete draft, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Words words = problems.words(request);
        List<Problem.Field> fields = draft.flaws().stream()
                .map(flaw -> new Problem.Field(
                        flaw.field(),
                        flaw.code(),
                        words.say(flaw.code(), flaw.arguments().toArray())))
                .toList();
        answer(request, response, HttpStatus.UNPROCESSABLE_CONTENT, "application.submit.incomplete", List.of(), fields);
    }

    /** What the powers refuse is a matter of who asks, what the state does not allow of when, all else of the case. */
    @ExceptionHandler
    void refused(RuleBroken refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
        if (refusal.code().startsWith("application.may-not.")) {
            status = HttpStatus.FORBIDDEN;
        } else if (NOT_NOW.contains(refusal.code())) {
            status = HttpStatus.CONFLICT;
        }
        answer(request, response, status, refusal.code(), refusal.arguments(), List.of());
    }

    @ExceptionHandler
    void tooOften(TooOften refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(
                HttpHeaders.RETRY_AFTER, Long.toString(refusal.until().toSeconds() + 1));
        answer(request, response, HttpStatus.TOO_MANY_REQUESTS, refusal.code(), refusal.arguments(), List.of());
    }

    @ExceptionHandler
    void overtaken(OptimisticLockingFailureException race, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        HttpStatus status =
                request.getHeader(HttpHeaders.IF_MATCH) == null ? HttpStatus.CONFLICT : HttpStatus.PRECONDITION_FAILED;
        answer(request, response, status, null, List.of(), List.of());
    }

    @ExceptionHandler
    void unreadable(HttpMessageConversionException body, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = body.getCause() instanceof JacksonException json
                ? json.getPath().stream()
                        .map(ApiRefusals::step)
                        .collect(Collectors.joining("."))
                        .replace(".[", "[")
                : "";
        bad(new BadInput(path.isEmpty() ? "body" : path, "api.field.json"), request, response);
    }

    @ExceptionHandler
    void mistyped(
            MethodArgumentTypeMismatchException parameter, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        bad(new BadInput(parameter.getName(), "api.field.json"), request, response);
    }

    private static String step(JacksonException.Reference step) {
        return step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName();
    }

    private void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            @Nullable String code,
            List<Object> arguments,
            List<Problem.Field> fields)
            throws IOException {
        problems.write(request, response, problems.of(request, status.value(), code, arguments, fields));
    }
}
