package org.yimen.kiosk;

import org.jspecify.annotations.Nullable;

/**
 * What a browser sees that is no machine of ours.
 *
 * @param error key of why the code did not work, or null
 * @param minutes until the next attempt, where there were too many
 * @param trial anybody may be a machine here
 */
public record PairPage(@Nullable String error, long minutes, boolean trial) {}
