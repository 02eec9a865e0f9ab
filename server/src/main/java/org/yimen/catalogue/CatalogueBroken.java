package org.yimen.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** The catalogue's files are wrong: the application does not start, and this says everything that has to be put right. */
public class CatalogueBroken extends RuntimeException {

    private final transient List<Problem> problems;

    CatalogueBroken(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
