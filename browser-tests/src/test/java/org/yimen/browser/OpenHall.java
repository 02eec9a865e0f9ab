package org.yimen.browser;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Opens the {@link Hall} for the first test of this process that wants it; it closes with the process. */
final class OpenHall implements ParameterResolver {

    /** One for all classes: each is a run of its own where tests are spread over two processes. */
    private static final class Only {
        static final Hall HALL = opened();

        private static Hall opened() {
            Hall hall = Hall.open();
            Runtime.getRuntime().addShutdownHook(new Thread(hall::close));
            return hall;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Hall.class;
    }

    @Override
    public Hall resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return Only.HALL;
    }
}
