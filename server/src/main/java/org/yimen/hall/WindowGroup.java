package org.yimen.hall;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * 窗口组: what people queue for together.
 *
 * @param site code of the hall
 * @param letter begins its numbers: A in A001
 * @param items codes of the items; empty where it serves all
 * @param windows codes of the windows that call from it
 */
public record WindowGroup(
        String region,
        String code,
        String site,
        String letter,
        Text name,
        Set<String> items,
        List<String> windows,
        boolean closed) {

    public WindowGroup {
        items = Set.copyOf(items);
        windows = List.copyOf(windows);
    }

    /** True where it takes this item; without an item, always. */
    public boolean serves(@Nullable String item) {
        return item == null || items.isEmpty() || items.contains(item);
    }
}
