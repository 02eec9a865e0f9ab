package org.yimen.procedure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseId;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.Uuid7;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** 申请主持人回避 (行政许可法 art. 48(1)(3)): who asked that another holds the hearing, why, and what the head of the department decided. */
@Service
public class ChairRequests {

    /** Kinds of the audit entries. */
    public static final String ASKED = "procedure.chair-asked";

    public static final String DECIDED = "procedure.chair-decided";

    static final String REASON = "procedure.chair_request.reason";
    private static final int LONGEST = 1000;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final DepartmentNews news;
    private final Outbox outbox;
    private final AuditLog audit;
    private final InstantSource time;

    ChairRequests(
            JdbcClient jdbc,
            ColumnCipher cipher,
            DepartmentNews news,
            Outbox outbox,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.news = news;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    /**
     * One request.
     *
     * @param entitled who asked, as {@link Hearing.Entitled#id}
     * @param upheld null while nobody has decided
     */
    public record Request(
            UUID id,
            UUID chair,
            UUID entitled,
            String reason,
            LocalDate askedOn,
            @Nullable Boolean upheld,
            @Nullable String because,
            @Nullable LocalDate decidedOn) {
        public boolean isOpen() {
            return upheld == null;
        }
    }

    /** The first first. */
    public List<Request> of(CaseId id) {
        return jdbc.sql("""
                        select id, chair, entitled_id, reason, asked_on, upheld, because, decided_on
                          from procedure.chair_request
                         where region_code = :region and case_id = :case
                         order by asked_on, id
                         limit :most
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("most", Hearings.MOST)
                .query((row, _) -> request(id.region(), row))
                .list();
    }

    boolean isAsked(CaseId id, UUID chair) {
        return of(id).stream().anyMatch(each -> each.isOpen() && each.chair().equals(chair));
    }

    /** True where a request against him was upheld. */
    boolean isOut(CaseId id, UUID chair) {
        return of(id).stream()
                .anyMatch(each ->
                        Boolean.TRUE.equals(each.upheld()) && each.chair().equals(chair));
    }

    /**
     * In the caller's transaction; the same person asks once about the same chair.
     *
     * @param by who entered it: the applicant himself, or the officer whom somebody told it
     */
    void ask(Matter matter, UUID chair, UUID entitled, String department, String reason, UUID by) {
        CaseId id = matter.id();
        UUID request = Uuid7.next(time.instant());
        String why = Surveys.text(reason, LONGEST, "procedure.chair.reason");
        int entered = jdbc.sql("""
                        insert into procedure.chair_request
                               (region_code, id, case_id, chair, entitled_id, reason, asked_on)
                        values (:region, :id, :case, :chair, :entitled, :reason, :today)
                            on conflict (region_code, case_id, chair, entitled_id) do nothing
                        """)
                .param("region", id.region())
                .param("id", request)
                .param("case", id.value())
                .param("chair", chair)
                .param("entitled", entitled)
                .param(
                        "reason",
                        cipher.seal(REASON, id.region(), request.toString(), why)
                                .bytes())
                .param("today", today())
                .update();
        if (entered == 0) {
            return;
        }
        news.tell(
                id,
                department,
                List.of("head"),
                "chair-asked:" + request,
                "procedure.news.chair-asked",
                List.of(Text.of(matter.number())),
                "/desk/procedures/" + id.value() + "/hearing");
        audit.record(id.region(), by.toString(), ASKED, id.value().toString(), Map.of("chair", chair.toString()));
    }

    /** Whether this decided it; one that is decided stays so. Nobody decides about himself. */
    boolean decide(Matter matter, UUID request, boolean upheld, String because, UUID by) {
        CaseId id = matter.id();
        Request open = of(id).stream()
                .filter(each -> each.id().equals(request))
                .findFirst()
                .orElseThrow(() -> new ProcedureRefused("procedure.chair.none"));
        if (!open.isOpen()) {
            return false;
        }
        if (open.chair().equals(by)) {
            throw new ProcedureRefused("procedure.chair.own");
        }
        jdbc.sql("""
                        update procedure.chair_request
                           set upheld = :upheld, because = :because, decided_by = :by, decided_on = :today
                         where region_code = :region and id = :id and upheld is null
                        """)
                .param("upheld", upheld)
                .param("because", Surveys.text(because, LONGEST, "procedure.chair.because"))
                .param("by", by)
                .param("today", today())
                .param("region", id.region())
                .param("id", request)
                .update();
        outbox.post(Notice.of(
                        id.region(),
                        matter.holder(),
                        matter.person(),
                        "chair-decided:" + request,
                        upheld ? "procedure.news.chair-upheld" : "procedure.news.chair-kept",
                        List.of(matter.name(), Text.of(matter.number())),
                        time.instant())
                .to("/me/cases/" + id.value())
                .ofCase(id.value()));
        audit.record(
                id.region(), by.toString(), DECIDED, id.value().toString(), Map.of("upheld", Boolean.toString(upheld)));
        return true;
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private Request request(String region, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Request(
                id,
                row.getObject("chair", UUID.class),
                row.getObject("entitled_id", UUID.class),
                cipher.open(REASON, region, id.toString(), Sealed.of(row.getBytes("reason"))),
                row.getObject("asked_on", LocalDate.class),
                row.getObject("upheld", Boolean.class),
                row.getString("because"),
                row.getObject("decided_on", LocalDate.class));
    }
}
