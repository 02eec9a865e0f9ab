package org.yimen.platform;

import java.util.List;

/** A request that a rule refuses. The code is a message key; the page says it in the reader's language. */
public abstract class RuleBroken extends RuntimeException {

    private final String code;
    private final transient List<Object> arguments;

    protected RuleBroken(String code, Object... arguments) {
        super(code + List.of(arguments));
        this.code = code;
        this.arguments = List.of(arguments);
    }

    /** A message key such as {@code application.answer.late}. */
    public String code() {
        return code;
    }

    public List<Object> arguments() {
        return arguments;
    }

    /** True where the same request will do in a moment: nothing was decided, and nothing stored. */
    public boolean isPassing() {
        return false;
    }
}
