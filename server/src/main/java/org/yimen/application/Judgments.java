package org.yimen.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.Command.DecideAnew;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.application.Judgment.What;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.document.KeptFile;
import org.yimen.platform.Plain;

/**
 * 复议、诉讼: the head of a department enters with its document what a reviewing organ or a court said of a decision; another
 * confirms, and only then is the decision set aside and the case goes on. Supervision reads all of it.
 */
@Service
public class Judgments {

    /** Kinds of the audit entries. */
    public static final String ENTERED = "application.judgment-entered";

    public static final String CONFIRMED = "application.judgment-confirmed";
    public static final String DENIED = "application.judgment-denied";

    /** So many are listed, the newest first. */
    public static final int MOST = 200;

    public static final int LONGEST = 500;

    private static final UUID NOBODY = new UUID(0, 0);

    private static final String SELECT = """
            select id, case_id, department_code, of_what, body, kind, organ, doc_number, doc_on, effective_on, days, procedural,
                   gist, file_name, media_type, sm3, blob_id, entered_by, entered_at, decided_by, decided_at, confirmed, note,
                   fallen_at
              from application.judgment
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final ApplicationDesk desk;
    private final CaseDesk cases;
    private final ApplicationProcedure procedure;
    private final BlobStore blobs;
    private final AuditLog audit;
    private final InstantSource time;
    private final SecondWord seconds;

    Judgments(
            JdbcClient jdbc,
            ApplicationDesk desk,
            CaseDesk cases,
            ApplicationProcedure procedure,
            BlobStore blobs,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.cases = cases;
        this.procedure = procedure;
        this.blobs = blobs;
        this.audit = audit;
        this.time = time;
        seconds = new SecondWord(jdbc, time, "judgment", "entered_by");
    }

    /**
     * What was entered.
     *
     * @param gist why, in short
     * @param second null while nobody said yes or no
     * @param fallen true where whoever entered it keeps out of the case since: nothing follows from it any more
     */
    public record Entered(
            UUID id,
            UUID caseId,
            String department,
            What what,
            Judgment judgment,
            String gist,
            KeptFile document,
            UUID by,
            Instant at,
            @Nullable Second second,
            boolean fallen) {

        /** True while the second one is asked. */
        public boolean isOpen() {
            return second == null && !fallen;
        }

        public boolean isConfirmed() {
            return second != null && second.confirmed();
        }

        private Entered fallenWith(List<UUID> keptOut) {
            return second != null || !keptOut.contains(by)
                    ? this
                    : new Entered(id, caseId, department, what, judgment, gist, document, by, at, null, true);
        }

        /** True of what is sent once more, whole. */
        private boolean says(CaseId of, UUID who, Judgment said, String words, String digest) {
            return caseId.equals(of.value())
                    && by.equals(who)
                    && judgment.equals(said)
                    && gist.equals(words)
                    && document.sm3().equals(digest);
        }
    }

    public record Second(UUID by, Instant at, boolean confirmed, String note) {}

    /** How many of one kind against one department. */
    public record Count(String department, Judgment.Kind kind, int number) {}

    /**
     * The head enters it; twice under one key is once, and other content under it is refused.
     *
     * @param name of the file; empty where there is none, which is refused
     */
    @Transactional
    public void enter(CaseId id, Actor actor, UUID key, Judgment judgment, String gist, String name, byte[] bytes) {
        String region = id.region();
        CaseFile<State> file = desk.find(id);
        String said = Reason.said(gist, LONGEST);
        String sm3 = bytes.length == 0 ? "" : Sm3.hex(bytes);
        Entered before = find(region, key).orElse(null);
        if (before != null) {
            if (!before.says(id, actor.id(), judgment, said, sm3)) {
                throw new CaseRuleBroken("platform.key.reused");
            }
            return;
        }
        Powers.entering(procedure.context(file, actor, time.instant())).ifPresent(missing -> {
            throw CaseRuleBroken.withoutAuthority(missing);
        });
        // Everything but the second of two is asked as it will be when he confirms.
        mustBeOpen(file, actor, command(id, file.state(), judgment, sm3, NOBODY, new PaperRef(NOBODY, "")));
        List<Entered> all = of(id);
        if (all.stream().anyMatch(Entered::isOpen)) {
            throw new CaseRuleBroken("application.judgment.waits");
        }
        if (all.stream()
                .anyMatch(each -> each.isConfirmed() && each.judgment().number().equals(judgment.number()))) {
            throw new CaseRuleBroken("application.judgment.known", judgment.number());
        }
        seconds.letFall(id, Recusals.of(file.state()));
        String media = Drafts.inspected(name, bytes).mediaType();
        BlobId blob = blobs.put("judgment:" + id.value(), bytes);
        jdbc.sql("""
                        insert into application.judgment
                               (region_code, id, case_id, department_code, of_what, body, kind, organ, doc_number, doc_on,
                                effective_on, days, procedural, gist, file_name, media_type, sm3, blob_id, entered_by,
                                entered_at)
                        values (:region, :id, :case, :department, :what, :body, :kind, :organ, :number, :on,
                                :effective, :days, :procedural, :gist, :file, :media, :sm3, :blob, :by,
                                :at)
                        """)
                .param("region", region)
                .param("id", key)
                .param("case", id.value())
                .param("department", file.department())
                .param("what", Anew.what(file.state()).orElseThrow().name())
                .param("body", judgment.body().name())
                .param("kind", judgment.kind().name())
                .param("organ", judgment.organ())
                .param("number", judgment.number())
                .param("on", judgment.on())
                .param("effective", judgment.effectiveOn())
                .param("days", judgment.days(), Types.INTEGER)
                .param("procedural", judgment.procedural())
                .param("gist", said)
                .param("file", Plain.line(name))
                .param("media", media)
                .param("sm3", sm3)
                .param("blob", blob.value())
                .param("by", actor.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
        note(
                ENTERED,
                id,
                actor,
                Map.of("number", judgment.number(), "kind", judgment.kind().name()));
    }

    /** Another confirms: the case goes on where it can, and its applicant is told on paper; both or neither. */
    @Transactional
    public void confirm(CaseId id, Actor actor, UUID entry) {
        Entered entered = open(id, entry);
        decide(id, entry, actor, true, "");
        desk.write(
                id,
                actor,
                "judgment:" + entry,
                null,
                paper -> command(
                        id,
                        desk.find(id).state(),
                        entered.judgment(),
                        entered.document().sm3(),
                        entered.by(),
                        paper));
        note(
                CONFIRMED,
                id,
                actor,
                Map.of(
                        "number",
                        entered.judgment().number(),
                        "kind",
                        entered.judgment().kind().name(),
                        "entered-by",
                        entered.by().toString()));
    }

    /** He does not: nothing changes. */
    @Transactional
    public void deny(CaseId id, Actor actor, UUID entry, String note) {
        Entered entered = open(id, entry);
        String said = Reason.said(note, LONGEST);
        CaseFile<State> file = desk.find(id);
        mustBeOpen(
                file,
                actor,
                command(
                        id,
                        file.state(),
                        entered.judgment(),
                        entered.document().sm3(),
                        NOBODY,
                        new PaperRef(NOBODY, "")));
        decide(id, entry, actor, false, said);
        note(DENIED, id, actor, Map.of("note", said, "entered-by", entered.by().toString()));
    }

    /** All that were ever entered of a case, in order. */
    public List<Entered> of(CaseId id) {
        List<Entered> all = jdbc.sql(SELECT + " and case_id = :case order by entered_at, id limit :most")
                .param("region", id.region())
                .param("case", id.value())
                .param("most", MOST)
                .query((row, _) -> entered(row))
                .list();
        if (all.stream().noneMatch(Entered::isOpen)) {
            return all;
        }
        List<UUID> keptOut = Recusals.of(desk.find(id).state());
        return all.stream().map(each -> each.fallenWith(keptOut)).toList();
    }

    /** The newest of a region. */
    public List<Entered> recent(String region) {
        return jdbc.sql(SELECT + " order by entered_at desc, id desc limit :most")
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> entered(row))
                .list();
    }

    /** What was confirmed since that day, by department and kind. */
    public List<Count> counts(String region, LocalDate since) {
        return jdbc.sql("""
                        select department_code, kind, count(*) as number
                          from application.judgment
                         where region_code = :region and confirmed and effective_on >= :since
                         group by department_code, kind
                         order by department_code, kind
                        """)
                .param("region", region)
                .param("since", since)
                .query((row, _) -> new Count(
                        row.getString("department_code"),
                        Judgment.Kind.valueOf(row.getString("kind")),
                        row.getInt("number")))
                .list();
    }

    private DecideAnew command(CaseId id, State state, Judgment judgment, String sm3, UUID enteredBy, PaperRef paper) {
        return new DecideAnew(judgment, sm3, enteredBy, decliners(id, state), paper);
    }

    /** Who declined to accept: the state names him not, the journal does. */
    private List<UUID> decliners(CaseId id, State state) {
        return state instanceof State.Declined
                ? cases.history(id).stream()
                        .filter(event -> event.type().equals("Declined"))
                        .filter(event -> event.actor().kind() == Actor.Kind.OFFICER)
                        .map(event -> event.actor().id())
                        .distinct()
                        .toList()
                : List.of();
    }

    private Optional<Entered> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> entered(row))
                .optional();
    }

    private Entered open(CaseId id, UUID entry) {
        Entered found = of(id).stream()
                .filter(each -> each.id().equals(entry))
                .findFirst()
                .orElseThrow(() -> new CaseRuleBroken("application.judgment.none"));
        if (found.fallen()) {
            throw new CaseRuleBroken("application.judgment.fallen");
        }
        return found;
    }

    private void decide(CaseId id, UUID entry, Actor actor, boolean confirmed, String note) {
        if (!seconds.decide(id, entry, actor, confirmed, note)) {
            boolean own = find(id.region(), entry)
                    .filter(each -> each.second() == null)
                    .isPresent();
            throw new CaseRuleBroken(own ? "application.judgment.second" : "application.judgment.decided");
        }
    }

    /** Refused here as the command itself would be. */
    private void mustBeOpen(CaseFile<State> file, Actor actor, DecideAnew anew) {
        var _ = Application.decide(file.state(), anew, procedure.context(file, actor, time.instant()));
    }

    private void note(String kind, CaseId id, Actor actor, Map<String, String> detail) {
        audit.record(id.region(), actor.id().toString(), kind, id.value().toString(), detail);
    }

    private static Entered entered(ResultSet row) throws SQLException {
        UUID decidedBy = row.getObject("decided_by", UUID.class);
        return new Entered(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("department_code"),
                What.valueOf(row.getString("of_what")),
                new Judgment(
                        Judgment.Body.valueOf(row.getString("body")),
                        Judgment.Kind.valueOf(row.getString("kind")),
                        row.getString("organ"),
                        row.getString("doc_number"),
                        row.getObject("doc_on", LocalDate.class),
                        row.getObject("effective_on", LocalDate.class),
                        row.getObject("days", Integer.class),
                        row.getBoolean("procedural")),
                row.getString("gist"),
                KeptFile.of(row),
                row.getObject("entered_by", UUID.class),
                row.getTimestamp("entered_at").toInstant(),
                decidedBy == null
                        ? null
                        : new Second(
                                decidedBy,
                                row.getTimestamp("decided_at").toInstant(),
                                row.getBoolean("confirmed"),
                                row.getString("note")),
                row.getTimestamp("fallen_at") != null);
    }
}
