package org.yimen.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.Command.Correct;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.document.Fact;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.Standing;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;

/**
 * 更正: an officer of the department says what is wrong and what is right, another who may decide confirms; then a sealed paper
 * says so, of a certificate another edition takes the place of the old, and the holder is told.
 */
@Service
public class Corrections {

    /** Kinds of the audit entries. */
    public static final String PROPOSED = "application.correction-proposed";

    public static final String DENIED = "application.correction-denied";

    /** What can be corrected besides certificates. */
    private static final Set<PaperKind> DECISIONS =
            Set.of(PaperKind.GRANT, PaperKind.REFUSAL, PaperKind.NON_ACCEPTANCE);

    static final String WORDS = "application.correction.words_sealed";

    private static final Json JSON = Json.of();

    private static final int MOST = 50;
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String SELECT = """
            select region_code, id, case_id, of_id, of_number, licence, at_line, words_sealed, reason, proposed_by, proposed_at, decided_by, decided_at,
                   confirmed, note, paper_number
              from application.correction
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final ApplicationDesk desk;
    private final ApplicationProcedure procedure;
    private final SealedPapers papers;
    private final LicenceDesk licences;
    private final Concerns concerns;
    private final ObjectProvider<OpenMeasures> measures;
    private final ColumnCipher cipher;
    private final AuditLog audit;
    private final InstantSource time;

    Corrections(
            JdbcClient jdbc,
            ApplicationDesk desk,
            ApplicationProcedure procedure,
            SealedPapers papers,
            LicenceDesk licences,
            Concerns concerns,
            ObjectProvider<OpenMeasures> measures,
            ColumnCipher cipher,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.procedure = procedure;
        this.papers = papers;
        this.licences = licences;
        this.concerns = concerns;
        this.measures = measures;
        this.cipher = cipher;
        this.audit = audit;
        this.time = time;
    }

    /** What is sealed: it may be somebody's name. */
    record Words(String wrong, String right) {}

    /** @param decision null while nobody said yes or no */
    public record Proposal(
            UUID id,
            UUID caseId,
            Correction correction,
            UUID proposedBy,
            Instant proposedAt,
            @Nullable Decision decision) {

        public boolean isOpen() {
            return decision == null;
        }
    }

    /** @param paper the number of the paper that corrects; null where it was not confirmed */
    public record Decision(
            UUID by,
            Instant at,
            boolean confirmed,
            String note,
            @Nullable String paper) {}

    /**
     * What can be corrected in a case.
     *
     * @param licence true of a certificate
     * @param lines of a certificate what stands where; empty of a paper, whose line the officer names
     */
    public record Target(UUID id, String number, PaperKind kind, boolean licence, List<Fact> lines) {
        public Target {
            lines = List.copyOf(lines);
        }
    }

    /** The papers of its decisions, and its certificate while that is in force. */
    public List<Target> targets(CaseId id) {
        var targets = new ArrayList<Target>();
        var today = CityTime.day(time.instant());
        licences.ofCase(id.region(), id.value()).stream()
                .filter(licence -> licence.standingOn(today) instanceof Standing.InForce)
                .map(licence -> new Target(licence.id(), licence.number(), PaperKind.LICENCE, true, lines(licence)))
                .forEach(targets::add);
        papers.ofCase(id.region(), id.value()).stream()
                .filter(paper -> DECISIONS.contains(paper.kind()))
                .map(paper -> new Target(paper.id(), paper.number(), paper.kind(), false, List.of()))
                .forEach(targets::add);
        return targets;
    }

    /** True for whoever serves in the department whose papers they are. */
    public boolean proposes(CaseFile<State> file, Actor actor) {
        return Powers.proposing(procedure.context(file, actor, time.instant())).isEmpty();
    }

    private static List<Fact> lines(Licence licence) {
        var lines = new ArrayList<Fact>();
        lines.add(new Fact(Correction.HOLDER, licence.holderName()));
        lines.addAll(licence.facts());
        return lines;
    }

    /**
     * One proposes; twice under one key is once, and other content under it is refused.
     *
     * @param wrong what stands there; of a certificate it is read from it
     */
    @Transactional
    public void propose(
            CaseId id, Actor actor, UUID key, UUID of, String where, String wrong, String right, String reason) {
        CaseFile<State> file = desk.find(id);
        Target target = targets(id).stream()
                .filter(each -> each.id().equals(of))
                .findFirst()
                .orElseThrow(() -> new CaseRuleBroken("application.correction.target"));
        String stands = target.licence()
                ? target.lines().stream()
                        .filter(line -> line.label().equals(where.strip()))
                        .map(Fact::value)
                        .findFirst()
                        .orElseThrow(() -> new CaseRuleBroken("application.correction.line"))
                : wrong.strip();
        var correction = new Correction(
                of, target.number(), target.licence(), where.strip(), stands, right.strip(), reason.strip());
        Proposal before = find(id.region(), key).orElse(null);
        if (before != null) {
            if (!before.correction().equals(correction)
                    || !before.proposedBy().equals(actor.id())
                    || !before.caseId().equals(id.value())) {
                throw new CaseRuleBroken("platform.key.reused");
            }
            return;
        }
        Powers.proposing(procedure.context(file, actor, time.instant())).ifPresent(missing -> {
            throw CaseRuleBroken.withoutAuthority(missing);
        });
        mustHold(file, actor, correction);
        if (of(id).stream().anyMatch(Proposal::isOpen)) {
            throw new CaseRuleBroken("application.correction.waits");
        }
        var words = new Words(correction.wrong(), correction.right());
        jdbc.sql("""
                        insert into application.correction
                               (region_code, id, case_id, of_id, of_number, licence, at_line, words_sealed, reason,
                                proposed_by, proposed_at)
                        values (:region, :id, :case, :of, :number, :licence, :line, :words, :reason, :by, :at)
                        """)
                .param("region", id.region())
                .param("id", key)
                .param("case", id.value())
                .param("of", of)
                .param("number", correction.number())
                .param("licence", correction.licence())
                .param("line", correction.where())
                .param(
                        "words",
                        cipher.seal(WORDS, id.region(), key.toString(), JSON.write(words))
                                .bytes())
                .param("reason", correction.reason())
                .param("by", actor.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
        note(PROPOSED, id, actor, Map.of("of", correction.number(), "reason", correction.reason()));
    }

    /** Another confirms: paper, new edition and the end of the old one, or nothing. */
    @Transactional
    public void confirm(CaseId id, Actor actor, UUID proposal) {
        Proposal proposed = find(id.region(), proposal)
                .filter(each -> each.caseId().equals(id.value()))
                .orElseThrow(() -> new CaseRuleBroken("application.correction.none"));
        Correction correction = proposed.correction();
        CaseFile<State> file = desk.find(id);
        if (correction.licence()) {
            // Nothing takes the place of the licence meanwhile.
            concerns.inTurn(id.region(), correction.of());
            mustStand(id, correction.of());
        }
        var _ = Application.decide(
                file.state(),
                new Correct(correction, proposed.proposedBy(), null, new PaperRef(NOBODY, "")),
                procedure.context(file, actor, time.instant()));
        decide(id, proposal, actor, true, "");
        String paper = desk.correct(id, actor, "correction:" + proposal, correction, proposed.proposedBy());
        jdbc.sql("""
                        update application.correction
                           set paper_number = :paper
                         where region_code = :region and id = :id
                        """)
                .param("paper", paper)
                .param("region", id.region())
                .param("id", proposal)
                .update();
    }

    /** He does not: it stays as it is. */
    @Transactional
    public void deny(CaseId id, Actor actor, UUID proposal, String note) {
        Proposal proposed = find(id.region(), proposal)
                .filter(each -> each.caseId().equals(id.value()))
                .orElseThrow(() -> new CaseRuleBroken("application.correction.none"));
        String said = Reason.said(note, Correction.LONGEST);
        CaseFile<State> file = desk.find(id);
        var _ = Application.decide(
                file.state(),
                new Correct(proposed.correction(), proposed.proposedBy(), null, new PaperRef(NOBODY, "")),
                procedure.context(file, actor, time.instant()));
        decide(id, proposal, actor, false, said);
        note(DENIED, id, actor, Map.of("note", said, "of", proposed.correction().number()));
    }

    /** What was ever proposed for a case, in order. */
    public List<Proposal> of(CaseId id) {
        return jdbc.sql(SELECT + " and case_id = :case order by proposed_at, id limit :most")
                .param("region", id.region())
                .param("case", id.value())
                .param("most", MOST)
                .query((row, _) -> proposal(row))
                .list();
    }

    /** The number of the paper that corrected this paper or licence last, if one did. */
    public Optional<String> by(String region, UUID of) {
        return jdbc.sql("""
                        select paper_number
                          from application.correction
                         where region_code = :region and of_id = :of and confirmed and paper_number is not null
                         order by decided_at desc
                         limit 1
                        """)
                .param("region", region)
                .param("of", of)
                .query(String.class)
                .optional();
    }

    /** Refused here as the second one's command would be, but for who he is. */
    private void mustHold(CaseFile<State> file, Actor actor, Correction correction) {
        if (!Application.TRANSITIONS.allows(
                file.state(), new Correct(correction, NOBODY, null, new PaperRef(NOBODY, "")))) {
            throw new CaseRuleBroken("application.step.not-open");
        }
        var _ = Corrected.decided(
                file.state(),
                new Correct(correction, NOBODY, null, new PaperRef(NOBODY, "")),
                procedure.context(file, actor, time.instant()));
        if (correction.licence()) {
            mustStand(file.id(), correction.of());
        }
    }

    /** What may end, or is about to be replaced, gets no other edition meanwhile. */
    private void mustStand(CaseId id, UUID licence) {
        boolean inForce = licences.find(id.region(), licence)
                .filter(each -> each.standingOn(CityTime.day(time.instant())) instanceof Standing.InForce)
                .isPresent();
        if (!inForce) {
            throw new CaseRuleBroken("application.correction.target");
        }
        if (measures.stream().anyMatch(each -> each.areAbout(id.region(), licence))) {
            throw new CaseRuleBroken("application.concern.measured");
        }
        concerns.another(id, licence, other -> isOpen(desk.find(other.id()).state()))
                .ifPresent(other -> {
                    throw new CaseRuleBroken("application.concern.running", other.number());
                });
    }

    private static boolean isOpen(State state) {
        return Application.isUndecided(state) || state instanceof State.Granted;
    }

    private Optional<Proposal> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> proposal(row))
                .optional();
    }

    private void decide(CaseId id, UUID proposal, Actor actor, boolean confirmed, String note) {
        int done = jdbc.sql("""
                        update application.correction
                           set decided_by = :by, decided_at = :at, confirmed = :confirmed, note = :note
                         where region_code = :region and id = :id and decided_at is null and proposed_by <> :by
                        """)
                .param("by", actor.id())
                .param("at", Timestamp.from(time.instant()))
                .param("confirmed", confirmed)
                .param("note", note)
                .param("region", id.region())
                .param("id", proposal)
                .update();
        if (done == 0) {
            throw new CaseRuleBroken("application.correction.decided");
        }
    }

    private void note(String kind, CaseId id, Actor actor, Map<String, String> detail) {
        audit.record(id.region(), actor.id().toString(), kind, id.value().toString(), detail);
    }

    private Proposal proposal(ResultSet row) throws SQLException {
        var words = JSON.read(
                cipher.open(
                        WORDS,
                        row.getString("region_code"),
                        row.getString("id"),
                        Sealed.of(row.getBytes("words_sealed"))),
                Words.class);
        UUID decidedBy = row.getObject("decided_by", UUID.class);
        return new Proposal(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                new Correction(
                        row.getObject("of_id", UUID.class),
                        row.getString("of_number"),
                        row.getBoolean("licence"),
                        row.getString("at_line"),
                        words.wrong(),
                        words.right(),
                        row.getString("reason")),
                row.getObject("proposed_by", UUID.class),
                row.getTimestamp("proposed_at").toInstant(),
                decidedBy == null
                        ? null
                        : new Decision(
                                decidedBy,
                                row.getTimestamp("decided_at").toInstant(),
                                row.getBoolean("confirmed"),
                                row.getString("note"),
                                row.getString("paper_number")));
    }
}
