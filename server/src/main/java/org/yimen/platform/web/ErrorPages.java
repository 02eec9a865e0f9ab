package org.yimen.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The page of an error that no controller met: what the container or a filter refused. */
@Controller
class ErrorPages implements ErrorController {

    static final String TEMPLATE = "platform/error";

    @RequestMapping("${server.error.path:${error.path:/error}}")
    ModelAndView error(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return page(code instanceof Integer status ? HttpStatusCode.valueOf(status) : HttpStatus.NOT_FOUND);
    }

    static ModelAndView page(HttpStatusCode status) {
        return Page.show(TEMPLATE, ErrorPage.of(kind(status)), status);
    }

    private static String kind(HttpStatusCode status) {
        return switch (status.value()) {
            case 401, 403 -> "forbidden";
            case 404 -> "not-found";
            case 409 -> "overtaken";
            case 413 -> "too-large";
            default -> status.is4xxClientError() ? "not-understood" : "failed";
        };
    }
}
