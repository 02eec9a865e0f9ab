package org.yimen.platform.web;

import java.util.regex.Pattern;

/**
 * Which addresses a page may repeat in its links and redirects: none in which somebody typed a citizen's number, for addresses
 * stay in histories and logs.
 */
public final class Repeatable {

    /** GB 11643: eighteen characters with a plausible date of birth, standing by themselves. */
    private static final Pattern CITIZEN = Pattern.compile(
            "(?<![0-9A-Za-z])[1-9]\\d{5}(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])[0-3]\\d{4}[0-9Xx](?![0-9A-Za-z])");

    private Repeatable() {}

    public static boolean is(String address) {
        return !CITIZEN.matcher(address).find();
    }

    /** The address; where a number stands in its path, the first page of its area, and without a query that holds one. */
    static String of(String path, String query) {
        if (!is(path)) {
            int end = path.indexOf('/', 1);
            String area = end < 0 ? "/" : path.substring(0, end);
            return is(area) ? area : "/";
        }
        return query.isEmpty() || !is(query) ? path : path + "?" + query;
    }
}
