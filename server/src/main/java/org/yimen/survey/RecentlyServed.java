package org.yimen.survey;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Whom the centre has served: who knows it lies above, and is asked when a sample is drawn. */
public interface RecentlyServed {

    /** Somebody, and what he was served with last. */
    record Served(UUID person, String department, String item) {}

    /**
     * Everybody whose matter came to its end from that day on, each once, by what ended last.
     *
     * @param most of them, the latest
     */
    List<Served> since(String region, LocalDate from, int most);
}
