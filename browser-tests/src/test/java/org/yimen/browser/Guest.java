package org.yimen.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.yimen.platform.web.Words;

/** Somebody at a browser, in his {@link Manner}. Every page that he comes to is inspected. */
final class Guest implements AutoCloseable {

    static final int HEIGHT = 900;

    /** More stops than any page has. */
    private static final int MOST_TABS = 300;

    private static final double PATIENCE = 30_000;

    private final Hall hall;
    private final Manner manner;
    private final Words words;
    private final BrowserContext context;
    private final Page page;
    private final Set<String> complaints = new LinkedHashSet<>();
    private final Queue<FileChooser> choosers = new ArrayDeque<>();
    private int arrivals;
    private int keys;
    private int characters;
    private long waited;
    private int status;
    private boolean cacheEmpty = true;
    private boolean keepsNothing;
    private boolean lineCut;

    Guest(Hall hall, Manner manner, Map<String, String> headers) {
        this.hall = hall;
        this.manner = manner;
        this.words = Words.of(manner.locale());
        this.context = hall.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(hall.origin())
                        .setJavaScriptEnabled(manner.script())
                        .setExtraHTTPHeaders(headers)
                        .setLocale("zh-CN")
                        .setViewportSize(manner.width(), HEIGHT));
        context.setDefaultTimeout(PATIENCE);
        this.page = context.newPage();
        page.onFrameNavigated(frame -> arrivals += frame.equals(page.mainFrame()) ? 1 : 0);
        page.onResponse(response -> {
            if (response.request().isNavigationRequest()) {
                status = response.status();
            }
        });
        page.onRequest(request -> {
            // What shows a PDF within a page is a part of the browser.
            boolean browserItself = request.url().startsWith("chrome");
            if (!request.url().startsWith(hall.origin() + "/")
                    && !request.url().startsWith("data:")
                    && !browserItself) {
                complaints.add("asked another host: " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            // A page that answers 4xx is reported as an error by the browser itself, and so is a line that a test cuts.
            boolean cut = lineCut && message.text().contains("net::ERR_FAILED");
            if (message.type().equals("error") && !cut && !message.location().startsWith(page.url())) {
                complaints.add("console: " + message.text() + " at " + page.url());
            }
        });
        if (manner.keyboard()) {
            page.onFileChooser(choosers::add);
        }
        page.onPageError(error -> complaints.add("script: " + error));
    }

    /** From here on what is sent to such addresses does not arrive. */
    Guest cutsTheLine(String addresses) {
        lineCut = true;
        page.route(addresses, Route::abort);
        return this;
    }

    Guest mendsTheLine(String addresses) {
        page.unroute(addresses);
        return this;
    }

    Manner manner() {
        return manner;
    }

    Page page() {
        return page;
    }

    Hall hall() {
        return hall;
    }

    /** Our words for a key, in his language. */
    String say(String key, Object... arguments) {
        return words.say(key, arguments);
    }

    Words words() {
        return words;
    }

    /** Types an address. */
    Guest goTo(String path) {
        return arriveBy(() -> page.navigate(path));
    }

    /** The page that he came to answered with this. */
    int status() {
        return status;
    }

    String path() {
        return page.url().substring(hall.origin().length());
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    String text(String selector) {
        return find(selector).first().innerText().strip();
    }

    /** Whether the words stand anywhere on the page. */
    boolean sees(String said) {
        return find("body").innerText().contains(said);
    }

    /** How often he has struck a key, Tab and Enter among them; what he typed or scanned counts apart. */
    int keys() {
        return keys;
    }

    /** How many characters he has typed or scanned. */
    int characters() {
        return characters;
    }

    /** To how many pages he has come. */
    int pages() {
        return arrivals;
    }

    /** How long he has waited for them in all, from the key or the click to the page that is whole. */
    Duration waited() {
        return Duration.ofNanos(waited);
    }

    /** Types where he is. */
    Guest enter(String text) {
        characters += text.length();
        page.keyboard().insertText(text);
        return this;
    }

    private void strike(String key) {
        keys++;
        page.keyboard().press(key);
    }

    /** Follows a link or presses a button by its key, where it has one. */
    Guest goOn(String selector) {
        String key = manner.keyboard() ? find(selector).first().getAttribute("data-key") : null;
        return key == null ? press(selector) : key(key);
    }

    /** Sends the form that he is filling in: with Enter in a field that lets him. */
    Guest send(String button) {
        boolean enter = manner.keyboard()
                && (boolean) page.evaluate("document.activeElement.matches('input:not([type=file])')");
        return enter ? key("Enter") : press(button);
    }

    /** Follows a link or presses a button, and arrives somewhere. */
    Guest press(String selector) {
        Locator target = find(selector).first();
        return arriveBy(() -> {
            if (manner.keyboard()) {
                tabTo(target);
                strike("Enter");
            } else {
                click(target);
            }
        });
    }

    /** A browser that shows many windows on a busy machine may stop drawing one of them, where then nothing ever stands still. */
    private void click(Locator target) {
        try {
            target.click(new Locator.ClickOptions().setTimeout(PATIENCE / 3));
        } catch (TimeoutError stalled) {
            String calls = String.valueOf(stalled.getMessage());
            if (!calls.contains("element is not stable") || calls.contains("performing click")) {
                throw stalled;
            }
            page.bringToFront();
            target.click();
        }
    }

    /** Presses a single key, and arrives somewhere. */
    Guest key(String key) {
        return arriveBy(() -> strike(key));
    }

    /** Presses a key that leads nowhere. */
    Guest tap(String key) {
        strike(key);
        return this;
    }

    /** Opens or closes a fold. */
    Guest unfold(String selector) {
        Locator target = find(selector).first();
        if (manner.keyboard()) {
            tabTo(target);
            strike("Enter");
        } else {
            target.click();
        }
        return this;
    }

    Guest type(String selector, String text) {
        Locator field = find(selector).first();
        if (manner.keyboard()) {
            tabTo(field);
            strike("Control+A");
            enter(text);
        } else {
            field.fill(text);
        }
        return this;
    }

    /** Chooses one of a group of radios or ticks a box. */
    Guest choose(String selector) {
        Locator choice = find(selector).first();
        if (!manner.keyboard()) {
            // The box itself is clicked: it lies under its drawing, and a pointer that is sent while the page is still
            // being
            // laid out would meet a neighbour.
            assertThat(choice.isVisible()).as(selector).isTrue();
            if (!choice.isChecked()) {
                choice.evaluate("box => box.click()");
            }
        } else if (choice.getAttribute("type").equals("checkbox")) {
            tabTo(choice);
            strike("Space");
        } else {
            tabTo(find("input[type=radio][name='" + choice.getAttribute("name") + "']"));
            for (int i = 0; i < MOST_TABS && !choice.isChecked(); i++) {
                strike(i == 0 ? "Space" : "ArrowDown");
            }
        }
        assertThat(choice.isChecked()).isTrue();
        return this;
    }

    Guest attach(String selector, String name, String mediaType, byte[] content) {
        Locator field = find(selector).first();
        var file = new FilePayload(name, mediaType, content);
        if (manner.keyboard()) {
            tabTo(field);
            strike("Space");
            page.waitForCondition(() -> !choosers.isEmpty(), new Page.WaitForConditionOptions().setTimeout(PATIENCE));
            choosers.remove().setFiles(file);
        } else {
            field.setInputFiles(file);
        }
        return this;
    }

    byte[] download(String selector) {
        Locator target = find(selector).first();
        Download download = page.waitForDownload(() -> {
            if (manner.keyboard()) {
                tabTo(target);
                strike("Enter");
            } else {
                target.click();
            }
        });
        try {
            return Files.readAllBytes(download.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * From here on his browser asks for everything anew, as one does that has nothing in its cache: a look at many
     * pages needs no browser for each.
     */
    Guest keepsNothing() {
        CDPSession tools = context.newCDPSession(page);
        tools.send("Network.enable");
        var nothing = new JsonObject();
        nothing.addProperty("cacheDisabled", true);
        tools.send("Network.setCacheDisabled", nothing);
        keepsNothing = true;
        cacheEmpty = true;
        return this;
    }

    /** As somebody new: nobody is signed in, and no language or mode is chosen. */
    Guest forgets() {
        context.clearCookies();
        return this;
    }

    /** The same person at another browser that has nothing in its cache, signed in as here. */
    Guest withAnEmptyCache() {
        var other = new Guest(hall, manner, Map.of());
        other.context.addCookies(context.cookies().stream()
                .map(cookie -> new Cookie(cookie.name, cookie.value)
                        .setDomain(cookie.domain)
                        .setPath(cookie.path))
                .toList());
        return other;
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("what was wrong with the pages met").isEmpty();
    }

    private Guest arriveBy(Runnable act) {
        int before = arrivals;
        long begun = System.nanoTime();
        act.run();
        try {
            page.waitForCondition(() -> arrivals > before, new Page.WaitForConditionOptions().setTimeout(PATIENCE));
        } catch (TimeoutError never) {
            throw new AssertionError("Nothing came after " + path() + " (" + status + "): " + text("main"), never);
        }
        page.waitForLoadState(LoadState.LOAD);
        waited += System.nanoTime() - begun;
        complaints.addAll(hall.inspector().inspect(page, manner, status, cacheEmpty));
        cacheEmpty = keepsNothing;
        return this;
    }

    /** Goes on with Tab, as somebody does who has no mouse, until one of the targets has the focus. */
    private void tabTo(Locator targets) {
        for (int i = 0; i < MOST_TABS; i++) {
            if ((boolean) targets.evaluateAll("all => all.includes(document.activeElement)")) {
                return;
            }
            strike("Tab");
        }
        throw new AssertionError(targets + " cannot be reached with Tab on " + page.url());
    }
}
