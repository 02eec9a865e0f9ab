package org.yimen.portal;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.platform.web.Page;
import org.yimen.portal.Visitors.ActingOver;

/** Leads whoever may no longer act in another's name to the page where he chooses a name. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ActingEnds {

    @ExceptionHandler
    ModelAndView over(ActingOver over) {
        return Page.goTo("/me/acting?notice=over");
    }
}
