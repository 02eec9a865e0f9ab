package org.yimen.procedure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Step;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.procedure.Tender.Rank;
import org.yimen.procedure.Tender.Report;
import org.yimen.procedure.Tender.Result;

/**
 * 招标、拍卖: one report says for all who took part how they stand. It, and not the moment of acceptance, is the order in which
 * places are given (行政许可法 arts. 53, 57). Nobody reverses alone what counts: a later report waits for a second officer.
 */
@Service
public class Tenders {

    /** Kind of the audit entry. */
    public static final String REPORTED = "procedure.tender-reported";

    private static final String PROPOSED = "procedure.tender-proposed";
    private static final String CONFIRMED = "procedure.tender-confirmed";
    private static final String DECLINED = "procedure.tender-declined";

    /** The longest reason for declining a report. */
    public static final int LONGEST_REASON = 200;

    /** The most cases of one report. */
    public static final int MOST = 200;

    private static final Set<Procedure> COMPETITION = Set.of(Procedure.TENDER, Procedure.AUCTION);
    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_OFFER = 60;
    private static final int MOST_RANKS = 1000;

    private static final String SELECT = """
            select t.id, t.number, t.held_by, t.held_on, t.places, t.recorded_by, t.recorded_at, r.rank, r.offer
              from procedure.tender_rank r
                   join procedure.tender t on t.region_code = r.region_code and t.id = r.tender_id
             where r.region_code = :region and r.case_id = :case and t.state = :state
             order by t.seq desc
             limit 1
            """;

    /** What there is of a case: a report that waits goes before those that count. */
    private static final String STANDS = """
            select t.state
              from procedure.tender_rank r
                   join procedure.tender t on t.region_code = r.region_code and t.id = r.tender_id
             where r.region_code = :region and r.case_id = :case and t.state <> 'declined'
             order by t.state desc
             limit 1
            """;

    /** Two at once about one case come one after the other. */
    private static final String HOLD = """
            select case_id
              from procedure.run
             where region_code = :region and step = :step and case_id = any(:cases)
             order by case_id
               for update
            """;

    private static final String ANY = """
            select exists (select 1
                             from procedure.tender_rank r
                                  join procedure.tender t on t.region_code = r.region_code and t.id = r.tender_id
                            where r.region_code = :region and r.case_id = any(:cases) and t.state = :state
                              and t.id <> :but)
            """;

    /** True where a report that counts of one of these cases ranks another one that is still open to it. */
    private static final String LEFT_OUT = """
            select exists (select 1
                             from procedure.tender_rank o
                            where o.region_code = :region and o.case_id = any(:open) and o.case_id <> all(:cases)
                              and o.tender_id in (
                                  select distinct on (r.case_id) r.tender_id
                                    from procedure.tender_rank r
                                         join procedure.tender t on t.region_code = r.region_code and t.id = r.tender_id
                                   where r.region_code = :region and r.case_id = any(:cases) and t.state = :state
                                   order by r.case_id, t.seq desc))
            """;

    private static final String UNCONFIRMED = "procedure.tender.unconfirmed";
    private static final String COUNTS = "counts";
    private static final String WAITS = "proposed";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final AuditLog audit;
    private final InstantSource time;

