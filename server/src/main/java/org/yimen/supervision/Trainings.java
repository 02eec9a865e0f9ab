package org.yimen.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.RuledOrders;
import org.yimen.hotline.WorkOrder.Command.Accept;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.identifier.Uuid7;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Text;
import org.yimen.platform.web.Words;
import org.yimen.time.WorkCalendar;

/**
 * 针对投诉跟进教育 (M-STF-17): a cluster of upheld complaints on one cause or one person gives the unit a training with a date, and
 * the same count over an equal time says whether it helped. The date is an order's, so that it climbs; whoever raised it verifies.
 */
@Service
public class Trainings {

    /** Kinds of the audit entries. */
    public static final String OPENED = "supervision.training-opened";

    public static final String DONE = "supervision.training-done";

    /** The most lines of a list. */
    public static final int MOST = 200;

    public static final int LONGEST = 1000;

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);

    /** What counts: upheld by an inquiry, and not revoked. */
    private static final String UPHELD = """
              from supervision.inquiry i
              join supervision.accountability a on a.region_code = i.region_code and a.case_id = i.id
             where i.region_code = :region and a.upheld and a.revoked_on is null
            """;

    private final JdbcClient jdbc;
    private final ConductRules rules;
    private final Directory directory;
    private final RuledOrders ruled;
    private final OrderDesk desk;
    private final Outbox outbox;
    private final AuditLog audit;
    private final WorkCalendar calendar;
    private final InstantSource time;
    private final String home;

    Trainings(
            JdbcClient jdbc,
            ConductRules rules,
            Directory directory,
            RuledOrders ruled,
            OrderDesk desk,
            Outbox outbox,
            AuditLog audit,
            WorkCalendar calendar,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.directory = directory;
        this.ruled = ruled;
        this.desk = desk;
        this.outbox = outbox;
        this.audit = audit;
        this.calendar = calendar.provisional();
        this.time = time;
        this.home = home;
    }

    /**
     * One of them.
     *
     * @param kind code of {@link ConductRules.Kind}; null where it is for a person
     * @param person null where it is for a cause
     * @param days over which complaints are counted, before and after alike
     * @param before upheld complaints that came in within those days up to the opening
     * @param after the same from the day after it was done; null while those days run
     * @param order that gives it its day; null of those that were done before there was one
     */
    public record Training(
            UUID id,
            String department,
            @Nullable String kind,
            @Nullable UUID person,
            int days,
            LocalDate openedOn,
            LocalDate dueOn,
            int before,
            @Nullable Done done,
            @Nullable Integer after,
            @Nullable UUID order) {

        public record Done(LocalDate on, UUID by, String note) {}

        public boolean isLateOn(LocalDate day) {
            return done == null && day.isAfter(dueOn);
        }

        /** The last day that is counted after it; none before it is done. */
        public Optional<LocalDate> countedUntil() {
            return Optional.ofNullable(done).map(each -> each.on().plusDays(days));
        }

        /** The message key of how it stands. */
        public String standing(LocalDate today) {
            if (done == null) {
                return isLateOn(today) ? "supervision.training.late" : "supervision.training.open";
            }
            if (after == null) {
                return "supervision.training.counting";
            }
            return after < before ? "supervision.training.better" : "supervision.training.no-better";
        }
    }

    private record Cluster(
            String department,
            @Nullable String kind,
            @Nullable UUID person,
            int count) {}

    @Scheduled(initialDelayString = "PT50S", fixedDelayString = "${yimen.supervision.trainings-every:PT15M}")
    void sweep() {
        var _ = count(home);
    }

    /** Opens what is due, in the transaction of the decision that makes the cluster full. */
    void look(String region) {
        clusters(region, "i.kind", "null::uuid").forEach(cluster -> open(region, cluster));
        clusters(region, "null::text", "i.person_id").forEach(cluster -> open(region, cluster));
    }

    /** Complaints of the last days on one cause, or one person, that no training was given for yet. */
    private List<Cluster> clusters(String region, String kind, String person) {
        LocalDate today = today();
        return jdbc.sql("select i.department_code, " + kind + " as kind, " + person + " as person_id, count(*) as n\n"
                        + UPHELD + """
                           and i.received_on > :since and (:causes or i.person_id is not null)
                           and not exists (
                             select 1
                               from supervision.training t
                              where t.region_code = i.region_code and t.department_code = i.department_code
                                and (t.done_on is null or i.received_on <= t.done_on)
                                and (t.kind = i.kind and :causes or t.person_id = i.person_id and not :causes))
                         group by 1, 2, 3
                        having count(*) >= :count
                        """)
                .param("region", region)
                .param("since", today.minusDays(rules.cluster().days()))
                .param("causes", kind.equals("i.kind"))
                .param("count", rules.cluster().count())
                .query((row, _) -> new Cluster(
                        row.getString("department_code"),
                        row.getString("kind"),
                        row.getObject("person_id", UUID.class),
                        row.getInt("n")))
                .list();
    }

    private void open(String region, Cluster cluster) {
        LocalDate today = today();
        UUID id = Uuid7.next(time.instant());
        LocalDate due = today.plusDays(rules.cluster().trainingDays());
        int opened = jdbc.sql("""
                        insert into supervision.training
                               (region_code, id, department_code, kind, person_id, days, opened_on, due_on, count_before)
                        values (:region, :id, :department, :kind, :person, :days, :today, :due, :count)
                            on conflict do nothing
                        """)
                .param("region", region)
                .param("id", id)
                .param("department", cluster.department())
                .param("kind", cluster.kind(), Types.VARCHAR)
                .param("person", cluster.person(), Types.OTHER)
                .param("days", rules.cluster().days())
                .param("today", today)
                .param("due", due)
                .param("count", cluster.count())
                .update();
        if (opened == 0) {
            return;
        }
        raise(region, id, cluster.department(), cluster.count(), due);
        directory
                .holders(region, cluster.department() + "/head", today)
                .forEach(head -> outbox.postInside(Notice.of(
                                region,
                                head.staff().id(),
                                head.staff().id(),
                                "training:" + id,
                                "supervision.news.training",
                                List.of(Text.of(Integer.toString(cluster.count())), Texts.day(due)),
                                time.instant())
                        .to("/desk/trainings")));
        audit.record(
                region,
                "system",
                OPENED,
                id.toString(),
                Map.of("department", cluster.department(), "count", Integer.toString(cluster.count())));
    }

    /** The order, which names nobody: whom it is for, the unit reads on the page of the trainings. */
    private void raise(String region, UUID id, String department, int count, LocalDate due) {
        String name = CHINESE.say("supervision.training.order");
        UUID order = ruled.raise(
                Wish.of(
                        "task",
                        name,
                        new Source(Source.Kind.OTHER, id.toString(), name),
                        department,
                        due,
                        CHINESE.say("supervision.training.order-what", count)),
                department.equals(OrderPosts.EFFICIENCY) ? OrderPosts.DIRECTOR : OrderPosts.EFFICIENCY_HEAD,
                "training:" + id);
        jdbc.sql("""
                        update supervision.training
                           set order_id = :order
                         where region_code = :region and id = :id
                        """)
                .param("order", order)
                .param("region", region)
                .param("id", id)
                .update();
    }

    /** Trainings that are not done and were opened before they had orders, the oldest first. */
    List<UUID> without(String region) {
        return jdbc.sql("""
                        select id
                          from supervision.training
                         where region_code = :region and done_on is null and order_id is null
                         order by opened_on, id
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Gives one of them its order, once, with the day that it has; where that is past, with one more working day. */
    @Transactional
    public void catchUp(String region, UUID id) {
        jdbc.sql(SELECT + " and id = :id and done_on is null and order_id is null for update")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> training(row))
                .optional()
                .ifPresent(each -> raise(
                        region,
                        id,
                        each.department(),
                        each.before(),
                        leavesTime(each.dueOn()) ? each.dueOn() : calendar.after(today(), 1)));
    }

    /** True where there is a working day until then. */
    private boolean leavesTime(LocalDate due) {
        LocalDate today = today();
        return due.isAfter(today) && calendar.workdaysIn(today, due) > 0;
    }

    /** The head of the unit says what was done, once. */
    @Transactional
    public void done(Officer officer, UUID id, String note) {
        Training of = find(officer.region(), id).orElseThrow(() -> new SupervisionRefused("supervision.training.none"));
        if (!mayReport(officer, of)) {
            throw new SupervisionRefused("supervision.training.not-yours");
        }
        String said = note.strip();
        if (said.isEmpty() || said.length() > LONGEST || AuditLog.holdsPersonalNumber(said)) {
            throw new SupervisionRefused("supervision.inquiry.words", LONGEST);
        }
        int done = jdbc.sql("""
                        update supervision.training
                           set done_on = :today, done_by = :by, done_note = :note
                         where region_code = :region and id = :id and done_on is null
                        """)
                .param("today", today())
                .param("by", officer.id())
                .param("note", said)
                .param("region", officer.region())
                .param("id", id)
                .update();
        if (done == 0) {
            throw new SupervisionRefused("supervision.training.said");
        }
        audit.record(
                officer.region(), officer.id().toString(), DONE, id.toString(), Map.of("department", of.department()));
        if (of.order() != null) {
            answer(
                    new CaseId(officer.region(), of.order()),
                    Actor.officer(officer.id(), of.department() + "/head"),
                    said);
        }
    }

    /** Whoever raised it reads what was done, and verifies it. */
    private void answer(CaseId order, Actor head, String said) {
        if (desk.find(order).state() instanceof State.Dispatched) {
            desk.act(order, head, "training-read:" + order.value(), null, new Accept());
        }
        if (desk.find(order).state() instanceof State.Handling) {
            desk.act(order, head, "training-done:" + order.value(), null, new Respond(said, null, ""));
        }
    }

    /** The head of the unit; who is to be trained himself does not say that he was. */
    @Guard
    public boolean mayReport(Officer officer, Training of) {
        return officer.holds(of.department() + "/head") && !officer.id().equals(of.person());
    }

    /** 效果检查: counts what came in after a training, once the days are over; how many were counted. */
    public int count(String region) {
        List<Training> over = jdbc.sql(SELECT + """
                           and done_on is not null and checked_on is null and done_on + days < :today
                         order by done_on, id
                         limit :most
                        """)
                .param("region", region)
                .param("today", today())
                .param("most", MOST)
                .query((row, _) -> training(row))
                .list();
        over.forEach(each -> jdbc.sql("""
                        update supervision.training
                           set count_after = :count, checked_on = :today
                         where region_code = :region and id = :id and checked_on is null
                        """)
                .param("count", upheldAfter(region, each))
                .param("today", today())
                .param("region", region)
                .param("id", each.id())
                .update());
        return over.size();
    }

    private long upheldAfter(String region, Training of) {
        return jdbc.sql("select count(*)\n" + UPHELD + """
                           and i.department_code = :department and (i.kind = :kind or i.person_id = :person)
                           and i.received_on > :done and i.received_on <= :until
                        """)
                .param("region", region)
                .param("department", of.department())
                .param("kind", of.kind(), Types.VARCHAR)
                .param("person", of.person(), Types.OTHER)
                .param("done", of.countedUntil().orElseThrow().minusDays(of.days()))
                .param("until", of.countedUntil().orElseThrow())
                .query(Long.class)
                .single();
    }

    /** The latest first, of these departments or of all. */
    public List<Training> recent(String region, boolean all, List<String> departments) {
        return jdbc.sql(SELECT + """
                           and (:all or department_code = any(:departments))
                         order by opened_on desc, id
                         limit :most
                        """)
                .param("region", region)
                .param("all", all)
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> training(row))
                .list();
    }

    public Optional<Training> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> training(row))
                .optional();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static final String SELECT = """
            select id, department_code, kind, person_id, days, opened_on, due_on, count_before, done_on, done_by, done_note,
                   count_after, order_id
              from supervision.training
             where region_code = :region
            """;

    private static Training training(ResultSet row) throws SQLException {
        LocalDate done = row.getObject("done_on", LocalDate.class);
        return new Training(
                row.getObject("id", UUID.class),
                row.getString("department_code"),
                row.getString("kind"),
                row.getObject("person_id", UUID.class),
                row.getInt("days"),
                row.getObject("opened_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getInt("count_before"),
                done == null
                        ? null
                        : new Training.Done(done, row.getObject("done_by", UUID.class), row.getString("done_note")),
                row.getObject("count_after", Integer.class),
                row.getObject("order_id", UUID.class));
    }
}
