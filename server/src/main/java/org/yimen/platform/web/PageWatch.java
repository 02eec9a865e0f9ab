package org.yimen.platform.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.platform.Protection;

/**
 * 网页防篡改: fetches public pages of this site as a visitor does and looks for what Yimen never sends: a script or style
 * that stands in the page, something from another host, an asset whose bytes are not those that the program started with,
 * a missing security header. Where {@code yimen.watch.url} names the public address, the same pages are asked of this node
 * itself as well and must say the same, word for word: a proxy in between that alters a phone number or a fee is seen.
 * Without the address only this node is asked, and there is nothing to compare a text with.
 */
@Component
class PageWatch implements Protection {

    private static final Logger log = LoggerFactory.getLogger(PageWatch.class);

    private static final List<String> WATCHED = List.of("/", "/items", "/sign-in", "/desk/sign-in", "/verify");

    /** What is compared at each look, beside the next few guides; the fees stand in the guides. */
    private static final List<String> COMPARED = List.of("/", "/items", "/items/promises", "/sign-in", "/verify");

    /** So many guides are compared at each look, in turn: each of two hundred is looked at within two hours. */
    private static final int GUIDES_A_LOOK = 10;

    /** A page that somebody changes while it is compared is read again. */
    private static final int TRIES = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_FINDINGS = 20;
    private static final String ASSETS = "/assets/";

    private static final Pattern REFERENCE =
            Pattern.compile("<(script|link|img|iframe|object|embed|form|base)\\b([^>]*)>");
    private static final Pattern ADDRESS = Pattern.compile("\\b(?:src|href|action|data)=\"([^\"]*)\"");
    private static final Pattern INLINE = Pattern.compile(
            "<script(?![^>]*\\bsrc=)[^>]*>|<style\\b|\\bon[a-z]+=\"|javascript:", Pattern.CASE_INSENSITIVE);
    private static final Pattern GUIDE = Pattern.compile("href=\"(/items/[0-9a-z-]+)\"");

    /** The tokens and keys of forms are drawn anew for each reader. */
    private static final Pattern DRAWN =
            Pattern.compile("(<input type=\"hidden\" name=\"(?:_csrf|key)\") value=\"[^\"]*\"");

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern HASHED = Pattern.compile("/assets/(.*)-[0-9a-f]{32}(\\.[a-z]+)");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ApplicationEventPublisher events;
    private final Map<String, String> digests;
    private final String address;

    /** What was found when a page was compared last, by its path: a guide keeps it until its next turn. */
    private final Map<String, String> altered = new ConcurrentHashMap<>();

    private int nextGuide;
    private volatile int port;
    private volatile @Nullable List<String> findings;

    PageWatch(
            ResourcePatternResolver resources,
            ApplicationEventPublisher events,
            @Value("${yimen.watch.url:}") String address) {
        this.events = events;
        this.address = address;
        this.digests = digests(resources);
    }

    @EventListener
    void listening(WebServerInitializedEvent server) {
        if (server.getApplicationContext().getServerNamespace() == null) {
            port = server.getWebServer().getPort();
        }
    }

    @Scheduled(initialDelay = 20_000, fixedDelay = 300_000)
    void look() {
        if (port == 0) {
            return;
        }
        List<String> before = findings;
        String itself = "http://127.0.0.1:" + port;
        List<String> now = address.isEmpty() ? inspect(itself) : together(inspect(address), compare(address, itself));
        findings = now;
        if (!now.isEmpty() && !now.equals(before)) {
            log.error("The pages of this site are not what it sends: {}", now);
            events.publishEvent(new PagesChanged(now));
        }
    }

    /** What is not as it should be at this address; empty where everything is. */
    List<String> inspect(String site) {
        var found = new TreeSet<String>();
        var assets = new TreeSet<String>();
        for (String path : WATCHED) {
            try {
                HttpResponse<byte[]> page = fetch(site + path);
                if (page.statusCode() != 200) {
                    found.add(path + " answers with " + page.statusCode());
                    continue;
                }
                SecurityHeaders.ALWAYS.forEach((name, value) -> {
                    if (!value.equals(page.headers().firstValue(name).orElse(null))) {
                        found.add(path + " lacks its header " + name);
                    }
                });
                read(path, new String(page.body(), StandardCharsets.UTF_8), found, assets);
            } catch (IOException unreachable) {
                found.add(path + " cannot be reached");
            }
        }
        for (String asset : assets) {
            compare(site, asset, found);
        }
        return found.stream().limit(MOST_FINDINGS).toList();
    }

