package org.yimen.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.application.Application.Event;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.platform.InTurn;

/** The fast lane outside of its cases: who is in it, who asked for it, and whom a rule admits. */
@Repository
public class Lanes {

    /** The most lines that one question gets. */
    public static final int MOST = 200;

    private static final String REQUESTS = """
        select id, case_id, department_code, kind, reason, requested_by, requested_at, decided_at
          from application.lane_request
        """;

    private final JdbcClient jdbc;

    Lanes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Somebody asks that a case goes first; open until somebody else has decided. */
    public record Request(
            UUID id,
            UUID caseId,
            String department,
            Lane.Kind kind,
            String reason,
            UUID requester,
            Instant at,
            boolean open) {}

    /** A case that goes first. */
    public record Admission(UUID caseId, String department, Lane lane, UUID admittedBy, Instant at) {}

    /** 重点项目 or 重点企业. */
    public record Holder(UUID id, UUID holder, Lane.Ground ground, String basis, Instant enteredAt) {}

    /** In the transaction of the event, once. */
    void admitted(CaseFile<?> file, Event.Admitted event, Actor actor, Instant at) {
        Lane lane = event.lane();
        jdbc.sql("""
                        insert into application.fast_lane
                               (region_code, case_id, department_code, kind, ground, reason, days, requested_by,
                                admitted_by, admitted_at)
                        values (:region, :case, :department, :kind, :ground, :reason, :days, :requester, :by, :at)
                            on conflict do nothing
                        """)
                .param("region", file.id().region())
                .param("case", file.id().value())
                .param("department", file.department())
                .param("kind", lane.kind().name())
                .param("ground", lane.ground().name())
                .param("reason", lane.reason())
                .param("days", lane.days(), Types.INTEGER)
                .param("requester", lane.requester(), Types.OTHER)
                .param("by", actor.id())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** The newest first. */
    public List<Admission> recent(String region, int limit) {
        return jdbc.sql("""
                        select case_id, department_code, kind, ground, reason, days, requested_by, admitted_by, admitted_at
                          from application.fast_lane
                         where region_code = :region
                         order by admitted_at desc, case_id desc
                         limit :limit
                        """)
                .param("region", region)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> admission(row))
                .list();
    }

