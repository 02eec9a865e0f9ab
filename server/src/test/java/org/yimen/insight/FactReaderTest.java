package org.yimen.insight;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Defect;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.hall.Call;
import org.yimen.hall.Calls;
import org.yimen.hall.Door;
import org.yimen.hall.Hall;
import org.yimen.hall.Tickets;
import org.yimen.hall.WindowGroup;
import org.yimen.insight.Figures.Report;
import org.yimen.insight.Figures.Sight;
import org.yimen.insight.Period.Kind;
import org.yimen.insight.QualityEvents.Event;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Real cases become facts: from their journals and from the visits of the hall, the same however often they are read. */
@HallTest
class FactReaderTest {

    private static final String CITY = Hall.CITY;
    private static final String ITEM = "public-place-hygiene";
    private static final String ONE_TRIP = "disability-certificate";
    private static final Sight ALL = new Sight(CITY, true, Set.of(), "");

    @Autowired
    private FactReader reader;

    @Autowired
    private Figures figures;

    @Autowired
    private QualityEvents events;

    @Autowired
    private Effort effort;

    @Autowired
    private BeforeTrips before;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Hall hall;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Calls calls;

    @Autowired
    private TestTime time;

    @Autowired
    private JdbcClient jdbc;

    /** A fact as its row holds it. */
    private record Row(
            LocalDate acceptedOn,
            LocalDate decidedOn,
            String end,
            int used,
            int promised,
            int statutory,
            LocalDate promisedOn,
            int notices,
            int trips,
            int doors,
            int windows) {}

