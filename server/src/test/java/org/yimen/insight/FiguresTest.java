package org.yimen.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Mode;
import org.yimen.hall.Hall;
import org.yimen.hall.HallFigures;
import org.yimen.hall.WindowGroup;
import org.yimen.insight.Counts.By;
import org.yimen.insight.Figures.Part;
import org.yimen.insight.Figures.Report;
import org.yimen.insight.Figures.Sight;
import org.yimen.insight.Period.Kind;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Region;
import org.yimen.platform.Rate;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.Statements;
import org.yimen.time.WorkCalendar;

/**
 * The announced figures, each from rows: years of their own in the shared city, long before it opened. The rows are facts
 * of cases; that real cases become such facts is in {@link FactReaderTest}.
 */
@HallTest
class FiguresTest {

    private static final Logger log = LoggerFactory.getLogger(FiguresTest.class);
    private static final String CITY = Hall.CITY;
    private static final Period LAST_QUARTER = Period.around(Kind.QUARTER, LocalDate.of(2017, 10, 1));
    private static final Set<String> OVER_DAYS =
            Set.of("mean-days", "statutory-mean", "actual-mean", "acceleration", "promised-acceleration");
    private static final Sight ALL = new Sight(CITY, true, Set.of(), "");

    @Autowired
    private Figures figures;

    @Autowired
    private Facts facts;

    @Autowired
    private QualityEvents events;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private Hall hall;

    @Autowired
    private Directory directory;

    @Autowired
    private Organisation organisation;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    @AfterEach
    void leaveNothingInThoseYears() {
        jdbc.sql("""
                delete from insight.quality_event
                 where region_code = :region and case_id in (
                   select case_id from insight.case_fact where region_code = :region and handed_in_on < '2020-01-01')
                """).param("region", CITY).update();
        jdbc.sql("delete from insight.case_fact where region_code = '629791' and handed_in_on < '2020-01-01'")
                .update();
        jdbc.sql("delete from insight.case_fact where region_code = :region and handed_in_on < '2020-01-01'")
                .param("region", CITY)
                .update();
        jdbc.sql("delete from hall.ticket where region_code = :region and day_on < '2020-01-01'")
                .param("region", CITY)
                .update();
    }

    /** How the numbered rows of a test differ. */
    private record Mix(String online, String open, String used, String statutory, String trips) {
        static final Mix PLAIN = new Mix("n % 4 < 2", "false", "3", "20", "n % 3 % 2");
    }

    private void cases(int number, boolean instant, Mix mix, List<LocalDate> days) {
        int made = jdbc.sql("""
        insert into insight.case_fact (region_code, case_id, item_code, item_version, item_type, department_code, instant,
               channel, class_code, online, handed_in_on, accepted_on, decided_on, ended_on, ended_as, used_days, promised_days,
               statutory_days, promised_on, notices, trips, doors, windows, promised_trips, spared, sources, asked, kept)
        select :region, gen_random_uuid(), 'item-' || n %% 50, 1, 'LICENCE', 'D' || n %% 50 %% 10, :instant,
               (array['web', 'mobile', 'bank', 'telecom'])[1 + n %% 4],
               (array['instant', 'promised', 'reported'])[1 + n %% 3], %1$s, day, day,
               case when %2$s then null else day end, case when %2$s then null else day end,
               case when %2$s then null else 'GRANTED' end, case when %2$s then null else %3$s end, 8,
               %4$s, day + 12, 1, %5$s, least(%5$s, 1), least(%5$s, 1), 1, 2, 1, 10, 6
          from generate_series(0, :number - 1) as n,
               lateral (select (:days::date[])[1 + n %% cardinality(:days::date[])] as day) as days
        """.formatted(mix.online(), mix.open(), mix.used(), mix.statutory(), mix.trips()))
                .param("region", CITY)
                .param("number", number)
                .param("instant", instant)
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
                .update();
        assertThat(made).isEqualTo(number);
        jdbc.sql("analyze insight.case_fact").update();
    }

