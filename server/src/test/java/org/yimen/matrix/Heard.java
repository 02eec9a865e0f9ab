package org.yimen.matrix;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which guards have said no lately; called from within the guards, hence public. */
public final class Heard {

    private static final Set<String> NO = ConcurrentHashMap.newKeySet();

    private Heard() {}

    public static void no(String guard) {
        NO.add(guard);
    }

    static void forget() {
        NO.clear();
    }

    static Set<String> guards() {
        return Set.copyOf(NO);
    }
}
