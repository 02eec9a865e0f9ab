package org.yimen.platform.web;

import java.util.Locale;
import org.yimen.platform.Text;

/** Shells for rendering a template without a request. */
public final class TestShells {

    private TestShells() {}

    public static Shell in(Locale locale) {
        Text none = Text.of("");
        return new Shell(
                locale,
                Words.of(locale),
                "/",
                false,
                false,
                null,
                false,
                null,
                new Site(none, none, none, none, none, "12345", false),
                name -> "/assets/" + name,
                null);
    }
}