    private static List<LocalDate> workdays(Period period) {
        return Stream.iterate(period.from(), day -> !day.isAfter(period.to()), day -> day.plusDays(1))
                .filter(WorkCalendar.national()::isWorkday)
                .toList();
    }

    private void visits(int number, List<LocalDate> days) {
        WindowGroup group = hall.group(1);
        jdbc.sql("""
                insert into hall.ticket (region_code, id, request_key, pass, group_code, day_on, number, serial, special,
                       wants_helper, channel, taken_at, placed_at, waiting_at, state, ended_at)
                select :region, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), :group, day, 'A' || n, n, false,
                       false, 'KIOSK', day, day, day, 'DONE', day
                  from generate_series(0, :number - 1) as n,
                       lateral (select (:days::date[])[1 + n % cardinality(:days::date[])] as day) as days
                """)
                .param("region", CITY)
                .param("group", group.code())
                .param("number", number)
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
                .update();
    }

    private static Figure figure(Report report, String code) {
        return report.figure(code).orElseThrow();
    }

    @Test
    @Proves({"N-Y05", "N-Y06", "N-Y07", "M-ANA-01", "M-ANA-02"})
    void aHundredThousandCasesOfSixtyWorkingDaysAre1667ADayAnd9987PerCentFinished() {
        List<LocalDate> days = workdays(LAST_QUARTER);
        cases(100_000, false, new Mix("n % 4 < 2", "n < 130", "3", "20", "n % 2"), days);
        visits(110_000, days);

        Report report = figures.of(ALL, LAST_QUARTER);

        assertThat(days).hasSize(60);
        assertThat(report.workdays()).isEqualTo(60);
        assertThat(figure(report, "accepted").shown()).isEqualTo("100,000");
        assertThat(figure(report, "cases-per-day").shown()).isEqualTo("1,667");
        assertThat(figure(report, "cases-per-day").whole()).isEqualTo("60");
        assertThat(figure(report, "visits").shown()).isEqualTo("110,000");
        assertThat(figure(report, "visits-per-day").shown()).isEqualTo("1,833");
        assertThat(figure(report, "cases-per-visit").shown()).isEqualTo("0.91");
        assertThat(figure(report, "completion").shown()).isEqualTo("99.87%");
        assertThat(figure(report, "completion").part()).isEqualTo("99,870");
        // Nothing falls between finished and open.
        assertThat(figure(report, "open-in-time")
                        .value()
                        .part()
                        .add(figure(report, "open-late").value().part()))
                .isEqualByComparingTo("130");
        for (By by : By.values()) {
            assertThat(report.parts(by).stream().mapToLong(Part::accepted).sum())
                    .isEqualTo(100_000);
            assertThat(report.parts(by).stream().mapToLong(Part::finished).sum())
                    .isEqualTo(99_870);
        }
        assertThat(report.parts(By.UNIT))
                .hasSize(10)
                .allMatch(part -> part.completion().isDefined());
        assertThat(report.parts(By.ITEM)).hasSize(50);
        measured();
    }

    /** What docs/figures.md says of a hundred thousand cases. */
    private void measured() {
        figures.of(ALL, LAST_QUARTER);
        Instant begun = Instant.now();
        var counted = statements.calling(() -> figures.of(ALL, LAST_QUARTER));
        log.warn(
                "Figures of 100,000 cases: {} ms, {} statements",
                Duration.between(begun, Instant.now()).toMillis(),
                counted.count().statements().size());
        String plan = String.join("\n", jdbc.sql("""
                        explain (analyze, buffers, summary)
                        select department_code, item_code, item_type, channel, count(*) filter (where ended_on <= '2017-12-31')
                          from insight.case_fact
                         where region_code = '629901' and accepted_on between '2017-10-01' and '2017-12-31'
                         group by department_code, item_code, item_type, channel
                        """).query(String.class).list());
        log.warn("Plan:\n{}", plan);
        String list = String.join("\n", jdbc.sql("""
                        explain (analyze, buffers, summary)
                        select case_id, accepted_on, item_code
                          from insight.case_fact
                         where region_code = '629901' and accepted_on between '2017-10-01' and '2017-12-31'
                           and (accepted_on, case_id) < ('2018-01-01', 'ffffffff-ffff-ffff-ffff-ffffffffffff') and ended_on <= '2017-12-31'
                         order by accepted_on desc, case_id desc limit 26
                        """).query(String.class).list());
        log.warn("List:\n{}", list);

        assertThat(counted.count().statements()).hasSizeLessThanOrEqualTo(16);
        // A page of cases reads along the index and stops; it never sorts a quarter.
        assertThat(list).contains("case_fact_accepted_ix").doesNotContain("Sort");
    }

