package org.yimen.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.Command.Terminate;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.document.KeptFile;
import org.yimen.platform.Plain;

/**
 * 终止办理: one who may end a case proposes it, with the file that shows the ground where it needs one; another who may confirms,
 * and only then the case ends, on a sealed paper. Until then it goes its way and every clock runs.
 */
@Service
public class Terminations {

    /** Kinds of the audit entries. */
    public static final String PROPOSED = "application.termination-proposed";

    public static final String DENIED = "application.termination-denied";

    public static final int LONGEST = 500;

    private static final UUID NOBODY = new UUID(0, 0);

    private static final String SELECT = """
            select id, case_id, ground, reason, file_name, media_type, sm3, blob_id, proposed_by, proposed_at, decided_by,
                   decided_at, confirmed, note, fallen_at
              from application.termination
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final ApplicationDesk desk;
    private final ApplicationProcedure procedure;
    private final BlobStore blobs;
    private final AuditLog audit;
    private final InstantSource time;
    private final SecondWord seconds;

    Terminations(
            JdbcClient jdbc,
            ApplicationDesk desk,
            ApplicationProcedure procedure,
            BlobStore blobs,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.procedure = procedure;
        this.blobs = blobs;
        this.audit = audit;
        this.time = time;
        seconds = new SecondWord(jdbc, time, "termination", "proposed_by");
    }

    /**
     * What somebody proposed.
     *
     * @param evidence the file that shows the ground, or null
     * @param decision null while nobody said yes or no
     * @param fallen true where whoever proposed it keeps out of the case since: nothing follows from it any more
     */
    public record Proposal(
            UUID id,
            UUID caseId,
            TerminationGround ground,
            String reason,
            @Nullable KeptFile evidence,
            UUID proposedBy,
            Instant proposedAt,
            @Nullable Decision decision,
            boolean fallen) {

        /** True while the second one is asked. */
        public boolean isOpen() {
            return decision == null && !fallen;
        }

        private Proposal fallenWith(List<UUID> keptOut) {
            return decision != null || !keptOut.contains(proposedBy)
                    ? this
                    : new Proposal(id, caseId, ground, reason, evidence, proposedBy, proposedAt, null, true);
        }

        /** True of what is sent once more, whole. */
        private boolean says(CaseId of, UUID by, TerminationGround why, String words, String digest) {
            return caseId.equals(of.value())
                    && proposedBy.equals(by)
                    && ground == why
                    && reason.equals(words)
                    && (evidence == null ? "" : evidence.sm3()).equals(digest);
        }
    }

    public record Decision(UUID by, Instant at, boolean confirmed, String note) {}

    /**
     * One proposes; twice under one key is once, and other content under it is refused.
     *
     * @param name of the file; empty where there is none
     */
    @Transactional
    public void propose(
            CaseId id, Actor actor, UUID key, TerminationGround ground, String reason, String name, byte[] bytes) {
        String region = id.region();
        CaseFile<State> file = desk.find(id);
        String said = Reason.said(reason, LONGEST);
        String sm3 = bytes.length == 0 ? "" : Sm3.hex(bytes);
        Proposal before = find(region, key).orElse(null);
        if (before != null) {
            if (!before.says(id, actor.id(), ground, said, sm3)) {
                throw new CaseRuleBroken("platform.key.reused");
            }
            return;
        }
        // Everything but the second of two is asked as it will be when he confirms.
        mustBeOpen(file, actor, new Terminate(ground, said, sm3, NOBODY, new PaperRef(NOBODY, "")));
        if (of(id).stream().anyMatch(Proposal::isOpen)) {
            throw new CaseRuleBroken("application.terminate.proposed");
        }
        seconds.letFall(id, Recusals.of(file.state()));
        String media = bytes.length == 0 ? null : Drafts.inspected(name, bytes).mediaType();
        BlobId blob = bytes.length == 0 ? null : blobs.put("termination:" + id.value(), bytes);
        jdbc.sql("""
                        insert into application.termination
                               (region_code, id, case_id, ground, reason, file_name, media_type, sm3, blob_id, proposed_by,
                                proposed_at)
                        values (:region, :id, :case, :ground, :reason, :file, :media, :sm3, :blob, :by, :at)
                        """)
                .param("region", region)
                .param("id", key)
                .param("case", id.value())
                .param("ground", ground.name())
                .param("reason", said)
                .param("file", blob == null ? null : Plain.line(name), Types.VARCHAR)
                .param("media", media, Types.VARCHAR)
                .param("sm3", blob == null ? null : sm3, Types.VARCHAR)
                .param("blob", blob == null ? null : blob.value(), Types.VARCHAR)
                .param("by", actor.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
        audit.record(
                region,
                actor.id().toString(),
                PROPOSED,
                id.value().toString(),
                Map.of("ground", ground.name(), "reason", said, "post", actor.post()));
    }

    /** Another confirms: the case ends, and its applicant is told on paper; both or neither. */
    @Transactional
    public void confirm(CaseId id, Actor actor, UUID proposal) {
        Proposal proposed = open(id, proposal);
        decide(id, proposal, actor, true, "");
        KeptFile evidence = proposed.evidence();
        desk.write(
                id,
                actor,
                "terminate:" + proposal,
                null,
                paper -> new Terminate(
                        proposed.ground(),
                        proposed.reason(),
                        evidence == null ? "" : evidence.sm3(),
                        proposed.proposedBy(),
                        paper));
    }

    /** He does not: the case goes on. */
    @Transactional
    public void deny(CaseId id, Actor actor, UUID proposal, String note) {
        Proposal proposed = open(id, proposal);
        String said = Reason.said(note, LONGEST);
        mustBeOpen(
                desk.find(id),
                actor,
                new Terminate(proposed.ground(), proposed.reason(), sm3(proposed), NOBODY, new PaperRef(NOBODY, "")));
        if (proposed.proposedBy().equals(actor.id())) {
            throw new CaseRuleBroken("application.terminate.second");
        }
        decide(id, proposal, actor, false, said);
        audit.record(
                id.region(),
                actor.id().toString(),
                DENIED,
                id.value().toString(),
                Map.of("note", said, "proposed-by", proposed.proposedBy().toString(), "post", actor.post()));
    }

    /** What was ever proposed for a case, in order. */
    public List<Proposal> of(CaseId id) {
        List<Proposal> all = jdbc.sql(SELECT + " and case_id = :case order by proposed_at, id")
                .param("region", id.region())
                .param("case", id.value())
                .query((row, _) -> proposal(row))
                .list();
        if (all.stream().noneMatch(Proposal::isOpen)) {
            return all;
        }
        List<UUID> keptOut = Recusals.of(desk.find(id).state());
        return all.stream().map(each -> each.fallenWith(keptOut)).toList();
    }

    private Optional<Proposal> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> proposal(row))
                .optional();
    }

    private Proposal open(CaseId id, UUID proposal) {
        Proposal found = of(id).stream()
                .filter(each -> each.id().equals(proposal))
                .findFirst()
                .orElseThrow(() -> new CaseRuleBroken("application.terminate.none"));
        if (found.fallen()) {
            throw new CaseRuleBroken("application.terminate.fallen");
        }
        return found;
    }

    private void decide(CaseId id, UUID proposal, Actor actor, boolean confirmed, String note) {
        if (!seconds.decide(id, proposal, actor, confirmed, note)) {
            boolean own = find(id.region(), proposal)
                    .filter(each -> each.decision() == null)
                    .isPresent();
            throw new CaseRuleBroken(own ? "application.terminate.second" : "application.terminate.decided");
        }
    }

    /** Refused here as the command itself would be. */
    private void mustBeOpen(CaseFile<State> file, Actor actor, Terminate end) {
        var _ = Application.decide(file.state(), end, procedure.context(file, actor, time.instant()));
    }

    private static String sm3(Proposal proposal) {
        KeptFile evidence = proposal.evidence();
        return evidence == null ? "" : evidence.sm3();
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        String blob = row.getString("blob_id");
        UUID decidedBy = row.getObject("decided_by", UUID.class);
        return new Proposal(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                TerminationGround.valueOf(row.getString("ground")),
                row.getString("reason"),
                blob == null ? null : KeptFile.of(row),
                row.getObject("proposed_by", UUID.class),
                row.getTimestamp("proposed_at").toInstant(),
                decidedBy == null
                        ? null
                        : new Decision(
                                decidedBy,
                                row.getTimestamp("decided_at").toInstant(),
                                row.getBoolean("confirmed"),
                                row.getString("note")),
                row.getTimestamp("fallen_at") != null);
    }
}
