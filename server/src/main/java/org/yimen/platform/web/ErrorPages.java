package org.yimen.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The page of an error that no controller met: what the container or a filter refused. */
@Controller
class ErrorPages implements ErrorController {

    static final String TEMPLATE = "platform/error";

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    @RequestMapping("${server.error.path:${error.path:/error}}")
    ModelAndView error(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatusCode status = code instanceof Integer value ? HttpStatusCode.valueOf(value) : HttpStatus.NOT_FOUND;
        return status.value() == HttpStatus.CONTENT_TOO_LARGE.value() ? tooLarge(request) : page(status);
    }

    /** An upload was refused: whoever sent it wants back to its form. */
    static ModelAndView tooLarge(HttpServletRequest request) {
        return Page.show(
                TEMPLATE, ErrorPage.of("too-large").withBack(pageBefore(request)), HttpStatus.CONTENT_TOO_LARGE);
    }

    /** Path and query of the page that sent the reader here, if it is one of ours. */
    private static @Nullable String pageBefore(HttpServletRequest request) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        if (referer == null) {
            return null;
        }
        try {
            URI page = new URI(referer);
            String path = page.getRawPath();
            boolean ours =
                    request.getServerName().equalsIgnoreCase(page.getHost()) && port(page) == request.getServerPort();
            if (!ours || path == null || !path.startsWith("/") || path.startsWith("//")) {
                return null;
            }
            return page.getRawQuery() == null ? path : path + "?" + page.getRawQuery();
        } catch (URISyntaxException _) {
            return null;
        }
    }

    private static int port(URI page) {
        return page.getPort() >= 0 ? page.getPort() : "https".equals(page.getScheme()) ? HTTPS : HTTP;
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
            case 429 -> "too-many";
            default -> status.is4xxClientError() ? "not-understood" : "failed";
        };
    }
}
