package org.yimen.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every page that a test meets: what a screen reader would stumble over, sideways scrolling, words of the wrong
 * language, weight. A state is a template with the set of components that it shows; axe sees each state once.
 */
final class Inspector {

    /** The narrowest screen that a page must fit. */
    private static final int NARROWEST = 320;

    private static final int FIRST_PORTAL_VIEW = 40_000;
    private static final int FIRST_DESK_VIEW = 60_000;
    private static final int NEXT_VIEW = 10_000;

    /** One trip to the browser per page. */
    private static final String LOOK = """
            () => {
              const chinese = /[\\u3400-\\u9fff]/
              const foreign = []
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
              for (let node = walk.currentNode; node; node = walk.nextNode()) {
                const element = node.nodeType === 1 ? node : node.parentElement
                if (element.closest('script, style') || element.closest('[lang]').getAttribute('lang').startsWith('zh')) continue
                const said = node.nodeType === 3
                  ? [node.data]
                  : ['alt', 'aria-label', 'placeholder', 'title', 'data-stop'].map((name) => node.getAttribute(name) || '')
                for (const one of said) if (chinese.test(one)) foreign.push(one.trim())
              }
              const parts = new Set()
              for (const element of document.querySelectorAll('[class]'))
                for (const one of element.classList) if (!one.includes(':')) parts.add(one)
              for (const element of document.querySelectorAll('main input, main textarea, main select, main button'))
                parts.add(element.tagName + element.type)
              const loads = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
              return {
                lang: document.documentElement.lang,
                desk: document.body.classList.contains('ym-desk'),
                foreign,
                parts: [...parts].sort().join(' '),
                bytes: loads.reduce((sum, load) => sum + load.transferSize, 0),
                heavy: loads.filter((load) => load.transferSize).map((load) => new URL(load.name).pathname + ' ' + load.transferSize).join(', '),
              }
            }
            """;

    /** 18 pt, for everything that an elder is to read; drawings and calendars have their words beside them. */
    private static final String TOO_SMALL = """
            () => {
              if (!document.documentElement.classList.contains('ym-elder')) return []
              const small = new Set()
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
              while (walk.nextNode()) {
                const text = walk.currentNode, element = text.parentElement
                if (!text.data.trim() || !element.getClientRects().length) continue
                if (element.closest('svg, .ym-why table, .ym-axis, .govuk-skip-link, .govuk-visually-hidden')) continue
                const size = parseFloat(getComputedStyle(element).fontSize)
                if (size < 23.9) small.add(`only ${size} px high: ${text.data.trim().slice(0, 20)} in ${element.tagName}.${element.className}`)
              }
              return [...small]
            }
            """;

    private static final String OVERFLOW = """
            () => {
              const root = document.scrollingElement
              if (root.scrollWidth <= innerWidth) return []
              const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
              const named = wide.slice(0, 4).map((one) => one.tagName.toLowerCase() + '.' + one.className)
              return ['scrolls sideways at ' + innerWidth + ' px: ' + root.scrollWidth + ' px wide because of ' + named.join(', ')]
            }
            """;

    private static final String AXE = """
            () => axe.run(document, { resultTypes: ['violations'], elementRef: false }).then((found) => found.violations.flatMap(
              (rule) => rule.nodes.map((node) => rule.id + ' at ' + node.target.join(' ') + ': ' + rule.help + ' ' + (node.any[0]?.message ?? ''))))
            """;

    private final String axe = axe();
    private final Set<String> seen = new HashSet<>();
    private @Nullable Page elsewhere;

    /** What is wrong with the page; {@code first} where the visitor's browser had nothing in its cache. */
    List<String> inspect(Page page, Manner manner, int status, boolean first) {
        var findings = new ArrayList<String>();
        var look = (Map<?, ?>) page.evaluate(LOOK);
        if (manner.isEnglish()) {
            each(look.get("foreign"), words -> findings.add("Chinese words of ours: " + words));
        }
        int bytes = ((Number) Objects.requireNonNull(look.get("bytes"))).intValue();
        int budget = !first ? NEXT_VIEW : Boolean.TRUE.equals(look.get("desk")) ? FIRST_DESK_VIEW : FIRST_PORTAL_VIEW;
        if (bytes > budget) {
            findings.add("%d bytes over the wire where %d are allowed: %s".formatted(bytes, budget, look.get("heavy")));
        }
        String state = String.join(
                " ",
                template(page),
                Integer.toString(status),
                manner.looks(),
                String.valueOf(look.get("lang")),
                String.valueOf(look.get("parts")));
        if (seen.add(state)) {
            each(overflow(page, manner), findings::add);
            each(page.evaluate(TOO_SMALL), findings::add);
            each(manner.script() ? axe(page) : axeOnCopy(page), findings::add);
        }
        return findings.stream()
                .map(finding -> where(page, manner, status) + ": " + finding)
                .toList();
    }

    /** How many states of pages have been looked at. */
    int states() {
        return seen.size();
    }

    private Object axe(Page page) {
        page.evaluate(axe);
        return page.evaluate(AXE);
    }

    /** axe is a script: where none runs, it reads a copy of the page, without the page's own script, elsewhere. */
    private Object axeOnCopy(Page page) {
        Page copy = elsewhere == null ? page.context().browser().newPage() : elsewhere;
        elsewhere = copy;
        String html = page.content().replaceAll("<script[^>]*></script>", "");
        copy.setViewportSize(page.viewportSize().width, page.viewportSize().height);
        copy.route(
                page.url(),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html; charset=utf-8")
                        .setBody(html)));
        copy.navigate(page.url());
        copy.unroute(page.url());
        return axe(copy);
    }

    private static Object overflow(Page page, Manner manner) {
        page.setViewportSize(NARROWEST, Guest.HEIGHT);
        Object wide = page.evaluate(OVERFLOW);
        page.setViewportSize(manner.width(), Guest.HEIGHT);
        return wide;
    }

    private static void each(@Nullable Object list, Consumer<String> use) {
        ((List<?>) Objects.requireNonNull(list)).forEach(one -> use.accept(String.valueOf(one)));
    }

    private static String where(Page page, Manner manner, int status) {
        return page.url() + " (" + status + ", " + manner + ")";
    }

    /** The address without what differs from case to case. */
    private static String template(Page page) {
        return page.url()
                .replaceFirst("https?://[^/]+", "")
                .replaceAll("[?#].*", "")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "*")
                .replaceFirst("/progress/t/.*", "/progress/t/*")
                .replaceFirst("/verify/.+", "/verify/*")
                .replaceFirst("/(question|material)/.*", "/$1/*");
    }

    private static String axe() {
        try (InputStream source = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(source).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