    private Optional<Row> row(CaseId id) {
        return jdbc.sql("""
                select accepted_on, decided_on, ended_as, used_days, promised_days, statutory_days, promised_on, notices, trips,
                       doors, windows
                  from insight.case_fact
                 where region_code = :region and case_id = :case
                """)
                .param("region", id.region())
                .param("case", id.value())
                .query((row, _) -> new Row(
                        row.getObject(1, LocalDate.class),
                        row.getObject(2, LocalDate.class),
                        row.getString(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getObject(7, LocalDate.class),
                        row.getInt(8),
                        row.getInt(9),
                        row.getInt(10),
                        row.getInt(11)))
                .optional();
    }

    /** Reads until it is there; the relay of the running application reads as well. */
    private <T> T await(Supplier<Optional<T>> what, Predicate<T> ready) {
        Instant until = Instant.now().plus(Duration.ofSeconds(30));
        while (Instant.now().isBefore(until)) {
            int _ = reader.readOnce();
            Optional<T> found = what.get().filter(ready);
            if (found.isPresent()) {
                return found.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("Not read in time; it is " + what.get());
    }

    @Test
    void aGrantedCaseIsReadWithItsDaysFromItsVersion() {
        CaseId id = city.accepted(ITEM).id();
        time.set(Instant.parse("2026-11-20T01:00:00Z"));
        city.review(id);
        var item = desk.item(desk.find(id));
        desk.write(id, city.at(item.department() + "/chief"), City.key(), null, Command.Grant::new);

        Row row = await(() -> row(id), found -> found.end() != null);
        jdbc.sql("update insight.reading set heard = :start where region_code = :region")
                .param("start", "0.00000000-0000-0000-0000-000000000000.0")
                .param("region", CITY)
                .update();
        Row again = await(() -> row(id), found -> true);

        assertThat(row.acceptedOn()).isEqualTo(LocalDate.of(2026, 11, 18));
        assertThat(row.decidedOn()).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(row.end()).isEqualTo("GRANTED");
        assertThat(row.used()).isLessThanOrEqualTo(2);
        assertThat(row.promised()).isEqualTo(item.limits().promised().amount());
        assertThat(row.statutory())
                .isEqualTo(Objects.requireNonNull(item.limits().statutory()).amount());
        assertThat(row.trips()).isZero();
        assertThat(again).isEqualTo(row);
    }

    @Test
    void materialsAskedForTwiceAreCounted() {
        CaseId id = city.submitted(city.somebody(), ITEM).id();
        notice(id);
        Row once = await(() -> row(id), found -> found.notices() == 1);
        supply(id);
        notice(id);

        Row twice = await(() -> row(id), found -> found.notices() == 2);

        assertThat(once.end()).isNull();
        assertThat(twice.notices()).isEqualTo(2);
        assertThat(list(Tally.ASKED_AGAIN)).contains(id.value());
    }

    @Test
    @Proves("M-INT-08")
    void whatALaterNoticeNamesBeyondTheFirstIsCounted() {
        CaseId id = city.submitted(city.somebody(), ITEM).id();
        notice(id);
        supply(id);
        String other = desk.item(desk.find(id)).broughtByApplicant().stream()
                .map(material -> material.code())
                .filter(code -> !code.equals("floor-plan"))
                .findFirst()
                .orElseThrow();
        desk.write(
                id,
                city.at("ZX/window"),
                City.key(),
                null,
                paper -> new Command.NoticeDefects(List.of(new Defect(other, "缺页")), paper, "新图才看得出"));

        await(() -> row(id), found -> found.notices() == 2);

        assertThat(list(Tally.LATE_POINTS)).contains(id.value());
    }

    private void notice(CaseId id) {
        desk.write(
                id,
                city.at("ZX/window"),
                City.key(),
                null,
                paper -> new Command.NoticeDefects(List.of(new Defect("floor-plan", "比例不清")), paper));
    }

    private void supply(CaseId id) {
        time.advance(Duration.ofMinutes(1));
        Dossier dossier = desk.attach(id, desk.dossier(id), "floor-plan", "平面图.pdf", pdf());
        time.advance(Duration.ofMinutes(1));
        var file = desk.find(id);
        desk.supply(
                id, Actor.applicant(file.applicant(), file.applicant()), City.key(), dossier, List.of("floor-plan"));
    }

    private static byte[] pdf() {
        return "%PDF-1.4\n2 0 obj<<>>endobj\n%%EOF\n".getBytes(US_ASCII);
    }

    @Test
    @Proves({"M-JNT-15", "M-JNT-16", "N-H14"})
    void whoIsSentAboutIsCountedByTicketAndRecordAndRaisesEvents() {
        Applicant calm = city.somebody();
        Applicant hurried = city.somebody();
        // The item promises one trip.
        CaseId one = city.submitted(calm, ONE_TRIP).id();
        CaseId several = city.submitted(hurried, ONE_TRIP).id();
        WindowGroup here = hall.group(1);
        WindowGroup there = hall.group(1);
        visit(here, calm, one);
        visit(here, hurried, several);
        visit(here, hurried, several);
        await(() -> row(several), found -> found.trips() == 1);
        assertThat(of(several)).as("one promised, one taken").isEmpty();

        time.advance(Duration.ofDays(1));
        visit(there, hurried, several);
        Row sent = await(() -> row(several), found -> found.trips() == 2);
        Row straight = await(() -> row(one), found -> found.trips() == 1);

        assertThat(straight.doors()).isOne();
        assertThat(straight.windows()).isOne();
        assertThat(of(one)).extracting(Event::kind).doesNotContain(QualityEvents.Kind.MORE_PLACES);
        assertThat(sent.doors()).isEqualTo(2);
        assertThat(sent.windows()).isEqualTo(2);
        assertThat(of(several))
                .extracting(Event::kind, Event::found)
                .containsExactlyInAnyOrder(
                        tuple(QualityEvents.Kind.MORE_TRIPS, 2), tuple(QualityEvents.Kind.MORE_PLACES, 2));
        withdraw(one);
        withdraw(several);
        await(() -> row(one), found -> found.end() != null);
        await(() -> row(several), found -> found.end() != null);
        assertThat(list(Tally.AT_MOST_ONE_TRIP)).contains(one.value()).doesNotContain(several.value());
        assertThat(list(Tally.MORE_TRIPS)).contains(several.value()).doesNotContain(one.value());
        assertThat(list(Tally.ONE_PLACE)).contains(one.value()).doesNotContain(several.value());
        assertThat(list(Tally.SEVERAL_PLACES)).contains(several.value());
        Report report = figures.of(ALL, today());
        assertThat(report.figure("at-most-one-trip").orElseThrow().value().isDefined())
                .isTrue();
        assertThat(report.figure("doors-per-case").orElseThrow().value().whole())
                .isEqualTo(report.figure("trips-per-case").orElseThrow().value().whole());
    }

    @Test
    @Proves("M-DAT-11")
    void aFinishedCaseSaysWhatItSparedAgainstWhatIsStatedOfBefore() {
        UUID director = city.at("ZX/director").id();
        String item = ONE_TRIP;
        before.state(CITY, director, item, 3, "残联 2025 年问卷，82 份");
        before.state(CITY, director, item, 3, "残联 2025 年问卷，82 份");
        Applicant applicant = city.somebody();
        CaseId id = city.submitted(applicant, item).id();
        await(() -> row(id), found -> true);
        assertThat(effort.of(CITY, id.value())).as("not while it is open").isEmpty();
        visit(hall.group(1), applicant, id);
        long saved = saved();

        withdraw(id);
        var spared = await(() -> effort.of(CITY, id.value()), found -> found.trips() == 1);

        assertThat(spared.before()).isEqualTo(3);
        assertThat(spared.tripsSaved()).isEqualTo(2);
        assertThat(spared.spared()).isPositive();
        assertThat(spared.sources())
                .as("the state's register of people at least")
                .isPositive();
        assertThat(spared.kept()).isBetween(1, spared.asked());
        assertThat(saved() - saved).isGreaterThanOrEqualTo(2);
    }

    private long saved() {
        return figures.of(ALL, today())
                .figure("trips-saved")
                .orElseThrow()
                .value()
                .part()
                .longValue();
    }

    private Period today() {
        return Period.around(Kind.DAY, CityTime.day(time.instant()));
    }

    /** All pages of a list of today. */
    private List<UUID> list(Tally tally) {
        var found = new ArrayList<UUID>();
        Figures.Counted next = null;
        do {
            var page = figures.cases(
                    tally,
                    ALL,
                    today(),
                    null,
                    "",
                    next == null ? null : next.on(),
                    next == null ? null : next.caseId(),
                    Figures.MOST);
            page.cases().forEach(each -> found.add(each.caseId()));
            next = page.next();
        } while (next != null);
        return found;
    }

    private List<Event> of(CaseId id) {
        var all = new ArrayList<Event>();
        List<Event> page = events.latest(ALL, LocalDate.of(2100, 1, 1), QualityEvents.MOST);
        while (!page.isEmpty()) {
            all.addAll(page);
            Event last = page.getLast();
            page = events.after(ALL, last.on(), last.caseId(), last.kind(), QualityEvents.MOST);
        }
        return all.stream().filter(event -> event.caseId().equals(id.value())).toList();
    }

    private void withdraw(CaseId id) {
        var file = desk.find(id);
        desk.act(
                id, Actor.applicant(file.applicant(), file.applicant()), City.key(), null, new Command.Withdraw("不办了"));
    }

    /** Takes a number, is called and served for the case. */
    private void visit(WindowGroup group, Applicant applicant, CaseId id) {
        time.advance(Duration.ofMinutes(1));
        tickets.take(
                CITY,
                new Tickets.Wish(
                        group.code(),
                        null,
                        applicant.holder(),
                        applicant.person(),
                        null,
                        false,
                        Door.KIOSK,
                        UUID.randomUUID()));
        time.advance(Duration.ofMinutes(1));
        Call call = calls.next(CITY, group.windows().getFirst(), Hall.BY).orElseThrow();
        time.advance(Duration.ofMinutes(1));
        calls.done(CITY, call.id(), List.of(id.value()));
    }
}
