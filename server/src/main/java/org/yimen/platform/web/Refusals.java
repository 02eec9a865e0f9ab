package org.yimen.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.platform.RuleBroken;

/** Turns whatever a controller throws into a page that says what happened and what to do next. */
@ControllerAdvice
@Order
class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int REFERENCE_LENGTH = 8;

    /** character_not_in_repertoire and untranslatable_character, of PostgreSQL's appendix A. */
    private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

    @ExceptionHandler
    ModelAndView refused(RuleBroken refusal) {
        return Page.show(
                ErrorPages.TEMPLATE,
                new ErrorPage("refused", refusal.code(), refusal.arguments(), null, null),
                refusal.isPassing() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @ExceptionHandler
    ModelAndView overtaken(OptimisticLockingFailureException race) {
        LOG.debug("Lost a race", race);
        return Page.show(ErrorPages.TEMPLATE, ErrorPage.of("overtaken"), HttpStatus.CONFLICT);
    }

    @ExceptionHandler
    ModelAndView tooLarge(MaxUploadSizeExceededException upload, HttpServletRequest request) {
        LOG.debug("Upload refused", upload);
        return ErrorPages.tooLarge(request);
    }

    @ExceptionHandler({
        BindException.class,
        HttpMessageNotReadableException.class,
        MultipartException.class,
        TypeMismatchException.class
    })
    ModelAndView notUnderstood(Exception request) {
        LOG.debug("Request not understood", request);
        return ErrorPages.page(HttpStatus.BAD_REQUEST);
    }

    /** Spring Security answers these itself: by asking to sign in, or with 403. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void forbidden(RuntimeException refusal) {
        throw refusal;
    }

    /** Who asked is gone: there is nobody to answer, and nothing of ours failed. */
    @ExceptionHandler
    @Nullable
    ModelAndView gone(AsyncRequestNotUsableException left) {
        LOG.debug("Nobody reads the answer", left);
        return null;
    }

    /** A zero character, which no keyboard types and no text of the database holds. */
    private static boolean holdsWhatNoTextHolds(Exception failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException refused
                && NO_TEXT.contains(Objects.requireNonNullElse(refused.getSQLState(), ""));
    }

    @ExceptionHandler
    ModelAndView failed(Exception failure) {
        if (failure instanceof ErrorResponse known && !known.getStatusCode().is5xxServerError()) {
            HttpStatusCode status = known.getStatusCode();
            ModelAndView page = ErrorPages.page(status);
            LOG.debug("Answered with {}", status, failure);
            return page;
        }
        if (holdsWhatNoTextHolds(failure)) {
            LOG.debug("Request not understood", failure);
            return ErrorPages.page(HttpStatus.BAD_REQUEST);
        }
        OptionalInt unreadable = Unreadable.status(failure);
        if (unreadable.isPresent()) {
            LOG.debug("Request not understood", failure);
            return ErrorPages.page(HttpStatusCode.valueOf(unreadable.getAsInt()));
        }
        String reference = UUID.randomUUID().toString().substring(0, REFERENCE_LENGTH);
        LOG.error("Failure {}", reference, failure);
        return Page.show(
                ErrorPages.TEMPLATE,
                new ErrorPage("failed", null, List.of(), reference, null),
                HttpStatus.INTERNAL_SERVER_ERROR);
    }
}
