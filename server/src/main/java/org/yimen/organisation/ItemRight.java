package org.yimen.organisation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One right for one item that a department's administrator gave to a window clerk or took from him; the latest counts.
 *
 * @param under number of the letter that the administrator holds
 * @param basis of the commission that names the item, where the clerk serves another organ
 */
public record ItemRight(
        UUID id,
        String region,
        String department,
        String item,
        Right right,
        UUID clerk,
        boolean allowed,
        String under,
        @Nullable String basis,
        String reason,
        Instant at,
        UUID by) {

    /** What it is about. */
    record Key(UUID clerk, String department, String item, Right right) {}

    Key key() {
        return new Key(clerk, department, item, right);
    }
}
