package org.yimen.bench;

/** Placeholder. */
final class EngineBench {
    private EngineBench() {}

    static int command(Options options) {
        return options.number("x", 1);
    }
}
