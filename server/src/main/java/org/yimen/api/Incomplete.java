package org.yimen.api;

import java.util.List;
import org.yimen.api.BadInput.Flaw;

/** An application that lacks something: each question without an acceptable answer, each material without a file. */
final class Incomplete extends RuntimeException {

    private final transient List<Flaw> flaws;

    Incomplete(List<Flaw> flaws) {
        super("The application lacks " + flaws.stream().map(Flaw::field).toList());
        this.flaws = List.copyOf(flaws);
    }

    List<Flaw> flaws() {
        return flaws;
    }
}
