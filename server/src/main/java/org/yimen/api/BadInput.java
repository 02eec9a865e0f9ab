package org.yimen.api;

import java.util.List;

/** A request whose fields are not as the description says. */
final class BadInput extends RuntimeException {

    private final transient List<Flaw> flaws;

    BadInput(List<Flaw> flaws) {
        super("Not as described: " + flaws.stream().map(Flaw::field).toList());
        this.flaws = List.copyOf(flaws);
    }

    BadInput(String field, String code, Object... arguments) {
        this(List.of(new Flaw(field, code, List.of(arguments))));
    }

    List<Flaw> flaws() {
        return flaws;
    }

    /** @param code a message key */
    record Flaw(String field, String code, List<Object> arguments) {
        Flaw {
            arguments = List.copyOf(arguments);
        }
    }
}
