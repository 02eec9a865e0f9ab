package org.yimen.improvement;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 办公系统: where bulletins go out to the departments (M-EVA-21). A port: which system it is, the city decides. Without one they
 * go out here alone, and have no number of it.
 */
public interface OfficeFeed {

    /** What goes out, in Chinese. */
    record Item(UUID id, String title, String body, LocalDate on) {}

    /**
     * Publishes it; the same item again is the same entry.
     *
     * @return its number in the office system
     */
    String publish(String region, Item item);
}
