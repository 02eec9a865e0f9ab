package org.yimen.platform.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.CitizenShape;

/**
 * What every page is given: the reader's language and modes, the words, who is signed in, and where the page is.
 *
 * @param path the path and query of this page without the switches of language and modes
 * @param limited true in a session that only looks and fills in: every page says so, with the way out
 * @param notice what the centre tells everybody at the moment, e.g. that it closes early, or null
 * @param csrf null where nothing protects forms, as in a page that is rendered outside of a request
 */
public record Shell(
        Locale locale,
        Words words,
        String path,
        boolean elder,
        boolean eye,
        @Nullable SignedIn user,
        boolean limited,
        @Nullable Csrf csrf,
        Site site,
        Assets assets,
        @Nullable String notice) {

    public boolean english() {
        return locale.getLanguage().equals("en");
    }

    /** The value of the page's {@code lang} attribute. */
    public String language() {
        return english() ? "en" : "zh-CN";
    }

    /** This page in the other language. */
    public String otherLanguage() {
        return switched("lang", english() ? "zh" : "en");
    }

    /** This page with elder mode turned over. */
    public String otherElder() {
        return switched("elder", elder ? "off" : "on");
    }

    /** This page with eye-protect colours turned over. */
    public String otherEye() {
        return switched("eye", eye ? "off" : "on");
    }

    /** Where the owner of a limited session signs in and comes back to this page. */
    public String unlimited() {
        return "/sign-in?next=" + URLEncoder.encode(linked(), StandardCharsets.UTF_8);
    }

    /** True where {@code href} is this page or a page above it. */
    public boolean under(String href) {
        String plain = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        return plain.equals(href) || plain.startsWith(href + "/");
    }

    private String switched(String name, String value) {
        String page = linked();
        return page + (page.contains("?") ? "&" : "?") + name + "=" + value;
    }

    /** The page as links name it: a citizen's number that somebody typed into an address goes into no further one. */
    private String linked() {
        if (!CitizenShape.ALONE.matcher(path).find()) {
            return path;
        }
        String plain = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        return CitizenShape.ALONE.matcher(plain).find() ? "/" : plain;
    }
}
