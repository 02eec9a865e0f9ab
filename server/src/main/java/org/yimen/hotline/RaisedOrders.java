package org.yimen.hotline;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;

/** 台账: what officers raised, as one of them may see it: his unit's, his own, or all of the region. */
@Service
public class RaisedOrders {

    /** The most lines of a file. */
    public static final int MOST = 2_000;

    private final OrderBook book;
    private final WorkOrders orders;
    private final InstantSource time;

    RaisedOrders(OrderBook book, WorkOrders orders, InstantSource time) {
        this.book = book;
        this.orders = orders;
        this.time = time;
    }

    /**
     * What a list is narrowed to; empty is everything.
     *
     * @param source name of a {@link WorkOrder.Source.Kind}
     * @param standing {@code open}, {@code late}, {@code unread} or {@code closed}
     */
    public record Wanted(String type, String source, String unit, String standing) {

        public static final List<String> STANDINGS = List.of("open", "late", "unread", "closed");

        public static final Wanted ALL = new Wanted("", "", "", "");
    }

    /**
     * What one unit was given.
     *
     * @param open neither verified nor taken back
     * @param late of the open ones, those whose present day has passed: not read, not answered or not verified in time
     * @param unread of the open ones, those that nobody of the unit has confirmed having read
     * @param answered the base of {@code inTime}
     */
    public record Count(
            String unit,
            long raised,
            long open,
            long late,
            long unread,
            long closed,
            long answered,
            long inTime,
            long withdrawn) {

        /** Answered in time for each hundred answered; empty without a base. */
        public Optional<Double> inTimeRate() {
            return answered == 0 ? Optional.empty() : Optional.of(100.0 * inTime / answered);
        }

        public static Count sum(List<Count> counts) {
            return counts.stream().reduce(new Count("", 0, 0, 0, 0, 0, 0, 0, 0), Count::plus);
        }

        private Count plus(Count other) {
            return new Count(
                    unit,
                    raised + other.raised,
                    open + other.open,
                    late + other.late,
                    unread + other.unread,
                    closed + other.closed,
                    answered + other.answered,
                    inTime + other.inTime,
                    withdrawn + other.withdrawn);
        }
    }

    /** @param before as {@link WorkOrders#spell} wrote it, or empty */
    public List<Line> list(Officer officer, Wanted wanted, String before, int limit) {
        return book
                .ledger(
                        officer.region(),
                        OrderRights.reach(officer),
                        wanted,
                        OrderBook.Place.of(before, time.instant()),
                        CityTime.day(time.instant()),
                        Math.min(limit, MOST))
                .stream()
                .map(orders::line)
                .toList();
    }

    /** Whoever is behind comes first. */
    public List<Count> counts(Officer officer) {
        return book.counts(officer.region(), OrderRights.reach(officer), CityTime.day(time.instant()));
    }
}
