package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;

/** The link to one page of many, or the gap between two. */
public record PageNumber(
        @Nullable String number,
        @Nullable String href,
        boolean current,
        boolean ellipsis,
        @Nullable String visuallyHiddenText) {

    public static PageNumber of(int number, String href, boolean current) {
        return new PageNumber(Integer.toString(number), href, current, false, null);
    }
}
