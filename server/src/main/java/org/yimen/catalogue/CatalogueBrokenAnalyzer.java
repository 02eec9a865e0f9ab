package org.yimen.catalogue;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a wrong catalogue into one readable message instead of a stack trace. */
class CatalogueBrokenAnalyzer extends AbstractFailureAnalyzer<CatalogueBroken> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, CatalogueBroken cause) {
        return new FailureAnalysis(
                "The catalogue of service items has " + cause.problems().size() + " problem(s):\n\n"
                        + cause.getMessage(),
                "Correct the lines above. A published version never changes: write the change as the next version.",
                cause);
    }
}
