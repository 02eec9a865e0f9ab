package org.yimen.improvement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.Raising;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.RuledOrders;
import org.yimen.hotline.WorkOrder;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrders;
import org.yimen.improvement.Occasion.End;
import org.yimen.improvement.Occasion.Kind;
import org.yimen.improvement.Occasion.Notes;
import org.yimen.improvement.Occasion.Ruling;
import org.yimen.improvement.Occasion.Verdict;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.web.Words;

/** 走访、督查、会议、上级检查、变相审批: planned, held, ruled upon, and ended when everything raised from it is closed. */
@Service
public class Occasions {

    /** The most lines of a list. */
    public static final int MOST = 200;

    public static final int LONGEST = 2_000;

    /** Topic of the orders by which the public reports what it suspects. */
    public static final String SUSPECTED = "disguised-approval";

    /** 交叉: so many go at least, and from so many departments. */
    static final int TEAM = 2;

    /** 认定: so many days a suspicion waits before it climbs. */
    static final int RULING_DAYS = 14;

    /** In whose name whoever rules is reminded: for each suspicion the same, and none that rules. */
    private static final String POST = Department.GOVERNMENT + "/head";

    private static final String CENTRE = "ZX";

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);

    private static final String PROBLEM = "problem";
    private static final String TASK = "task";
    private static final Set<String> ROLES = Set.of("chief", "head", "supervisor", "director");

    private static final String SELECT = """
            select region_code, id, kind, title, unit, firm_id, firm_name, team, planned_on, held_on, situation, difficulty,
                   suggestion, criticism, verdict, verdict_reason, verdict_by, verdict_on, verdict_due_on, ended_on, ended_by,
                   outcome, opened_by, opened_post, order_id
              from improvement.occasion
            """;

    private static final String OPEN = """
            insert into improvement.occasion
                   (region_code, id, kind, title, unit, firm_id, firm_name, team, planned_on, held_on, situation, difficulty,
                    suggestion, criticism, opened_by, opened_post, opened_at, order_id)
            values (:region, :id, :kind, :title, :unit, :firm, :firmName, :team, :planned, :held, :situation, '', '',
                    :criticism, :by, :post, :at, :order)
                on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final Raising raising;
    private final RuledOrders ruled;
    private final WorkOrders orders;
    private final Directory directory;
    private final InstantSource time;

    Occasions(
            JdbcClient jdbc,
            Raising raising,
            RuledOrders ruled,
            WorkOrders orders,
            Directory directory,
            InstantSource time) {
        this.jdbc = jdbc;
        this.raising = raising;
        this.ruled = ruled;
        this.orders = orders;
        this.directory = directory;
        this.time = time;
    }

    /**
     * What is to be opened.
     *
     * @param id names it: sent twice it is one
     * @param on the day of the plan; of what has happened already, that day
     * @param situation what is known from the beginning, or empty
     * @param order by which the public reported what is suspected, or null
     */
    public record Draft(
            UUID id,
            Kind kind,
            String title,
            String unit,
            @Nullable UUID firm,
            String firmName,
            List<UUID> team,
            LocalDate on,
            String situation,
            boolean criticism,
            @Nullable UUID order) {
        public Draft {
            team = List.copyOf(team);
        }

        /** Of no order. */
        public Draft(
                UUID id,
                Kind kind,
                String title,
                String unit,
                @Nullable UUID firm,
                String firmName,
                List<UUID> team,
                LocalDate on,
                String situation,
                boolean criticism) {
            this(id, kind, title, unit, firm, firmName, team, on, situation, criticism, null);
        }
    }

    /**
     * Opens one; the same sent twice is one. A suspicion may come from any officer, and from an order of the topic
     * {@link #SUSPECTED}.
     *
     * @throws ImprovementRefused where something is missing, a team is not crossed, or the id stands for something else
     */
    @Transactional
    public void open(Officer officer, Draft draft) {
        LocalDate today = today();
        String post = draft.kind() == Kind.DISGUISED ? anyPost(officer) : post(officer);
        mustBeReported(officer, draft);
        said(draft.title(), WorkOrder.LONGEST_NAME);
        plain(draft.situation(), LONGEST);
        plain(draft.firmName(), WorkOrder.LONGEST_NAME);
        boolean concerns = draft.kind() != Kind.VISIT && draft.kind() != Kind.MEETING;
        if (concerns
                && !directory.departments().stream()
                        .anyMatch(each -> each.code().equals(draft.unit()))) {
            throw new ImprovementRefused("improvement.unit-missing");
        }
        if (draft.kind() == Kind.VISIT && draft.firmName().isBlank()) {
            throw new ImprovementRefused("improvement.firm-missing");
        }
        if (draft.kind().isPast() && draft.on().isAfter(today)) {
            throw new ImprovementRefused("improvement.not-yet");
        }
        if (draft.kind() == Kind.INSPECTION) {
            mustBeCrossed(draft.unit(), draft.team());
        }
        boolean criticism = draft.criticism() && draft.kind() == Kind.EXTERNAL;
        if (criticism && !watches(officer) && !officer.departments().contains(draft.unit())) {
            throw new ImprovementRefused("improvement.criticism-not-yours");
        }
        if (draft.team().size() > MOST) {
            throw new ImprovementRefused("improvement.team-crossed", TEAM);
        }
        int stored = jdbc.sql(OPEN)
                .param("region", officer.region())
                .param("id", draft.id())
                .param("kind", draft.kind().name())
                .param("title", draft.title().strip())
                .param("unit", concerns ? draft.unit() : "")
                .param("firm", draft.firm(), Types.OTHER)
                .param("firmName", draft.firmName().strip())
                .param("team", draft.team().toArray(UUID[]::new))
                .param("planned", draft.on())
                .param("held", draft.kind().isPast() ? draft.on() : null, Types.DATE)
                .param("situation", draft.situation().strip())
                .param("criticism", criticism)
                .param("by", officer.id())
                .param("post", post)
                .param("at", Timestamp.from(time.instant()))
                .param("order", draft.order(), Types.OTHER)
                .update();
        if (stored == 0
                && find(officer, draft.id())
                        .filter(of -> isOf(of, officer, draft))
                        .isEmpty()) {
            throw new ImprovementRefused("platform.key.reused");
        }
        if (stored == 1 && draft.kind() == Kind.DISGUISED) {
            remind(officer.region(), draft);
        }
    }

    /** 待认定: whoever rules has a day for it, in the transaction of the suspicion, and the ruling ends the task. */
    private void remind(String region, Draft draft) {
        UUID task = ruled.raise(
                Wish.of(
                        TASK,
                        CHINESE.say("improvement.ruling-task"),
                        new Source(
                                Source.Kind.OTHER,
                                draft.id().toString(),
                                draft.title().strip()),
                        draft.unit().equals(OrderPosts.EFFICIENCY) ? CENTRE : OrderPosts.EFFICIENCY,
                        today().plusDays(RULING_DAYS),
                        CHINESE.say("improvement.ruling-task-where")),
                POST,
                "ruling-task:" + draft.id());
        jdbc.sql("""
                        update improvement.occasion
                           set task_id = :task
                         where region_code = :region and id = :id
                        """)
                .param("task", task)
                .param("region", region)
                .param("id", draft.id())
                .update();
    }

    /** True where it was opened by him with these words; what it found may have been written since. */
    private static boolean isOf(Occasion of, Officer officer, Draft draft) {
        return of.openedBy().equals(officer.id())
                && of.kind() == draft.kind()
                && of.title().equals(draft.title().strip())
                && (of.unit().isEmpty() || of.unit().equals(draft.unit()))
                && Objects.equals(of.firm(), draft.firm())
                && of.firmName().equals(draft.firmName().strip())
                && of.team().equals(draft.team())
                && of.plannedOn().equals(draft.on())
                && (!of.kind().isPast()
                        || of.notes().situation().equals(draft.situation().strip()))
                && of.criticism() == (draft.criticism() && draft.kind() == Kind.EXTERNAL)
                && Objects.equals(of.order(), draft.order());
    }

    /** What is suspected from an order is what the public reported by it, and is suspected once. */
    private void mustBeReported(Officer officer, Draft draft) {
        UUID order = draft.order();
        if (order == null) {
            return;
        }
        if (draft.kind() != Kind.DISGUISED
                || orders.seenBy(order, officer)
                        .filter(row -> row.topic().equals(SUSPECTED))
                        .isEmpty()) {
            throw new ImprovementRefused("improvement.order-topic");
        }
        boolean there = jdbc.sql("""
                        select exists (
                               select from improvement.occasion
                                where region_code = :region and order_id = :order and id <> :id)
                        """)
                .param("region", officer.region())
                .param("order", order)
                .param("id", draft.id())
                .query(Boolean.class)
                .single();
        if (there) {
            throw new ImprovementRefused("improvement.order-suspected");
        }
    }

    /** 交叉检查: two at least, of two departments at least, and nobody who serves in the unit that is looked at. */
    private void mustBeCrossed(String unit, List<UUID> team) {
        Set<String> departments = team.stream()
                .distinct()
                .map(this::servesIn)
                .map(each -> String.join(" ", each))
                .collect(Collectors.toSet());
        boolean own = team.stream().anyMatch(member -> servesIn(member).contains(unit));
        if (team.stream().distinct().count() < TEAM || departments.size() < TEAM || own) {
            throw new ImprovementRefused("improvement.team-crossed", TEAM);
        }
    }

    /** The departments of every post of his, also of one for a single place: it keeps him out as any does (ADR 56). */
    private List<String> servesIn(UUID member) {
        return directory.officer(member, time.instant()).everywhere().departments();
    }

    private static boolean servesIn(Officer officer, String unit) {
        return officer.everywhere().departments().contains(unit);
    }

    /** What it found, once. */
    @Transactional
    public void hold(Officer officer, UUID id, LocalDate on, Notes notes) {
        Occasion of = kept(officer, id);
        said(notes.situation(), LONGEST);
        plain(notes.difficulty(), LONGEST);
        plain(notes.suggestion(), LONGEST);
        if (on.isAfter(today())) {
            throw new ImprovementRefused("improvement.not-yet");
        }
        once(jdbc.sql("""
                        update improvement.occasion
                           set held_on = :on, situation = :situation, difficulty = :difficulty, suggestion = :suggestion
                         where region_code = :region and id = :id and held_on is null
                        """)
                .param("on", on)
                .param("situation", notes.situation().strip())
                .param("difficulty", notes.difficulty().strip())
                .param("suggestion", notes.suggestion().strip())
                .param("region", of.region())
                .param("id", id)
                .update());
    }

    /** 认定, by somebody else than who suspected it; what is to be merged or cancelled becomes a problem of the department. */
    @Transactional
    public void rule(Officer officer, UUID id, Verdict verdict, String reason, @Nullable LocalDate dueOn) {
        Occasion of = seen(officer, id);
        mustRule(officer, of);
        said(reason, LONGEST);
        if ((verdict == Verdict.LEGAL) != (dueOn == null)) {
            throw new ImprovementRefused("improvement.due-missing");
        }
        once(jdbc.sql("""
                        update improvement.occasion
                           set verdict = :verdict, verdict_reason = :reason, verdict_by = :by, verdict_on = :today,
                               verdict_due_on = :due, ended_on = case when :legal then cast(:today as date) end,
                               ended_by = case when :legal then cast(:by as uuid) end,
                               outcome = case when :legal then :reason end
                         where region_code = :region and id = :id and kind = 'DISGUISED' and verdict is null
                        """)
                .param("verdict", verdict.name())
                .param("reason", reason.strip())
                .param("by", officer.id())
                .param("today", today())
                .param("due", dueOn, Types.DATE)
                .param("legal", verdict == Verdict.LEGAL)
                .param("region", of.region())
                .param("id", id)
                .update());
        jdbc.sql("""
                        select task_id
                          from improvement.occasion
                         where region_code = :region and id = :id and task_id is not null
                        """)
                .param("region", of.region())
                .param("id", id)
                .query(UUID.class)
                .optional()
                .ifPresent(task ->
                        ruled.finish(new CaseId(of.region(), task), CHINESE.say("improvement.ruling-task-done")));
        if (dueOn != null) {
            raise(officer, of, PROBLEM, of.title(), of.unit(), "", dueOn, reason, "ruling:" + id);
        }
    }

    @Guard
    static void mustRule(Officer officer, Occasion of) {
        if (!judges(officer, of.kind()) || officer.id().equals(of.openedBy()) || servesIn(officer, of.unit())) {
            throw new ImprovementRefused("improvement.not-yours-to-rule");
        }
    }

    /** 议题: a problem of the ledger comes before the meeting. */
    @Transactional
    public void collect(Officer officer, UUID id, UUID order) {
        Occasion of = meeting(officer, id);
        if (orders.seenBy(order, officer).filter(row -> row.raised() != null).isEmpty()) {
            throw new ImprovementRefused("improvement.order-unknown");
        }
        jdbc.sql("""
                        insert into improvement.agenda (region_code, occasion_id, order_id)
                        values (:region, :id, :order)
                            on conflict (region_code, occasion_id, order_id) do nothing
                        """)
                .param("region", of.region())
                .param("id", id)
                .param("order", order)
                .update();
    }

    /** What a meeting decided about one of its matters, and who does it by when: a task. */
    @Transactional
    public void decide(
            Officer officer, UUID id, UUID order, String decision, String unit, String person, LocalDate dueOn) {
        Occasion of = meeting(officer, id);
        said(decision, LONGEST);
        String subject = decision.strip();
        UUID task = raise(
                officer,
                of,
                TASK,
                subject.length() > WorkOrder.LONGEST_NAME ? of.title() : subject,
                unit,
                person,
                dueOn,
                decision,
                "decision:" + id + ":" + order);
        once(jdbc.sql("""
                        update improvement.agenda
                           set decision = :decision, task_id = :task, decided_on = :today
                         where region_code = :region and occasion_id = :id and order_id = :order and decision is null
                        """)
                .param("decision", decision.strip())
                .param("task", task)
                .param("today", today())
                .param("region", of.region())
                .param("id", id)
                .param("order", order)
                .update());
    }

    /** 配合评分, out of a hundred, of a meeting that was held: by who watches all units, of a unit that took part, not his own. */
    @Transactional
    public void score(Officer officer, UUID id, String unit, int points) {
        Occasion of = seen(officer, id);
        if (!watches(officer)) {
            throw new ImprovementRefused("improvement.not-yours-to-score");
        }
        mustBeOpenMeeting(of);
        if (of.heldOn() == null) {
            throw new ImprovementRefused("improvement.not-held");
        }
        if (points < 0 || points > 100) {
            throw new ImprovementRefused("improvement.points");
        }
        if (servesIn(officer, unit)) {
            throw new ImprovementRefused("improvement.score-own");
        }
        if (!participants(of).contains(unit)) {
            throw new ImprovementRefused("improvement.score-absent");
        }
        once(jdbc.sql("""
                        insert into improvement.cooperation (region_code, occasion_id, unit, points, by, scored_on)
                        values (:region, :id, :unit, :points, :by, :today)
                            on conflict (region_code, occasion_id, unit) do nothing
                        """)
                .param("region", of.region())
                .param("id", id)
                .param("unit", unit)
                .param("points", points)
                .param("by", officer.id())
                .param("today", today())
                .update());
    }

    /** The departments that took part in a meeting: whose people were of it, and who got a task from it; by code. */
    public List<String> participants(Occasion of) {
        Set<String> came = Stream.concat(
                        of.team().stream()
                                .flatMap(member -> directory.officer(member, time.instant()).departments().stream()),
                        raisedFrom(of).stream()
                                .map(WorkOrders.Line::row)
                                .filter(row -> row.type().equals(TASK))
                                .flatMap(row -> Stream.ofNullable(row.unit())))
                .collect(Collectors.toSet());
        return directory.departments().stream()
                .map(Department::code)
                .filter(came::contains)
                .toList();
    }

    /** 复查销号: only when everything that was raised from it is closed; of a criticism something was raised. */
    @Transactional
    public void end(Officer officer, UUID id, String outcome) {
        Occasion of = seen(officer, id);
        said(outcome, LONGEST);
        mustEnd(officer, of);
        if (of.heldOn() == null || (of.kind() == Kind.DISGUISED && of.ruling() == null)) {
            throw new ImprovementRefused("improvement.not-held");
        }
        List<WorkOrders.Line> raised = raisedFrom(of);
        if (of.criticism() && raised.isEmpty()) {
            throw new ImprovementRefused("improvement.criticism-alone");
        }
        if (raised.stream().anyMatch(line -> line.row().open())) {
            throw new ImprovementRefused("improvement.still-open");
        }
        once(jdbc.sql("""
                        update improvement.occasion
                           set ended_on = :today, ended_by = :by, outcome = :outcome
                         where region_code = :region and id = :id and ended_on is null
                        """)
                .param("today", today())
                .param("by", officer.id())
                .param("outcome", outcome.strip())
                .param("region", of.region())
                .param("id", id)
                .update());
    }

    @Guard
    static void mustEnd(Officer officer, Occasion of) {
        if (!canEnd(officer, of)) {
            throw new ImprovementRefused("improvement.not-yours");
        }
        if (servesIn(officer, of.unit())) {
            throw new ImprovementRefused("improvement.own-unit");
        }
    }

    /** For the button: who keeps it, and of what anybody or somebody outside may have opened who judges it. */
    public static boolean canEnd(Officer officer, Occasion of) {
        return mayKeep(officer, of) || judges(officer, of.kind());
    }

    private UUID raise(
            Officer officer,
            Occasion of,
            String type,
            String subject,
            String unit,
            String person,
            LocalDate dueOn,
            String text,
            String key) {
        String post = post(officer);
        var wish =
                new Wish(type, subject, of.source(), unit, List.of(), person, dueOn, new Content(text, "", ""), null);
        return raising.raise(wish, post, Actor.officer(officer.id(), post), key)
                .id()
                .value();
    }

    public List<WorkOrders.Line> raisedFrom(Occasion of) {
        return orders.raisedFrom(of.region(), of.source().kind(), of.id().toString());
    }

    /** One matter of a meeting, with what became of it. */
    public record Matter(
            UUID order, @Nullable String decision, @Nullable UUID task) {}

    public List<Matter> agenda(Occasion of) {
        return jdbc.sql("""
                        select order_id, decision, task_id
                          from improvement.agenda
                         where region_code = :region and occasion_id = :id
                         order by order_id
                         limit :most
                        """)
                .param("region", of.region())
                .param("id", of.id())
                .param("most", MOST)
                .query((row, _) -> new Matter(
                        row.getObject("order_id", UUID.class),
                        row.getString("decision"),
                        row.getObject("task_id", UUID.class)))
                .list();
    }

    /** @param mean of {@code meetings} scores, out of a hundred */
    public record Cooperation(String unit, long meetings, double mean) {}

    /** How the units took part, of one meeting or of all. */
    public List<Cooperation> cooperation(String region, @Nullable UUID meeting) {
        return jdbc.sql("""
                        select unit, count(*) as meetings, avg(points) as mean
                          from improvement.cooperation
                         where region_code = :region and (:meeting::uuid is null or occasion_id = :meeting)
                         group by unit
                         order by mean desc, unit
                        """)
                .param("region", region)
                .param("meeting", meeting, Types.OTHER)
                .query((row, _) ->
                        new Cooperation(row.getString("unit"), row.getLong("meetings"), row.getDouble("mean")))
                .list();
    }

    /** @param results outside results that were registered, the base of {@code criticisms} */
    public record Criticisms(long results, long criticisms) {}

    /** 零通报: notices of criticism in a period. */
    public Criticisms criticisms(String region, LocalDate from, LocalDate until) {
        return jdbc.sql("""
                        select count(*) as results, count(*) filter (where criticism) as criticisms
                          from improvement.occasion
                         where region_code = :region and kind = 'EXTERNAL' and held_on between :from and :until
                        """)
                .param("region", region)
                .param("from", from)
                .param("until", until)
                .query((row, _) -> new Criticisms(row.getLong("results"), row.getLong("criticisms")))
                .single();
    }

    /** Suspected disguised approvals of one department. */
    public record Suspicions(String unit, long open, long closed) {}

    public List<Suspicions> suspicions(String region) {
        return jdbc.sql("""
                        select unit, count(*) filter (where ended_on is null) as open,
                               count(*) filter (where ended_on is not null) as closed
                          from improvement.occasion
                         where region_code = :region and kind = 'DISGUISED'
                         group by unit
                         order by unit
                        """)
                .param("region", region)
                .query((row, _) -> new Suspicions(row.getString("unit"), row.getLong("open"), row.getLong("closed")))
                .list();
    }

    /** What this officer may see of a kind, the newest first. */
    public List<Occasion> list(Officer officer, Kind kind) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and kind = :kind
                           and (:all or opened_post = any(:posts) or :officer = any(team)
                                or held_on is not null and unit = any(:departments))
                         order by planned_on desc, id desc
                         limit :most
                        """)
                .param("region", officer.region())
                .param("kind", kind.name())
                .param("all", watches(officer) || judges(officer, kind))
                .param("posts", officer.posts().toArray(String[]::new))
                .param("officer", officer.id())
                .param("departments", officer.departments().toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> occasion(row))
                .list();
    }

    /** If he may see it: whom an inspection concerns learns of it once it was held. */
    public Optional<Occasion> find(Officer officer, UUID id) {
        return jdbc.sql(SELECT + " where region_code = :region and id = :id")
                .param("region", officer.region())
                .param("id", id)
                .query((row, _) -> occasion(row))
                .optional()
                .filter(of -> sees(officer, of));
    }

    @Guard
    public static boolean sees(Officer officer, Occasion of) {
        return watches(officer)
                || judges(officer, of.kind())
                || officer.holds(of.post())
                || of.team().contains(officer.id())
                || (of.heldOn() != null && officer.departments().contains(of.unit()));
    }

    /** Who opened it or goes, and may write what came of it. */
    @Guard
    public static boolean mayKeep(Officer officer, Occasion of) {
        return officer.holds(of.post()) || of.team().contains(officer.id());
    }

    private Occasion seen(Officer officer, UUID id) {
        return find(officer, id).orElseThrow(() -> new ImprovementRefused("improvement.unknown"));
    }

    private Occasion kept(Officer officer, UUID id) {
        Occasion of = seen(officer, id);
        if (!mayKeep(officer, of)) {
            throw new ImprovementRefused("improvement.not-yours");
        }
        return of;
    }

    private Occasion meeting(Officer officer, UUID id) {
        Occasion of = kept(officer, id);
        mustBeOpenMeeting(of);
        return of;
    }

    private static void mustBeOpenMeeting(Occasion of) {
        if (of.kind() != Kind.MEETING || of.end() != null) {
            throw new ImprovementRefused("improvement.done");
        }
    }

    /** Who watches all units, and so scores them. */
    public static boolean watches(Officer officer) {
        return officer.watchesAll();
    }

    /**
     * Who rules on what is suspected, and sees to what came from outside: who watches all units, and the head of supervision,
     * who is there for what concerns the centre itself.
     */
    static boolean judges(Officer officer, Kind kind) {
        return kind.isPast() && (watches(officer) || officer.holds(OrderPosts.EFFICIENCY_HEAD));
    }

    /** The post from which he acts here. */
    static String post(Officer officer) {
        return officer.posts().stream()
                .filter(post -> ROLES.contains(post.substring(post.indexOf('/') + 1)))
                .sorted()
                .findFirst()
                .orElseThrow(() -> new ImprovementRefused("improvement.not-yours"));
    }

    /** Whoever serves here may suspect; his own post where none of those acts for others. */
    private String anyPost(Officer officer) {
        if (officer.onlyAdministers() || !officer.region().equals(directory.region())) {
            throw new ImprovementRefused("improvement.not-yours");
        }
        return officer.posts().stream()
                .min(Comparator.comparing((String post) -> !ROLES.contains(post.substring(post.indexOf('/') + 1)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> new ImprovementRefused("improvement.not-yours"));
    }

    private static void once(int changed) {
        if (changed == 0) {
            throw new ImprovementRefused("improvement.done");
        }
    }

    static void said(String text, int longest) {
        if (text.isBlank()) {
            throw new ImprovementRefused("improvement.text-missing");
        }
        plain(text, longest);
    }

    private static void plain(String text, int longest) {
        if (text.length() > longest) {
            throw new ImprovementRefused("improvement.text-long", longest);
        }
        if (AuditLog.holdsPersonalNumber(text)) {
            throw new ImprovementRefused("improvement.text-number");
        }
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static Occasion occasion(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        LocalDate ended = row.getObject("ended_on", LocalDate.class);
        return new Occasion(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getString("unit"),
                row.getObject("firm_id", UUID.class),
                row.getString("firm_name"),
                Stream.of((UUID[]) row.getArray("team").getArray()).toList(),
                row.getObject("planned_on", LocalDate.class),
                row.getObject("held_on", LocalDate.class),
                new Notes(row.getString("situation"), row.getString("difficulty"), row.getString("suggestion")),
                row.getBoolean("criticism"),
                verdict == null
                        ? null
                        : new Ruling(
                                Verdict.valueOf(verdict),
                                row.getString("verdict_reason"),
                                row.getObject("verdict_by", UUID.class),
                                row.getObject("verdict_on", LocalDate.class),
                                row.getObject("verdict_due_on", LocalDate.class)),
                ended == null ? null : new End(ended, row.getObject("ended_by", UUID.class), row.getString("outcome")),
                row.getObject("opened_by", UUID.class),
                row.getString("opened_post"),
                row.getObject("order_id", UUID.class));
    }
}
