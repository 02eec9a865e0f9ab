package org.yimen.hotline;

import org.jspecify.annotations.Nullable;

/**
 * 回访: what the reporter says of the unit, beside how satisfied he is. Only a visit that answers both counts (三率,
 * standards.md §5): who could not be reached, would not say or was not asked is in no base.
 *
 * @param contacted 响应: the unit spoke to him
 * @param solved 解决: it is done
 */
public record VisitBack(
        @Nullable Boolean contacted, @Nullable Boolean solved) {}
