package org.yimen.identity.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
        String next = request.getAttribute(NEXT) instanceof String known ? known : null;
        String before = Area.pageBehind(request);
        var page = new HeldPage(Area.CITIZENS.signInFor(next), before == null ? null : Area.CITIZENS.landing(before));
        return Page.show("identity/held", page, asked == null ? HttpStatus.OK : HttpStatus.FORBIDDEN);
    }
}
