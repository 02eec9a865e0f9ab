package org.yimen.platform.web;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Finds the page that one may ask for anew where a form was sent to an address that only takes forms: its switches of
 * language and modes lead there, because a link cannot send the form again.
 */
@Component
final class FormPages {

    private static final Pattern LEADING = Pattern.compile("^[/\\\\]*");

    private final Supplier<List<PathPattern>> pages;

    FormPages(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.pages = SingletonSupplier.of(() -> mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .filter(FormPages::isPage)
                .flatMap(FormPages::patterns)
                .toList());
    }

    private static boolean isPage(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return methods.contains(RequestMethod.GET);
    }

    private static Stream<PathPattern> patterns(RequestMappingInfo mapping) {
        var condition = mapping.getPathPatternsCondition();
        return condition == null ? Stream.empty() : condition.getPatterns().stream();
    }

    /** The address itself where it is a page, else the nearest one above it. */
    String before(String path) {
        String candidate = ours(path);
        while (candidate.length() > 1 && !isPage(candidate)) {
            candidate = candidate.substring(0, Math.max(candidate.lastIndexOf('/'), 0));
        }
        return candidate.isEmpty() ? "/" : candidate;
    }

    /** The path with one slash before it: with two a link would lead to another host. */
    static String ours(String path) {
        return LEADING.matcher(path).replaceFirst("/");
    }

    private boolean isPage(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return pages.get().stream().anyMatch(page -> page.matches(parsed));
    }
}