    public Optional<Admission> of(String region, UUID caseId) {
        return jdbc.sql("""
                        select case_id, department_code, kind, ground, reason, days, requested_by, admitted_by, admitted_at
                          from application.fast_lane
                         where region_code = :region and case_id = :case
                        """)
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> admission(row))
                .optional();
    }

    /** How many somebody approved since then, by department; who is admitted by rule is no favour. */
    Map<String, Long> approved(String region, Instant since) {
        var approved = new HashMap<String, Long>();
        jdbc.sql("""
                        select department_code, count(*) as number
                          from application.fast_lane
                         where region_code = :region and admitted_at >= :since and ground = 'APPROVED'
                         group by department_code
                        """)
                .param("region", region)
                .param("since", Timestamp.from(since))
                .query((row, _) -> approved.put(row.getString("department_code"), row.getLong("number")))
                .list();
        return approved;
    }

    /** One approval of a department after the other, so that two at once do not pass its cap together. */
    void hold(String region, String department) {
        InTurn.await(jdbc, "application.lane " + region + ":" + department);
    }

    boolean ask(String region, Request request, UUID key) {
        return jdbc.sql("""
                        insert into application.lane_request
                               (region_code, id, request_key, case_id, department_code, kind, reason, requested_by,
                                requested_at)
                        values (:region, :id, :key, :case, :department, :kind, :reason, :by, :at)
                            on conflict do nothing
                        """)
                        .param("region", region)
                        .param("id", request.id())
                        .param("key", key)
                        .param("case", request.caseId())
                        .param("department", request.department())
                        .param("kind", request.kind().name())
                        .param("reason", request.reason())
                        .param("by", request.requester())
                        .param("at", Timestamp.from(request.at()))
                        .update()
                == 1;
    }

    /** What somebody asked for under this key, if he did. */
    Optional<Request> asked(String region, UUID by, UUID key) {
        return jdbc.sql(REQUESTS + " where region_code = :region and requested_by = :by and request_key = :key")
                .param("region", region)
                .param("by", by)
                .param("key", key)
                .query((row, _) -> request(row))
                .optional();
    }

    boolean decide(String region, UUID id, UUID by, boolean approved, String note, Instant at) {
        return jdbc.sql("""
                        update application.lane_request
                           set decided_by = :by, decided_at = :at, approved = :approved, note = :note
                         where region_code = :region and id = :id and decided_at is null
                        """)
                        .param("by", by)
                        .param("at", Timestamp.from(at))
                        .param("approved", approved)
                        .param("note", note)
                        .param("region", region)
                        .param("id", id)
                        .update()
                == 1;
    }

    public Optional<Request> request(String region, UUID id) {
        return jdbc.sql(REQUESTS + " where region_code = :region and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> request(row))
                .optional();
    }

    /** What waits for a second pair of eyes. */
    public List<Request> open(String region) {
        return jdbc.sql(REQUESTS + """
                         where region_code = :region and decided_at is null
                         order by requested_at
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> request(row))
                .list();
    }

    boolean enter(String region, Holder holder, UUID by) {
        return jdbc.sql("""
                        insert into application.lane_holder
                               (region_code, id, holder, ground, basis, entered_by, entered_at)
                        values (:region, :id, :holder, :ground, :basis, :by, :at)
                            on conflict do nothing
                        """)
                        .param("region", region)
                        .param("id", holder.id())
                        .param("holder", holder.holder())
                        .param("ground", holder.ground().name())
                        .param("basis", holder.basis())
                        .param("by", by)
                        .param("at", Timestamp.from(holder.enteredAt()))
                        .update()
                == 1;
    }

    boolean end(String region, UUID id, UUID by, Instant at) {
        return jdbc.sql("""
                        update application.lane_holder
                           set ended_by = :by, ended_at = :at
                         where region_code = :region and id = :id and ended_at is null
                        """)
                        .param("by", by)
                        .param("at", Timestamp.from(at))
                        .param("region", region)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Whom a rule admits. */
    public List<Holder> holders(String region) {
        return jdbc.sql("""
                        select id, holder, ground, basis, entered_at
                          from application.lane_holder
                         where region_code = :region and ended_at is null
                         order by entered_at, id
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> holder(row))
                .list();
    }

    Optional<Holder> holder(String region, UUID holder) {
        return jdbc.sql("""
                        select id, holder, ground, basis, entered_at
                          from application.lane_holder
                         where region_code = :region and holder = :holder and ended_at is null
                        """)
                .param("region", region)
                .param("holder", holder)
                .query((row, _) -> holder(row))
                .optional();
    }

    private static Holder holder(ResultSet row) throws SQLException {
        return new Holder(
                row.getObject("id", UUID.class),
                row.getObject("holder", UUID.class),
                Lane.Ground.valueOf(row.getString("ground")),
                row.getString("basis"),
                row.getTimestamp("entered_at").toInstant());
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("department_code"),
                Lane.Kind.valueOf(row.getString("kind")),
                row.getString("reason"),
                row.getObject("requested_by", UUID.class),
                row.getTimestamp("requested_at").toInstant(),
                row.getTimestamp("decided_at") == null);
    }

    private static Admission admission(ResultSet row) throws SQLException {
        @Nullable Integer days = row.getObject("days", Integer.class);
        return new Admission(
                row.getObject("case_id", UUID.class),
                row.getString("department_code"),
                new Lane(
                        Lane.Kind.valueOf(row.getString("kind")),
                        Lane.Ground.valueOf(row.getString("ground")),
                        row.getObject("requested_by", UUID.class),
                        row.getString("reason"),
                        days),
                row.getObject("admitted_by", UUID.class),
                row.getTimestamp("admitted_at").toInstant());
    }
}
