package org.yimen.desk;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.hall.HallFigures;
import org.yimen.insight.BeforeTrips.Statement;
import org.yimen.insight.Counts.By;
import org.yimen.insight.Figure;
import org.yimen.insight.Figures;
import org.yimen.insight.Figures.Counted;
import org.yimen.insight.Figures.Report;
import org.yimen.insight.Figures.Sight;
import org.yimen.insight.Formulas;
import org.yimen.insight.Period;
import org.yimen.insight.QualityEvents;
import org.yimen.insight.Tally;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.platform.Rate;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Words;

/**
 * The figures of a period: each number with how it is made, what it was before, and its cases.
 *
 * @param names what codes are called
 * @param by what the table below divides by
 * @param events quality events that were raised in the period
 * @param wrong true where what was chosen is no period: then this month is shown
 */
public record FiguresPage(
        DeskFrame frame, Report report, Names names, By by, List<String> units, long events, boolean wrong) {

    private static final int CHART_HEIGHT = 160;
    private static final int BAR = 60;

    public FiguresPage {
        units = List.copyOf(units);
    }

    /** What departments, items, types, classes and terminals are called; a code that nobody knows any more stays one. */
    public record Names(String region, Directory directory, Catalogue catalogue) {

        public String of(By by, String key, Words words) {
            return switch (by) {
                case UNIT -> unit(key, words);
                case ITEM -> item(key, words);
                case TYPE -> said("portal.type." + key.toLowerCase(Locale.ROOT).replace('_', '-'), key, words);
                case CLASS ->
                    catalogue
                            .setting()
                            .dictionaries()
                            .caseClass(key)
                            .map(each -> words.text(each.name()))
                            .orElse(key);
                case TERMINAL -> said("application.channel." + key, key, words);
            };
        }

        public String unit(String code, Words words) {
            return directory
                    .unit(region, code)
                    .map(unit -> unit instanceof Department department
                            ? words.text(department.shortName())
                            : words.text(unit.name()))
                    .orElse(code);
        }

        public String item(String code, Words words) {
            return catalogue.current(code).map(item -> words.text(item.name())).orElse(code);
        }

        public String region(String code, Words words) {
            return directory
                    .region(code)
                    .map(region -> words.text(region.name()))
                    .orElse(code);
        }

        private static String said(String key, String code, Words words) {
            return words.knows(key) ? words.say(key) : code;
        }
    }

    /** One bar of the chart, in the units of its drawing. */
    public record Bar(YearMonth month, long number, int x, int y, int height) {}

    public String address() {
        return "/desk/figures?" + query();
    }

    /** The period and the department, as every address of these pages carries them. */
    public String query() {
        return query(report.period(), report.sight());
    }

    static String query(Period period, Sight sight) {
        return period.query() + (sight.wanted().isEmpty() ? "" : "&unit=" + sight.wanted());
    }

    public String cases(Tally tally) {
        return "/desk/figures/cases?of=" + tally.code() + "&" + query();
    }

    /** The cases of one part of the whole; a department's by its own code. */
    public String cases(Tally tally, String key) {
        return by == By.UNIT
                ? "/desk/figures/cases?of=" + tally.code() + "&"
                        + report.period().query() + "&unit=" + key
                : cases(tally) + "&by=" + by.code() + "&part=" + key;
    }

    /** Where a figure that is not of cases shows what it is made of; null where it opens cases, or nothing. */
    public @Nullable String behind(Figure figure) {
        String list = switch (figure.code()) {
            case "visits", "visits-per-day" -> "visits";
            case "trips-saved", "online-items" -> figure.code();
            default -> null;
        };
        return list == null ? null : "/desk/figures/" + list + "?" + query();
    }

    public String dividedBy(By other) {
        return address() + "&by=" + other.code() + "#parts";
    }

    public String formula(Figure figure, Words words) {
        return words.say(
                "insight.figure." + figure.code() + ".formula",
                figure.part(),
                figure.whole(),
                figure.value().percent(1),
                figure.value().number(2));
    }

    /** 达到 or 未达到 of what has a target, by the unrounded rate; null for everything else. */
    public @Nullable Boolean reached(Figure figure) {
        BigDecimal target = target(figure);
        if (target == null || !figure.value().isDefined()) {
            return null;
        }
        return figure.value().reaches(target);
    }

    public @Nullable BigDecimal target(Figure figure) {
        return switch (figure.code()) {
            case "online-items", "online-cases" -> Figures.ONLINE_TARGET;
            case "completion-instant" -> BigDecimal.valueOf(100);
            default -> null;
        };
    }

    /** False where there is nothing to compare with. */
    public boolean compares(Figure figure) {
        return !figure.change().equals(Rate.NONE);
    }

    public List<Option> kinds(Words words) {
        return Arrays.stream(Period.Kind.values())
                .map(kind -> Option.of(kind.code(), words.say("insight.period." + kind.code())))
                .toList();
    }

    public List<Option> unitOptions(Words words) {
        return Option.orNone(
                words.say(report.sight().all() ? "insight.page.all-units" : "insight.page.own-units"),
                units.stream().map(unit -> Option.of(unit, names.unit(unit, words))));
    }

    /** The bars of twelve months; the highest takes the whole height. */
    public List<Bar> bars() {
        long most = report.months().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        var bars = new ArrayList<Bar>();
        report.months().forEach((month, number) -> {
            int height = most == 0 ? 0 : Math.toIntExact(number * CHART_HEIGHT / most);
            bars.add(new Bar(month, number, bars.size() * BAR, CHART_HEIGHT - height, height));
        });
        return bars;
    }

    /** 月均 of the chart. */
    public String monthly() {
        long sum = report.months().values().stream().mapToLong(Long::longValue).sum();
        return Formulas.perMonth(sum, report.months().size()).number(0);
    }

    /** A case behind a number; without its file where it is not of this installation any more. */
    public record Row(Counted counted, @Nullable Summary file) {}

    /**
     * The cases of one number.
     *
     * @param divided the part of the whole that they are of, or null
     * @param next the address of what follows, or null
     */
    public record CasesPage(
            DeskFrame frame,
            Tally tally,
            Period period,
            Sight sight,
            Names names,
            @Nullable By divided,
            String key,
            List<Row> rows,
            @Nullable String next,
            boolean first) {
        public CasesPage {
            rows = List.copyOf(rows);
        }

        public String back() {
            return "/desk/figures?" + query(period, sight);
        }

        public String of(Words words) {
            By by = divided;
            String unit = sight.wanted().isEmpty() ? "" : names.unit(sight.wanted(), words);
            return by == null ? unit : names.of(by, key, words);
        }
    }

    /** An event with its case. */
    public record EventRow(
            QualityEvents.Event event, @Nullable Summary file) {}

    /** 质量事件, the latest first. */
    public record EventsPage(
            DeskFrame frame,
            Names names,
            List<EventRow> rows,
            @Nullable String next,
            boolean first) {
        public EventsPage {
            rows = List.copyOf(rows);
        }
    }

    /** The numbers that were taken in the hall. */
    public record VisitsPage(
            DeskFrame frame,
            Period period,
            Map<String, Text> groups,
            List<HallFigures.Visit> visits,
            @Nullable String next,
            boolean first) {
        public VisitsPage {
            groups = Map.copyOf(groups);
            visits = List.copyOf(visits);
        }

        public Text group(HallFigures.Visit visit) {
            return groups.getOrDefault(visit.group(), Text.of(visit.group()));
        }
    }

    /** The items behind the trips that were saved. */
    public record SavedPage(DeskFrame frame, Period period, Sight sight, Names names, List<Figures.Saved> items) {
        public SavedPage {
            items = List.copyOf(items);
        }

        public long total() {
            return items.stream().mapToLong(Figures.Saved::saved).sum();
        }

        public String cases(Figures.Saved item) {
            return "/desk/figures/cases?of=" + Tally.ENDED.code() + "&" + query(period, sight) + "&by=" + By.ITEM.code()
                    + "&part=" + item.item();
        }
    }

    /** The published items behind the share that can be done online. */
    public record OnlinePage(DeskFrame frame, List<ItemVersion> items) {
        public OnlinePage {
            items = List.copyOf(items);
        }

        public boolean online(ItemVersion item) {
            return Figures.canBeDoneOnline(item);
        }

        public long number() {
            return items.stream().filter(Figures::canBeDoneOnline).count();
        }
    }

    /**
     * 改革前要跑几趟, and the form for one item.
     *
     * @param typed what was sent and refused, by field
     * @param refusal key of why, or null
     */
    public record BeforePage(
            DeskFrame frame,
            Names names,
            List<Statement> statements,
            Map<String, String> typed,
            @Nullable String refusal,
            boolean mayState,
            UUID key) {
        public BeforePage {
            statements = List.copyOf(statements);
            typed = Map.copyOf(typed);
        }

        public List<Option> items(Words words) {
            return names.catalogue().published().stream()
                    .map(item -> Option.of(item.code(), words.text(item.name())))
                    .toList();
        }

        public String typed(String field) {
            return typed.getOrDefault(field, "");
        }
    }
}
