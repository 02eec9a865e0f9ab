package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * A thing that can be done, in a list: how long it takes and how often one must come.
 *
 * @param days the promise, its figure set large: 8, 当场
 * @param unit what the figure counts: 个工作日, 办结
 * @param law the limit of the law, in small
 * @param trips how often one must come: 零跑动
 */
public record ItemRow(
        String href,
        Text name,
        @Nullable Text note,
        @Nullable String days,
        @Nullable String unit,
        @Nullable String law,
        @Nullable String trips) {}
