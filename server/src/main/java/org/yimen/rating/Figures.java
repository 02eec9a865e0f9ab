package org.yimen.rating;

import java.util.EnumMap;
import java.util.Map;
import org.yimen.platform.Rate;

/**
 * The figures of a department or of the centre. Who said nothing is in no rate but that of participation.
 *
 * @param asked services that could be rated
 * @param inTime ratings within their period, by level
 * @param late ratings after it, which enter no rate
 * @param struck ratings in time that an appeal took out; they enter no level and no good rate
 */
public record Figures(String department, long asked, Map<Level, Long> inTime, long late, long struck) {

    /** Fewer ratings than this, and the levels would tell who said what. */
    public static final int FEWEST = 5;

    public Figures {
        var all = new EnumMap<Level, Long>(Level.class);
        for (Level level : Level.values()) {
            all.put(level, inTime.getOrDefault(level, 0L));
        }
        inTime = Map.copyOf(all);
    }

    public long rated() {
        return inTime.values().stream().mapToLong(Long::longValue).sum();
    }

    public long unrated() {
        return asked - rated() - late - struck;
    }

    public long of(Level level) {
        return inTime.getOrDefault(level, 0L);
    }

    public long good() {
        return inTime.entrySet().stream()
                .filter(each -> each.getKey().isGood())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public long bad() {
        return rated() - good();
    }

    /** 好评率: levels five to three of all ratings in time. */
    public Rate goodRate() {
        return Rate.of(good(), rated());
    }

    /** 主动评价率: ratings in time, struck or not, of all services that could be rated. */
    public Rate participation() {
        return Rate.of(rated() + struck, asked);
    }

    /** True where the levels may be shown to the department itself. */
    public boolean tellsNobody() {
        return rated() >= FEWEST;
    }
}
