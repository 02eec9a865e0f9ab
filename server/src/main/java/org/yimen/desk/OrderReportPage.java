package org.yimen.desk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yimen.hotline.OrderReport.Behind;
import org.yimen.hotline.OrderReport.Part;
import org.yimen.hotline.OrderReport.Row;
import org.yimen.hotline.OrderReport.Spot;
import org.yimen.hotline.OrderReport.Undone;
import org.yimen.hotline.OrderReport.Voices;
import org.yimen.hotline.OrderStatistics;
import org.yimen.hotline.OrderStatistics.Period;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.OrderTypes.Area;
import org.yimen.hotline.OrderWords;
import org.yimen.platform.Text;
import org.yimen.platform.web.Words;

/**
 * The seven parts, unit by unit, with the three rates.
 *
 * @param running the month that runs now, after which there is none
 */
public record OrderReportPage(
        DeskFrame frame,
        Period period,
        YearMonth running,
        OrderStatistics rules,
        List<Row> rows,
        Map<String, Long> channels,
        Voices voices,
        List<Undone> undone,
        OrderWords events) {

    public static final List<Part> PARTS = List.of(Part.values());

    public OrderReportPage {
        rows = List.copyOf(rows);
        channels = new LinkedHashMap<>(channels);
        undone = List.copyOf(undone);
    }

    public String code(Part part) {
        return OrderWords.code(part);
    }

    public String href(Part part, Row row, boolean counted) {
        return "/desk/orders/report/orders?month=" + period.month() + "&part=" + code(part) + "&unit=" + row.unit()
                + "&counted=" + counted;
    }

    public String unit(Row row, Words words) {
        return unit(row.unit(), events, words);
    }

    static String unit(String unit, OrderWords events, Words words) {
        return switch (unit) {
            case "*" -> words.say("hotline.report.all");
            case "" -> words.say("hotline.list.nobody");
            default -> events.unit(unit, words);
        };
    }

    /** Rounded only here. */
    public static String shown(Optional<BigDecimal> figure) {
        return figure.map(each -> each.setScale(2, RoundingMode.HALF_UP).toPlainString())
                .orElse("–");
    }

    /**
     * The orders behind one figure.
     *
     * @param counted false for those of the base that do not count
     */
    public record BehindPage(
            DeskFrame frame, Period period, Part part, String unit, boolean counted, Behind behind, OrderWords events) {

        public String code() {
            return OrderWords.code(part);
        }

        public String unit(Words words) {
            return OrderReportPage.unit(unit, events, words);
        }

        public String other() {
            return "/desk/orders/report/orders?month=" + period.month() + "&part=" + code() + "&unit=" + unit
                    + "&counted=" + !counted;
        }
    }

    /** Where what is brought: a list first, a sketch of the city beside it. */
    public record TopicsPage(
            DeskFrame frame, Period period, YearMonth running, OrderTypes types, List<Spot> spots, int hotFrom) {

        /** In the sketch's own units. */
        public static final int TILE = 120;

        public TopicsPage {
            spots = List.copyOf(spots);
        }

        public Text area(String code) {
            return types.area(code).map(Area::name).orElseGet(() -> Text.of(code));
        }

        public Text topic(String code) {
            return types.topic(code).map(OrderTypes.Topic::name).orElseGet(() -> Text.of(code));
        }

        public List<Area> areas() {
            return types.areas();
        }

        public long count(Area area) {
            return spots.stream()
                    .filter(spot -> spot.area().equals(area.code()))
                    .mapToLong(Spot::count)
                    .sum();
        }

        public boolean hot(Area area) {
            return spots.stream().anyMatch(spot -> spot.area().equals(area.code()) && spot.hot());
        }

        public int width() {
            return TILE * areas().stream().mapToInt(Area::column).max().orElse(1);
        }

        public int height() {
            return TILE * areas().stream().mapToInt(Area::row).max().orElse(1);
        }

        /** The most that one area has, for the depth of the tiles. */
        public long most() {
            return areas().stream()
                    .map(this::count)
                    .max(Comparator.naturalOrder())
                    .orElse(0L);
        }
    }
}
