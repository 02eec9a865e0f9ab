package org.yimen.custody;

import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * What somebody lays on the counter.
 *
 * @param material of the case's item, or null for something else
 */
public record Piece(@Nullable String material, Text what, int sheets) {}