    @Test
    @Proves({"M-ANA-03", "N-L07"})
    void anInstantCaseLeftOpenOvernightBreaksItsHundredPerCentAndIsAnEvent() {
        var month = Period.around(Kind.MONTH, LocalDate.of(2018, 3, 1));
        List<LocalDate> days = workdays(month);
        cases(200, true, Mix.PLAIN, days);
        cases(100, false, new Mix("true", "n = 7", "3", "20", "0"), days);

        Report whole = figures.of(ALL, month);
        cases(1, true, new Mix("true", "true", "3", "20", "0"), List.of(LocalDate.of(2018, 3, 6)));
        Report broken = figures.of(ALL, month);
        int raised = facts.raiseOvernight(CITY, LocalDate.of(2018, 3, 7));
        int again = facts.raiseOvernight(CITY, LocalDate.of(2018, 3, 8));

        assertThat(figure(whole, "completion-instant").shown()).isEqualTo("100.00%");
        assertThat(figure(whole, "completion-promise").shown()).isEqualTo("99.00%");
        assertThat(figure(whole, "overnight").shown()).isEqualTo("0");
        assertThat(figure(broken, "completion-instant").shown()).isEqualTo("99.50%");
        assertThat(figure(broken, "completion-instant").value().reaches(BigDecimal.valueOf(100)))
                .isFalse();
        assertThat(figure(broken, "completion-promise").shown()).isEqualTo("99.00%");
        UUID left = figures.cases(Tally.INSTANT_OVERNIGHT, ALL, month, null, "", null, null, 10)
                .cases()
                .getFirst()
                .caseId();
        assertThat(raised).isOne();
        assertThat(again).isZero();
        assertThat(events.count(ALL, Period.around(Kind.DAY, LocalDate.of(2018, 3, 7))))
                .isOne();
        assertThat(events.latest(ALL, LocalDate.of(2018, 3, 8), 10)).anySatisfy(event -> {
            assertThat(event.caseId()).isEqualTo(left);
            assertThat(event.kind()).isEqualTo(QualityEvents.Kind.OVERNIGHT);
            assertThat(event.found()).isOne();
        });
    }

    @Test
    @Proves({"M-ANA-04", "N-L08", "N-L10"})
    void accelerationComparesTheMeansOfTheSameCases() {
        var year = Period.around(Kind.YEAR, LocalDate.of(2018, 1, 1));
        // 68 days of the law in ten cases, and 36 that were used.
        cases(
                10,
                false,
                new Mix("true", "false", "case when n < 6 then 4 else 3 end", "case when n < 8 then 7 else 6 end", "0"),
                List.of(LocalDate.of(2018, 5, 6)));
        // No law sets a limit: on neither side of the comparison.
        cases(5, false, new Mix("true", "false", "30", "null", "0"), List.of(LocalDate.of(2018, 5, 7)));
        var shortened = Period.around(Kind.YEAR, LocalDate.of(2017, 1, 1));
        cases(7, false, new Mix("true", "false", "8", "20", "0"), List.of(LocalDate.of(2017, 5, 6)));

        Report report = figures.of(ALL, year);
        Report changed = figures.of(ALL, shortened);

        assertThat(figure(report, "statutory-mean").shown()).isEqualTo("6.80");
        assertThat(figure(report, "actual-mean").shown()).isEqualTo("3.60");
        assertThat(figure(report, "acceleration").value().percent(1)).isEqualTo("47.1%");
        assertThat(figure(report, "acceleration").shown()).isEqualTo("47.06%");
        assertThat(figure(report, "mean-days").whole()).isEqualTo("15");
        assertThat(figure(changed, "acceleration").shown()).isEqualTo("60.00%");
        assertThat(figure(changed, "promised-acceleration").shown()).isEqualTo("60.00%");
    }