    /** Which pages say something else at this address than this node does; what was found of others before is among it. */
    List<String> compare(String site, String itself) {
        var paths = new LinkedHashSet<>(COMPARED);
        paths.addAll(guidesInTurn(itself));
        for (String path : paths) {
            try {
                if (differs(site + path, itself + path)) {
                    altered.put(path, path + " does not say what this node sends");
                } else {
                    altered.remove(path);
                }
            } catch (IOException unreachable) {
                altered.put(path, path + " cannot be compared");
            }
        }
        return altered.values().stream().sorted().toList();
    }

    private List<String> guidesInTurn(String itself) {
        try {
            List<String> guides = GUIDE.matcher(text(itself + "/items"))
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !COMPARED.contains(link))
                    .distinct()
                    .sorted()
                    .toList();
            // Whoever is no longer published is compared no more.
            altered.keySet().removeIf(path -> !COMPARED.contains(path) && !guides.contains(path));
            int first = nextGuide;
            nextGuide = guides.isEmpty() ? 0 : (first + GUIDES_A_LOOK) % guides.size();
            return IntStream.range(first, first + Math.min(GUIDES_A_LOOK, guides.size()))
                    .mapToObj(n -> guides.get(n % guides.size()))
                    .toList();
        } catch (IOException unreachable) {
            altered.put("/items", "/items cannot be compared");
            return List.of();
        }
    }

    /** True where the page differs from what this node says both before and afterwards. */
    private boolean differs(String served, String own) throws IOException {
        for (int tried = 0; tried < TRIES; tried++) {
            String before = text(own);
            String there = text(served);
            if (there.equals(before)) {
                return false;
            }
            String after = text(own);
            if (there.equals(after)) {
                return false;
            }
            if (before.equals(after)) {
                return true;
            }
        }
        return true;
    }

    /** A page as its reader gets it, without what is drawn anew for each of them; its addresses are part of it. */
    private String text(String address) throws IOException {
        HttpResponse<byte[]> page = fetch(address);
        String markup = new String(page.body(), StandardCharsets.UTF_8);
        return page.statusCode() + " "
                + SPACE.matcher(DRAWN.matcher(markup).replaceAll("$1")).replaceAll(" ");
    }

    private static List<String> together(List<String> inspected, List<String> compared) {
        return Stream.concat(inspected.stream(), compared.stream())
                .limit(MOST_FINDINGS)
                .toList();
    }

    private static void read(String path, String page, Set<String> found, Set<String> assets) {
        if (INLINE.matcher(page).find()) {
            found.add(path + " holds a script or a style of its own");
        }
        var reference = REFERENCE.matcher(page);
        while (reference.find()) {
            var target = ADDRESS.matcher(reference.group(2));
            while (target.find()) {
                String to = target.group(1);
                if (!to.startsWith("/") || to.startsWith("//")) {
                    found.add(path + " refers to another site");
                } else if (to.startsWith(ASSETS)) {
                    assets.add(to);
                }
            }
        }
    }

    private void compare(String site, String asset, Set<String> found) {
        try {
            HttpResponse<byte[]> served = fetch(site + asset);
            var name = HASHED.matcher(asset);
            String known =
                    digests.get(name.matches() ? name.group(1) + name.group(2) : asset.substring(ASSETS.length()));
            if (served.statusCode() != 200 || !digest(served.body()).equals(known)) {
                found.add(asset + " is not what Yimen ships");
            }
        } catch (IOException unreachable) {
            found.add(asset + " cannot be reached");
        }
    }

    private HttpResponse<byte[]> fetch(String address) throws IOException {
        try {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(PATIENCE)
                    .build();
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while reading " + address, stopped);
        }
    }

    @Override
    public String key() {
        return "platform.protection.pages";
    }

    @Override
    public Reading read() {
        List<String> known = findings;
        if (known == null) {
            return Reading.of(State.WEAK, "platform.protection.pages.not-yet");
        }
        if (!known.isEmpty()) {
            return Reading.of(State.OFF, "platform.protection.pages.changed", String.join("; ", known));
        }
        return address.isEmpty()
                ? Reading.of(State.WEAK, "platform.protection.pages.within", WATCHED.size(), digests.size())
                : Reading.of(
                        State.ON,
                        "platform.protection.pages.intact",
                        WATCHED.size(),
                        digests.size(),
                        COMPARED.size() + GUIDES_A_LOOK);
    }

    private static Map<String, String> digests(ResourcePatternResolver resources) {
        var digests = new HashMap<String, String>();
        try {
            for (Resource asset : resources.getResources("classpath:/static" + ASSETS + "**")) {
                String name = asset.getFilename();
                if (name != null && asset.isReadable()) {
                    digests.put(name, digest(asset.getContentAsByteArray()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(digests);
    }

    private static String digest(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-384").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
