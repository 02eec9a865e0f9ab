package org.yimen.platform;

import java.util.regex.Pattern;

/** What a citizen's number (GB 11643) looks like in a text: whoever must not write one down looks for it by this. */
public final class CitizenShape {

    /** Eighteen characters with a plausible date of birth, as part of a pattern. */
    public static final String REGEX = "[1-9]\\d{5}(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])[0-3]\\d{4}[0-9Xx]";

    /** Standing by itself. */
    public static final Pattern ALONE = Pattern.compile("(?<![0-9A-Za-z])" + REGEX + "(?![0-9A-Za-z])");

    private CitizenShape() {}
}
