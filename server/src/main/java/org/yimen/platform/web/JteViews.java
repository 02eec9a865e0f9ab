package org.yimen.platform.web;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** Finds the template of a page and renders it inside of its shell, the whole of it before the first byte is sent. */
@Component
final class JteViews implements ViewResolver, Ordered {

    private final TemplateEngine engine;
    private final Shells shells;
    private final Problems problems;

    JteViews(TemplateEngine engine, Shells shells, Problems problems) {
        this.engine = engine;
        this.shells = shells;
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        String template = name + ".jte";
        return engine.hasTemplate(template) ? new JteView(template) : null;
    }

    private final class JteView implements View {

        private final String template;

        JteView(String template) {
            this.template = template;
        }

        @Override
        public String getContentType() {
            return "text/html;charset=UTF-8";
        }

        // The shell is made here and not by an advice: the page of an error has no advice to run.
        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            if (model != null && model.get("page") instanceof ErrorPage failed && Problems.isForMachine(request)) {
                problems.write(request, response, failed);
                return;
            }
            Shell shell = shells.of(request);
            Map<String, Object> parameters = new HashMap<>(model == null ? Map.of() : model);
            parameters.put("shell", shell);
            Utf8ByteOutput page = new Utf8ByteOutput();
            engine.render(template, parameters, page);

            response.setContentType(getContentType());
            response.setHeader(HttpHeaders.CONTENT_LANGUAGE, shell.language());
            // What a page shows depends on who reads it and how; neither a signed-in page nor the answer to what
            // somebody
            // sent is to be found by the next one.
            if (shell.user() != null || !HttpMethod.GET.matches(request.getMethod())) {
                response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            } else if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
                response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
            }
            response.setContentLength(page.getContentLength());
            page.writeTo(response.getOutputStream());
        }
    }
}
