package org.yimen.kiosk;

import java.util.regex.Pattern;

/** Pages of the machine that a link or a form may lead on to; whatever else it names leads home. */
final class Addresses {

    static final String HOME = "/kiosk";
    static final String MINE = HOME + "/my";

    private static final Pattern OWN = Pattern.compile("/kiosk(?:/[A-Za-z0-9_-]+){0,8}");
    private static final int LONGEST = 200;

    private Addresses() {}

    static String own(String typed) {
        return typed.length() <= LONGEST && OWN.matcher(typed).matches() ? typed : HOME;
    }

    /** The page of the visitor's own that he wanted, else his overview. */
    static String mine(String typed) {
        String own = own(typed);
        return own.startsWith(MINE) ? own : MINE;
    }
}