    Tenders(JdbcClient jdbc, Outbox outbox, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    /** True for a step that ends with such a report. */
    public static boolean isOne(Step step) {
        return COMPETITION.contains(step.procedure());
    }

    /** What the last report that counts says of a case. */
    public Optional<Result> of(CaseId id) {
        return jdbc.sql(SELECT)
                .param("state", COUNTS)
                .param("region", id.region())
                .param("case", id.value())
                .query((row, _) -> new Result(
                        row.getString("number"),
                        row.getString("held_by"),
                        row.getObject("held_on", LocalDate.class),
                        row.getInt("places"),
                        row.getInt("rank"),
                        row.getString("offer")))
                .optional();
    }

    /** The last report that counts of those that speak of a case, with all of its ranks. */
    public Optional<Tender> report(CaseId id) {
        return report(id, COUNTS);
    }

    /** The report that would take its place and waits for a second officer. */
    public Optional<Tender> waiting(CaseId id) {
        return report(id, WAITS);
    }

    private Optional<Tender> report(CaseId id, String state) {
        return jdbc.sql(SELECT)
                .param("state", state)
                .param("region", id.region())
                .param("case", id.value())
                .query((row, _) -> tender(row, ranks(id.region(), row.getObject("id", UUID.class))))
                .optional();
    }

    private List<Rank> ranks(String region, UUID tender) {
        return jdbc
                .sql("""
                        select case_id, rank, offer
                          from procedure.tender_rank
                         where region_code = :region and tender_id = :tender
                         limit :most
                        """)
                .param("region", region)
                .param("tender", tender)
                .param("most", MOST)
                .query((row, _) ->
                        new Rank(row.getObject("case_id", UUID.class), row.getInt("rank"), row.getString("offer")))
                .list()
                .stream()
                .sorted(Comparator.comparingInt(Tenders::last).thenComparing(Rank::caseId))
                .toList();
    }

    private static int last(Rank each) {
        return each.rank() == 0 ? Integer.MAX_VALUE : each.rank();
    }

    /**
     * The cases in which this step of this department runs, or one of those that follow it, the first to begin first.
     *
     * @param following codes of the steps in which its result hangs out
     */
    public List<CaseId> waiting(String region, Step step, List<String> following) {
        return jdbc.sql("""
                        select r.case_id
                          from procedure.run r
                         where r.region_code = :region and r.step = :step and r.department = :department
                           and (r.finished_on is null
                                or exists (
                                    select from procedure.run f
                                     where f.region_code = r.region_code and f.case_id = r.case_id
                                       and f.step = any(:following) and f.finished_on is null))
                         order by r.started_on, r.case_id
                         limit :most
                        """)
                .param("following", following.toArray(String[]::new))
                .param("region", region)
                .param("step", step.code())
                .param("department", step.department())
                .param("most", MOST)
                .query((row, _) -> new CaseId(region, row.getObject("case_id", UUID.class)))
                .list();
    }

    /** The message key of why the places go to others than this case, or to nobody yet; nothing where it wins. */
    Optional<String> lost(CaseId id) {
        return of(id).map(result -> result.wins() ? Optional.<String>empty() : Optional.of("procedure.tender.not-won"))
                .orElseGet(() -> Optional.of("procedure.tender.no-report"));
    }

    /** The message key of what the record of the step lacks. */
    Optional<String> wanting(CaseId id) {
        return jdbc.sql(STANDS)
                .param("region", id.region())
                .param("case", id.value())
                .query(String.class)
                .optional()
                .map(state -> state.equals(WAITS) ? Optional.of(UNCONFIRMED) : Optional.<String>empty())
                .orElseGet(() -> Optional.of("procedure.tender.no-report"));
    }

    /** The message key of why what hangs out is not over yet: a correction of it waits. */
    Optional<String> unconfirmed(CaseId id) {
        return wanting(id).filter(UNCONFIRMED::equals);
    }

    /**
     * Writes down a report. The first about its cases counts, and every applicant is told where he stands; one about a case of
     * which one counts already waits for a second officer. The same once more changes nothing.
     *
     * @param key names this report
     * @param matters the cases of which it may speak, each in the step now
     * @throws ProcedureRefused {@code procedure.tender.number}, {@code .held-by}, {@code .held-on}, {@code .places}, {@code
     *     .nobody}, {@code .rank}, {@code .rank-twice}, {@code .offer}, {@code .not-here}, {@code .known}, {@code .unconfirmed}
     *     where another one waits, {@code .left-out} where it does not name each case of the report whose place it takes, or {@code platform.key.reused} where the key stands for another report
     * @return true where it counts
     */
    @Transactional
    public boolean record(UUID key, Step step, List<Matter> matters, Report report, UUID by) {
        Map<UUID, Matter> known =
                matters.stream().collect(Collectors.toMap(each -> each.id().value(), Function.identity()));
        String number = Surveys.text(report.number(), LONGEST_NUMBER, "procedure.tender.number");
        String heldBy = Surveys.text(report.heldBy(), LONGEST_NAME, "procedure.tender.held-by");
        Instant now = time.instant();
        if (report.heldOn().isAfter(CityTime.day(now))) {
            throw new ProcedureRefused("procedure.tender.held-on");
        }
        if (report.places() < 1 || report.places() > MOST_RANKS) {
            throw new ProcedureRefused("procedure.tender.places");
        }
        List<Standing> standings = standings(report.ranks(), known);
        Matter first = matters.getFirst();
        String region = first.id().region();
        UUID[] cases = standings.stream().map(each -> each.rank().caseId()).toArray(UUID[]::new);
        hold(region, step, cases);
        boolean counts = !any(region, cases, COUNTS, key);
        if (!insert(key, step, first, report, number, heldBy, by, now, counts ? COUNTS : WAITS)) {
            if (!isRecorded(region, key, step, report, number, standings)) {
                throw new ProcedureRefused("platform.key.reused");
            }
            return state(region, key).equals(COUNTS);
        }
        if (any(region, cases, WAITS, key)) {
            throw new ProcedureRefused(UNCONFIRMED);
        }
        if (!counts && leavesOut(region, cases, known.keySet())) {
            throw new ProcedureRefused("procedure.tender.left-out");
        }
        standings.forEach(each -> insert(region, key, each.rank()));
        if (counts) {
            standings.forEach(each -> tell(each.matter(), key, report.places(), each.rank(), now));
        }
        audit.record(
                region,
                by.toString(),
                counts ? REPORTED : PROPOSED,
                key.toString(),
                Map.of(
                        "number", number,
                        "item", first.item().code(),
                        "places", Integer.toString(report.places()),
                        "ranks", spelt(standings)));
        return counts;
    }

    /**
     * A second officer confirms what takes the place of a report: from now on it counts, and every applicant is told where he
     * stands. Confirmed once more by the same officer, it stays so.
     *
     * @param matters the cases of which it may speak, each still in the step or in what follows it
     * @return its ranks; none where it counted already
     * @throws ProcedureRefused {@code procedure.tender.own}, {@code .not-waiting} or {@code .not-here}
     */
    @Transactional
    public List<Rank> confirm(String region, UUID id, Step step, List<Matter> matters, UUID by) {
        Map<UUID, Matter> known =
                matters.stream().collect(Collectors.toMap(each -> each.id().value(), Function.identity()));
        Waiting waiting = held(region, id, step);
        if (waiting.state().equals(COUNTS) && by.equals(waiting.decidedBy())) {
            return List.of();
        }
        mustWait(waiting);
        if (by.equals(waiting.recordedBy())) {
            throw new ProcedureRefused("procedure.tender.own");
        }
        List<Rank> ranks = ranks(region, id);
        List<Standing> standings = standings(ranks, known);
        Instant now = time.instant();
        decide(region, id, COUNTS, by, now);
        standings.forEach(each -> tell(each.matter(), id, waiting.places(), each.rank(), now));
        audit.record(
                region,
                by.toString(),
                CONFIRMED,
                id.toString(),
                Map.of("number", waiting.number(), "ranks", spelt(standings)));
        return ranks;
    }

    /**
     * A report that waits is not to count, says a second officer, or whoever wrote it down.
     *
     * @throws ProcedureRefused {@code procedure.tender.reason} or {@code .not-waiting}
     */
    @Transactional
    public void decline(String region, UUID id, Step step, String reason, UUID by) {
        String why = Surveys.text(reason, LONGEST_REASON, "procedure.tender.reason");
        Waiting waiting = held(region, id, step);
        if (waiting.state().equals("declined") && by.equals(waiting.decidedBy())) {
            return;
        }
        mustWait(waiting);
        decide(region, id, "declined", by, time.instant());
        audit.record(region, by.toString(), DECLINED, id.toString(), Map.of("number", waiting.number(), "reason", why));
    }

    private record Waiting(
            String state,
            String number,
            int places,
            UUID recordedBy,
            @Nullable UUID decidedBy) {}

    private static void mustWait(Waiting report) {
        if (!report.state().equals(WAITS)) {
            throw new ProcedureRefused("procedure.tender.not-waiting");
        }
    }

    private Waiting held(String region, UUID id, Step step) {
        return jdbc.sql("""
                        select state, number, places, recorded_by, decided_by
                          from procedure.tender
                         where region_code = :region and id = :id and step = :step and department = :department
                           for update
                        """)
                .param("region", region)
                .param("id", id)
                .param("step", step.code())
                .param("department", step.department())
                .query((row, _) -> new Waiting(
                        row.getString("state"),
                        row.getString("number"),
                        row.getInt("places"),
                        row.getObject("recorded_by", UUID.class),
                        row.getObject("decided_by", UUID.class)))
                .optional()
                .orElseThrow(() -> new ProcedureRefused("procedure.tender.not-waiting"));
    }

    private void decide(String region, UUID id, String state, UUID by, Instant at) {
        jdbc.sql("""
                        update procedure.tender
                           set state = :state, decided_by = :by, decided_at = :at
                         where region_code = :region and id = :id
                        """)
                .param("state", state)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("region", region)
                .param("id", id)
                .update();
    }

    private void hold(String region, Step step, UUID[] cases) {
        var _ = jdbc.sql(HOLD)
                .param("region", region)
                .param("step", step.code())
                .param("cases", cases)
                .query(UUID.class)
                .list();
    }

    private boolean any(String region, UUID[] cases, String state, UUID but) {
        return jdbc.sql(ANY)
                .param("region", region)
                .param("cases", cases)
                .param("state", state)
                .param("but", but)
                .query(Boolean.class)
                .single();
    }

    /** A case that is left out would keep what it won, and there would be more winners than places. */
    private boolean leavesOut(String region, UUID[] cases, Set<UUID> open) {
        return jdbc.sql(LEFT_OUT)
                .param("region", region)
                .param("open", open.toArray(UUID[]::new))
                .param("cases", cases)
                .param("state", COUNTS)
                .query(Boolean.class)
                .single();
    }

    private String state(String region, UUID id) {
        return jdbc.sql("select state from procedure.tender where region_code = :region and id = :id")
                .param("region", region)
                .param("id", id)
                .query(String.class)
                .single();
    }

    private static String spelt(List<Standing> standings) {
        return standings.stream()
                .map(each -> each.matter().number() + ":" + each.rank().rank())
                .collect(Collectors.joining(" "));
    }

    private record Standing(Matter matter, Rank rank) {}

    private static List<Standing> standings(List<Rank> ranks, Map<UUID, Matter> known) {
        if (ranks.stream().noneMatch(each -> each.rank() > 0)) {
            throw new ProcedureRefused("procedure.tender.nobody");
        }
        var standings = new ArrayList<Standing>();
        var taken = new HashSet<Integer>();
        for (Rank each : ranks) {
            Matter matter = known.get(each.caseId());
            if (matter == null) {
                throw new ProcedureRefused("procedure.tender.not-here");
            }
            if (each.rank() < 0 || each.rank() > MOST_RANKS) {
                throw new ProcedureRefused("procedure.tender.rank");
            }
            if (each.rank() > 0 && !taken.add(each.rank())) {
                throw new ProcedureRefused("procedure.tender.rank-twice", each.rank());
            }
            if (each.offer().length() > LONGEST_OFFER || AuditLog.holdsPersonalNumber(each.offer())) {
                throw new ProcedureRefused("procedure.tender.offer");
            }
            standings.add(new Standing(matter, each));
        }
        return standings;
    }

    /** True where the key stands for this very report on these very cases. */
    private boolean isRecorded(
            String region, UUID key, Step step, Report report, String number, List<Standing> standings) {
        boolean head = jdbc.sql("""
                        select exists (
                               select from procedure.tender
                                where region_code = :region and id = :id and step = :step and department = :department
                                  and number = :number and held_on = :heldOn and places = :places)
                        """)
                .param("region", region)
                .param("id", key)
                .param("step", step.code())
                .param("department", step.department())
                .param("number", number)
                .param("heldOn", report.heldOn())
                .param("places", report.places())
                .query(Boolean.class)
                .single();
        Set<Rank> asked = standings.stream()
                .map(Standing::rank)
                .map(rank -> new Rank(rank.caseId(), rank.rank(), rank.offer().strip()))
                .collect(Collectors.toSet());
        return head && Set.copyOf(ranks(region, key)).equals(asked);
    }

    /** @return false where it is written down already */
    private boolean insert(
            UUID key,
            Step step,
            Matter matter,
            Report report,
            String number,
            String heldBy,
            UUID by,
            Instant now,
            String state) {
        try {
            return jdbc.sql("""
                                    insert into procedure.tender
                                           (region_code, id, item_code, step, department, procedure, number, held_by,
                                            held_on, places, recorded_by, recorded_at, state)
                                    values (:region, :id, :item, :step, :department, :procedure, :number, :heldBy,
                                            :heldOn, :places, :by, :at, :state)
                                        on conflict (region_code, id) do nothing
                                    """)
                            .param("region", matter.id().region())
                            .param("id", key)
                            .param("item", matter.item().code())
                            .param("step", step.code())
                            .param("department", step.department())
                            .param("procedure", step.procedure().name().toLowerCase(Locale.ROOT))
                            .param("number", number)
                            .param("heldBy", heldBy)
                            .param("heldOn", report.heldOn())
                            .param("places", report.places())
                            .param("by", by)
                            .param("at", Timestamp.from(now))
                            .param("state", state)
                            .update()
                    > 0;
        } catch (DuplicateKeyException known) {
            throw new ProcedureRefused("procedure.tender.known", number);
        }
    }

    private void insert(String region, UUID tender, Rank rank) {
        jdbc.sql("""
                        insert into procedure.tender_rank (region_code, tender_id, case_id, rank, offer)
                        values (:region, :tender, :case, :rank, :offer)
                        """)
                .param("region", region)
                .param("tender", tender)
                .param("case", rank.caseId())
                .param("rank", rank.rank())
                .param("offer", rank.offer().strip())
                .update();
    }

    private void tell(Matter matter, UUID tender, int places, Rank rank, Instant now) {
        String said = rank.rank() == 0 ? "out" : rank.rank() <= places ? "won" : "not-won";
        outbox.post(Notice.of(
                        matter.id().region(),
                        matter.holder(),
                        matter.person(),
                        "tender:" + tender + ":" + matter.id().value(),
                        "procedure.news.tender-" + said,
                        List.of(
                                matter.name(),
                                Text.of(matter.number()),
                                Text.of(Integer.toString(rank.rank())),
                                Text.of(Integer.toString(places))),
                        now)
                .to("/me/cases/" + matter.id().value())
                .ofCase(matter.id().value()));
    }

    private static Tender tender(ResultSet row, List<Rank> ranks) throws SQLException {
        return new Tender(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("held_by"),
                row.getObject("held_on", LocalDate.class),
                row.getInt("places"),
                row.getObject("recorded_by", UUID.class),
                row.getTimestamp("recorded_at").toInstant(),
                ranks);
    }
}
