package org.yimen.organisation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * 行政区划 by its GB/T 2260 code. The table is national: a code is never given to another place.
 *
 * @param parent the region it lies in, or null for the top of this installation
 * @param until the last day that the code was valid, or null
 */
public record Region(
        String code,
        Text name,
        @Nullable String parent,
        LocalDate from,
        @Nullable LocalDate until) {
    public Region {
        if (!code.matches("[1-9]\\d{5}")) {
            throw new IllegalArgumentException("not a GB/T 2260 code: " + code);
        }
    }
}