    @Test
    @Proves({"M-ANA-05", "N-L06"})
    void theMeanOfMonthsIsOverAllMonthsOfThePeriodAndTheChartShowsEach() {
        var year = Period.around(Kind.YEAR, LocalDate.of(2018, 1, 1));
        var firsts = Stream.iterate(year.from(), day -> !day.isAfter(year.to()), day -> day.plusMonths(1))
                .map(day -> day.withDayOfMonth(12))
                .toList();
        cases(108_000, false, Mix.PLAIN, firsts);

        Report report = figures.of(ALL, year);

        assertThat(figure(report, "cases-per-month").shown()).isEqualTo("9,000");
        assertThat(figure(report, "cases-per-month").whole()).isEqualTo("12");
        assertThat(report.months()).hasSize(12).containsEntry(YearMonth.of(2018, 7), 9_000L);
        assertThat(report.parts(By.UNIT)).extracting(Part::accepted).isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    @Proves({"M-ANA-06", "N-W06"})
    void theTwoOnlineSharesAreKeptApartAndHeldAgainstTheTargetUnrounded() {
        var month = Period.around(Kind.MONTH, LocalDate.of(2018, 5, 1));
        cases(10_000, false, new Mix("n < 8996", "false", "3", "20", "0"), workdays(month));
        ItemVersion online = catalogue.published().stream()
                .filter(Figures::canBeDoneOnline)
                .findFirst()
                .orElseThrow();
        var items = Stream.concat(
                        Collections.nCopies(2_249, online).stream(),
                        Collections.nCopies(251, atTheWindow(online)).stream())
                .toList();

        Figure cases = figure(figures.of(ALL, month), "online-cases");
        Rate share = Figures.onlineItems(items);

        assertThat(cases.shown()).isEqualTo("89.96%");
        assertThat(cases.value().reaches(Figures.ONLINE_TARGET)).isFalse();
        assertThat(share.percent(2)).isEqualTo("89.96%");
        assertThat(share.percent(0)).isEqualTo("90%");
        assertThat(share.reaches(Figures.ONLINE_TARGET)).isFalse();
        assertThat(figure(figures.of(ALL, month), "online-items")
                        .value()
                        .whole()
                        .intValue())
                .isEqualTo(catalogue.published().size());
    }

    private static ItemVersion atTheWindow(ItemVersion item) {
        var mode = new Mode(
                Set.of(Mode.Channel.WINDOW), item.mode().depth(), item.mode().scope(), false, false);
        return new ItemVersion(
                item.code(),
                item.number(),
                item.effectiveOn(),
                item.taskCode(),
                item.name(),
                item.summary(),
                item.aliases(),
                item.type(),
                item.regime(),
                item.caseClass(),
                item.department(),
                item.audiences(),
                item.themes(),
                item.basis(),
                item.conditions(),
                item.materials(),
                item.form(),
                item.plan(),
                item.limits(),
                item.fee(),
                item.result(),
                item.visits(),
                item.quota(),
                item.faq(),
                item.history(),
                mode,
                item.commitment(),
                item.oversight(),
                item.business(),
                item.transferredFrom());
    }

    @Test
    @Proves({"M-ANA-07", "M-TIM-16", "N-K06"})
    void whatWasAppliedForOnlineWasApprovedAndAllOfItBeforeItsDay() {
        var year = Period.around(Kind.YEAR, LocalDate.of(2019, 1, 1));
        cases(1_863, false, new Mix("true", "false", "3", "20", "0"), workdays(year));

        Report report = figures.of(ALL, year);

        assertThat(figure(report, "online-applied").shown()).isEqualTo("1,863");
        assertThat(figure(report, "online-granted").shown()).isEqualTo("1,863");
        assertThat(figure(report, "online-approval").shown()).isEqualTo("100.00%");
        assertThat(figure(report, "early").shown()).isEqualTo("100.00%");
        assertThat(figure(report, "early").whole()).isEqualTo("1,863");
        assertThat(report.parts(By.UNIT))
                .allMatch(part -> part.early().percent(2).equals("100.00%"));
        assertThat(report.parts(By.ITEM))
                .allMatch(part -> part.early().percent(2).equals("100.00%"));
        assertThat(report.levels()).singleElement().satisfies(level -> {
            assertThat(level.tier()).isEqualTo(Figures.Tier.COUNTY);
            assertThat(level.applied()).isEqualTo(1_863);
            assertThat(level.granted()).isEqualTo(1_863);
        });
    }

    @Test
    @Proves("M-ANA-07")
    void eachLevelCountsItsOwnRegionAndNoneTwice() {
        Region city = directory.region(CITY).orElseThrow();
        String below = "629791";
        if (directory.region(below).isEmpty()) {
            organisation.found(new Region(below, Text.of("试验镇街"), CITY, LocalDate.of(2017, 1, 1), null));
        }
        var month = Period.around(Kind.MONTH, LocalDate.of(2018, 10, 1));
        cases(30, false, new Mix("true", "n % 3 = 0", "3", "20", "0"), workdays(month));
        cases(12, false, new Mix("true", "n % 4 = 0", "3", "20", "0"), workdays(month));
        assertThat(jdbc.sql("""
                        update insight.case_fact
                           set region_code = :below
                         where region_code = :region and case_id in (
                           select case_id from insight.case_fact
                            where region_code = :region and handed_in_on between '2018-10-01' and '2018-10-31'
                            order by case_id
                            limit 10)
                        """).param("below", below).param("region", CITY).update())
                .isEqualTo(10);
        long granted = jdbc.sql(
                        "select count(*) from insight.case_fact where region_code = :below and decided_on is not null")
                .param("below", below)
                .query(Long.class)
                .single();

        Report report = figures.of(ALL, month);

        assertThat(report.levels())
                .as(city.name().zh() + " and what lies below it")
                .extracting(Figures.AtLevel::region, Figures.AtLevel::applied)
                .contains(tuple(CITY, 32L), tuple(below, 10L));
        assertThat(report.levels().stream().filter(level -> level.region().equals(below)))
                .singleElement()
                .returns(granted, Figures.AtLevel::granted)
                .satisfies(level -> assertThat(level.rate()).isEqualTo(Rate.of(granted, 10)));
        assertThat(figure(report, "online-applied").shown())
                .as("the city's own figure is of its own cases")
                .isEqualTo("32");
    }

    @Test
    @Proves({"M-ANA-01", "M-ANA-06"})
    void theListsBehindWhatIsNotCasesAreAsLongAsTheNumber() {
        var month = Period.around(Kind.MONTH, LocalDate.of(2018, 11, 1));
        cases(60, false, new Mix("true", "false", "3", "20", "1"), workdays(month));
        visits(90, workdays(month));

        Report report = figures.of(ALL, month);

        int seen = 0;
        HallFigures.Visit last = null;
        do {
            List<HallFigures.Visit> page =
                    figures.visits(ALL, month, last == null ? null : last.on(), last == null ? null : last.id(), 40);
            seen += page.size();
            last = page.isEmpty() ? null : page.getLast();
        } while (last != null);
        assertThat(figure(report, "visits").shown())
                .isEqualTo(String.valueOf(seen))
                .isEqualTo("90");
        assertThat(figure(report, "trips-saved").value().part())
                .isEqualByComparingTo(BigDecimal.valueOf(figures.saved(ALL, month).stream()
                        .mapToLong(Figures.Saved::saved)
                        .sum()));
        var items = figures.publishedItems(ALL);
        assertThat(figure(report, "online-items").whole()).isEqualTo(String.valueOf(items.size()));
        assertThat(figure(report, "online-items").part())
                .isEqualTo(String.valueOf(
                        items.stream().filter(Figures::canBeDoneOnline).count()));
        assertThat(report.parts(By.CLASS))
                .extracting(Part::key, Part::accepted)
                .containsExactlyInAnyOrder(tuple("instant", 20L), tuple("promised", 20L), tuple("reported", 20L));
        assertThat(figures.cases(Tally.ACCEPTED, ALL, month, By.CLASS, "promised", null, null, 40)
                        .cases())
                .hasSize(20);
    }

    @Test
    void theListBehindEveryNumberIsAsLongAsTheNumber() {
        var month = Period.around(Kind.MONTH, LocalDate.of(2018, 8, 1));
        cases(
                230,
                false,
                new Mix("n % 4 < 2", "n % 7 = 0", "n % 20", "case when n % 5 = 0 then null else 20 end", "n % 3"),
                workdays(month));
        cases(40, true, new Mix("n % 4 < 2", "n = 3", "0", "20", "n % 2"), workdays(month));

        Report report = figures.of(ALL, month);

        report.sections().stream()
                .flatMap(section -> section.figures().stream())
                // Of means over days and of ratios of means the cases are opened, not the days.
                .filter(figure -> figure.opens() != null && !OVER_DAYS.contains(figure.code()))
                .forEach(figure -> {
                    assertThat(walk(Objects.requireNonNull(figure.opens()), ALL, month))
                            .as(figure.code())
                            .isEqualTo(figure.value().part().intValue());
                    Tally base = figure.base();
                    if (base != null) {
                        assertThat(walk(base, ALL, month))
                                .as("base of " + figure.code())
                                .isEqualTo(figure.value().whole().intValue());
                    }
                });
        var head = new Sight(CITY, false, Set.of("D3"), "");
        assertThat(walk(Tally.ACCEPTED, head, month)).isEqualTo((int) report.parts(By.UNIT).stream()
                .filter(part -> part.key().equals("D3"))
                .mapToLong(Part::accepted)
                .sum());
        assertThat(figures.of(head, month).parts(By.UNIT)).extracting(Part::key).containsExactly("D3");
        assertThat(figures.of(head, month).figure("visits")).isEmpty();
    }

    /** Page by page to the end. */
    private int walk(Tally tally, Sight sight, Period period) {
        int found = 0;
        Figures.Counted next = null;
        do {
            var page = figures.cases(
                    tally,
                    sight,
                    period,
                    null,
                    "",
                    next == null ? null : next.on(),
                    next == null ? null : next.caseId(),
                    40);
            found += page.cases().stream().mapToInt(Figures.Counted::counts).sum();
            next = page.next();
        } while (next != null);
        return found;
    }

    @Test
    void aPeriodWithoutCasesHasNoRates() {
        Report report = figures.of(ALL, Period.around(Kind.DAY, LocalDate.of(2018, 6, 6)));

        assertThat(figure(report, "completion").shown()).isEqualTo("—");
        assertThat(figure(report, "mean-days").shown()).isEqualTo("—");
        assertThat(figure(report, "acceleration").change()).isEqualTo("—");
        assertThat(figure(report, "accepted").shown()).isEqualTo("0");
        assertThat(report.parts(By.UNIT)).isEmpty();
    }

    @Test
    void tripsAreSavedAgainstWhatIsStatedAndOnlyThere() {
        var counts = new Counts(List.of(
                new Facts.Group("D1", "a", "LICENCE", "promised", "web", Map.of(Tally.ENDED, 10L, Tally.TRIPS, 4L)),
                new Facts.Group("D1", "b", "LICENCE", "promised", "web", Map.of(Tally.ENDED, 5L, Tally.TRIPS, 5L))));

        assertThat(Figures.tripsSaved(counts, Map.of("a", 3))).isEqualTo(26);
        assertThat(Figures.tripsSaved(counts, Map.of("b", 0))).isEqualTo(-5);
        assertThat(Figures.tripsSaved(counts, Map.of())).isZero();
    }
}
