package org.yimen.platform;

import java.util.List;

/** One protection of the running system and how it stands. The console lists every bean of this kind. */
public interface Protection {

    /** Message key of its name; {@code <key>.about} says what it keeps off. */
    String key();

    /** How it stands at this moment: looked up, never assumed. */
    Reading read();

    enum State {
        ON,
        /** Works, and less well than it should: somebody ought to look. */
        WEAK,
        OFF
    }

    /**
     * @param key message key of a sentence with the facts
     * @param arguments what stands in its places
     */
    record Reading(State state, String key, List<Object> arguments) {
        public Reading {
            arguments = List.copyOf(arguments);
        }

        public static Reading of(State state, String key, Object... arguments) {
            return new Reading(state, key, List.of(arguments));
        }
    }
}
