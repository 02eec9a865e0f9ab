package org.yimen.identity.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.platform.web.Page;

/** Why a session that began with a code may not do this, and what to do instead. */
@Controller
class CodeSessionController {

    static final String PAGE = "/sign-in/held";

    private static final String NEXT = "identity.held.next";

    /** Answers in place of what was asked, whatever its method was. */
    static void explain(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        request.setAttribute(
                NEXT, HttpMethod.GET.matches(request.getMethod()) ? request.getRequestURI() : Area.pageBehind(request));
        request.getRequestDispatcher(PAGE)
                .forward(
                        new HttpServletRequestWrapper(request) {
                            @Override
                            public String getMethod() {
                                return HttpMethod.GET.name();
                            }
                        },
                        response);
    }

    @GetMapping(PAGE)
    ModelAndView held(HttpServletRequest request) {
        Object asked = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        AskPage page = AskPage.of("held", PAGE, List.of())
                .saying("identity.held.lead")
                .backTo(Area.CITIZENS.signInFor(request.getAttribute(NEXT) instanceof String next ? next : null));
        return Page.show("identity/ask", page, asked == null ? HttpStatus.OK : HttpStatus.FORBIDDEN);
    }
}
