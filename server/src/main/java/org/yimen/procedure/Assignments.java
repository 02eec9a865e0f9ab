package org.yimen.procedure;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.platform.Text;

/**
 * 指派: the two or more of the staff who verify the facts of a licence (行政许可法 art. 34(3)), or inspect, test or quarantine
 * for one (art. 55). Whoever is named hears of it and may say that he took no part; then he does not count.
 */
@Service
public class Assignments {

    /** Kinds of the audit entries. */
    public static final String ASSIGNED = "procedure.assigned";

    public static final String DENIED = "procedure.assignment-denied";

    private static final Set<Procedure> BY_TWO =
            Set.of(Procedure.VERIFICATION, Procedure.INSPECTION, Procedure.TESTING, Procedure.QUARANTINE);

    /** What no survey and no minutes record: who did it is named, unless a body outside reported. */
    private static final Set<Procedure> UNRECORDED = Set.of(Procedure.TENDER, Procedure.AUCTION, Procedure.APPRAISAL);

    private static final int LONGEST = 300;

    private final JdbcClient jdbc;
    private final Serving serving;
    private final DepartmentNews news;
    private final Namings namings;
    private final AuditLog audit;
    private final InstantSource time;

    Assignments(
            JdbcClient jdbc,
            Serving serving,
            DepartmentNews news,
            Namings namings,
            AuditLog audit,
            InstantSource time) {
        this.namings = namings;
        this.jdbc = jdbc;
        this.serving = serving;
        this.news = news;
        this.audit = audit;
        this.time = time;
    }

    /**
     * One who was named.
     *
     * @param deniedAt when he said that he took no part, or null
     */
    public record Assigned(
            UUID staff,
            UUID by,
            Instant at,
            @Nullable Instant deniedAt,
            @Nullable String because) {
        public boolean counts() {
            return deniedAt == null;
        }
    }

    /**
     * True where the law wants two: for a licence, and to verify a registration (art. 56); and where nothing else would say who
     * did it. A survey keeps its own record.
     */
    public static boolean asksForTwo(ItemVersion item, Step step) {
        return UNRECORDED.contains(step.procedure())
                || (item.regime() == Regime.LICENCE && BY_TWO.contains(step.procedure()))
                || (item.regime() == Regime.REGISTRATION && step.procedure() == Procedure.VERIFICATION);
    }

    /** Who was named for the step, the first first. */
    public List<Assigned> of(CaseId id, String step) {
        return jdbc.sql("""
                        select staff_id, assigned_by, assigned_at, denied_at, denied_because
                          from procedure.assignment
                         where region_code = :region and case_id = :case and step = :step
                         order by assigned_at, staff_id
                         limit :most
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step)
                .param("most", Serving.MOST * 2)
                .query((row, _) -> {
                    Timestamp denied = row.getTimestamp("denied_at");
                    return new Assigned(
                            row.getObject("staff_id", UUID.class),
                            row.getObject("assigned_by", UUID.class),
                            row.getTimestamp("assigned_at").toInstant(),
                            denied == null ? null : denied.toInstant(),
                            row.getString("denied_because"));
                })
                .list();
    }

    /** Names those who do it, in place of whom was named before, and says who is new; named twice they are named once. */
    @Transactional
    public List<UUID> assign(Matter matter, String code, List<UUID> staff, UUID by) {
        Step step = matter.step(code);
        CaseId id = matter.id();
        if (!asksForTwo(matter.item(), step)) {
            throw new ProcedureRefused("procedure.assignment.not-asked");
        }
        var distinct = new HashSet<>(staff);
        of(id, code).stream()
                .filter(each -> !each.counts())
                .map(Assigned::staff)
                .forEach(distinct::remove);
        if (distinct.size() < Serving.FEWEST || distinct.size() > Serving.MOST) {
            throw new ProcedureRefused("procedure.assignment.two");
        }
        distinct.forEach(each -> serving.must(each, step.department(), "procedure.assignment.serves"));
        UUID[] named = distinct.toArray(UUID[]::new);
        jdbc.sql("""
                        delete from procedure.assignment
                         where region_code = :region and case_id = :case and step = :step and denied_at is null
                           and staff_id <> all(cast(:staff as uuid[]))
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", code)
                .param("staff", named)
                .update();
        List<UUID> added = jdbc.sql("""
                        insert into procedure.assignment (region_code, case_id, step, staff_id, assigned_by, assigned_at)
                        select :region, :case, :step, each.staff, :by, :at
                          from unnest(cast(:staff as uuid[])) each (staff)
                            on conflict (region_code, case_id, step, staff_id) do nothing
                        returning staff_id
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", code)
                .param("staff", named)
                .param("by", by)
                .param("at", Timestamp.from(time.instant()))
                .query((row, _) -> row.getObject("staff_id", UUID.class))
                .list();
        namings.named(id, code, true);
        if (!added.isEmpty()) {
            audit.record(
                    id.region(),
                    by.toString(),
                    ASSIGNED,
                    id.value().toString(),
                    Map.of("step", code, "people", Integer.toString(distinct.size())));
        }
        return added;
    }

    /** Whoever was named says that he took no part; the heads of the department hear it. Said twice it is said once. */
    @Transactional
    public void deny(Matter matter, String code, UUID staff, String reason) {
        CaseId id = matter.id();
        String because = Surveys.text(reason, LONGEST, "procedure.assignment.reason");
        int done = jdbc.sql("""
                        update procedure.assignment
                           set denied_at = :at, denied_because = :because
                         where region_code = :region and case_id = :case and step = :step and staff_id = :staff
                           and denied_at is null
                        """)
                .param("at", Timestamp.from(time.instant()))
                .param("because", because)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", code)
                .param("staff", staff)
                .update();
        if (done == 0) {
            if (of(id, code).stream().anyMatch(each -> each.staff().equals(staff))) {
                return;
            }
            throw new ProcedureRefused("procedure.assignment.not-named");
        }
        namings.named(id, code, enough(id, code));
        news.tell(
                id,
                matter.step(code).department(),
                List.of("head"),
                "assignment-denied:" + id.value() + ":" + code + ":" + staff,
                "procedure.news.assignment-denied",
                List.of(Text.of(matter.number()), matter.step(code).name()),
                "/desk/procedures/" + id.value() + "/staff/" + code);
        audit.record(id.region(), staff.toString(), DENIED, id.value().toString(), Map.of("step", code));
    }

    /** The message key of what the step lacks before it ends, if anything. */
    Optional<String> wanting(CaseId id, ItemVersion item, Step step) {
        return asksForTwo(item, step) && !enough(id, step.code())
                ? Optional.of("procedure.assignment.two")
                : Optional.empty();
    }

    private boolean enough(CaseId id, String step) {
        return of(id, step).stream().filter(Assigned::counts).count() >= Serving.FEWEST;
    }
}
