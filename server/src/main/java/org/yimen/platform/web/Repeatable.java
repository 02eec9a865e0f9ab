package org.yimen.platform.web;

import org.yimen.platform.CitizenShape;

/**
 * Which addresses a page may repeat in its links and redirects: none in which somebody typed a citizen's number, for addresses
 * stay in histories and logs.
 */
public final class Repeatable {

    private Repeatable() {}

    public static boolean is(String address) {
        return !CitizenShape.ALONE.matcher(address).find();
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
