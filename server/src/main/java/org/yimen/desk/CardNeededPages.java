package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.StaffMember;

/** Asks for the card wherever a step of the window needs the applicant there. */
@ControllerAdvice(basePackageClasses = CardNeeded.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class CardNeededPages {

    private final Officers officers;
    private final ReadAgainController readers;

    CardNeededPages(Officers officers, ReadAgainController readers) {
        this.officers = officers;
        this.readers = readers;
    }

    @ExceptionHandler
    ModelAndView ask(CardNeeded needed, HttpServletRequest request, @AuthenticationPrincipal StaffMember staff) {
        return readers.ask(officers.in(DeskArea.INTAKE, staff), needed, request);
    }
}
