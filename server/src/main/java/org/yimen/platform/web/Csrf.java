package org.yimen.platform.web;

import java.util.function.Supplier;

/** The hidden field that every form carries. The token is made only when a page asks for it: it may cost a session. */
public record Csrf(String parameterName, Supplier<String> source) {

    public String token() {
        return source.get();
    }
}
