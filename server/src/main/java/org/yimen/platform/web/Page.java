package org.yimen.platform.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A page to show: a template below {@code server/src/main/jte} and the one typed record that it takes. */
public final class Page {

    private Page() {}

    /** {@code template} is a path without its ending, for example {@code portal/home}. */
    public static ModelAndView show(String template, Object page) {
        return new ModelAndView(template, "page", page);
    }

    /** The same under another status, for example a form that comes back with its errors as 422. */
    public static ModelAndView show(String template, Object page, HttpStatusCode status) {
        ModelAndView shown = show(template, page);
        shown.setStatus(status);
        return shown;
    }

    /** Answers a form with the address of the next page, so that a reload sends nothing twice. */
    public static ModelAndView goTo(String address) {
        var next = new RedirectView(address, true, false);
        next.setStatusCode(HttpStatus.SEE_OTHER);
        next.setExpandUriTemplateVariables(false);
        return new ModelAndView(next);
    }
}
