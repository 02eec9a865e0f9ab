package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.StepUp;
import org.yimen.identity.StepUpNeeded;
import org.yimen.identity.web.AskPage.Ask;
import org.yimen.platform.web.Page;

/** Asks for the second proof, and carries everything that was typed through to the act itself. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class StepUpPages {

    private static final List<String> NOT_CARRIED = List.of(StepUp.FIELD, "_csrf");

    @ExceptionHandler
    ModelAndView ask(StepUpNeeded needed, HttpServletRequest request) {
        Ask field = needed.byCode()
                ? Ask.empty(
                        StepUp.FIELD, Ask.Type.RECOVERABLE_CODE, "identity.step-up.code", "identity.step-up.code-hint")
                : Ask.empty(StepUp.FIELD, Ask.Type.OLD_PASSWORD, "identity.step-up.password", null);
        String refusal = needed.refusal();
        boolean lockedOut = needed.minutes() > 0;
        var page = AskPage.of(
                        "step-up",
                        request.getRequestURI(),
                        List.of(field.wrong(lockedOut || refusal == null ? null : refusal)))
                .saying("identity.step-up.lead")
                .carrying(AskPage.carried(request.getParameterMap(), NOT_CARRIED))
                .refused(lockedOut ? refusal : null, needed.minutes());
        HttpStatus status = refusal == null
                ? HttpStatus.FORBIDDEN
                : lockedOut ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNPROCESSABLE_CONTENT;
        return Page.show("identity/ask", page, status);
    }
}
