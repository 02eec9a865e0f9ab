package org.yimen.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
import org.yimen.application.Concerns;
import org.yimen.application.Inspection;
import org.yimen.application.TerminationGround;
import org.yimen.audit.AuditLog;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.Office;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.document.Fact;
import org.yimen.document.KeptFile;
import org.yimen.document.PaperKind;
import org.yimen.document.StoredPaper;
import org.yimen.identity.People;
import org.yimen.licence.Ending;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.Standing;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.InTurn;
import org.yimen.platform.Plain;
import org.yimen.platform.Text;

/**
 * 注销 (行政许可法 art. 70(2), (3), (5), (6)) of a licence that is still valid: one who serves in the department that granted it proposes
 * it, with what proves the ground; another, who holds the letter by which such licences are decided, confirms, and only then the
 * licence ends, on a sealed paper. What expired or was taken needs no second one, see {@link Measures#strikeOff}.
 */
@Service
public class StrikingsOff {

    /** Kinds of the audit entries; a confirmed one is {@link Measures#DECIDED} as well. */
    public static final String PROPOSED = "supervision.striking-off-proposed";

    public static final String DENIED = "supervision.striking-off-denied";

    /** The grounds of art. 70 that end what is valid; the others leave only the formality. */
    public static final List<TerminationGround> GROUNDS = List.of(
            TerminationGround.DEAD_OR_INCAPABLE,
            TerminationGround.DISSOLVED,
            TerminationGround.FORCE_MAJEURE,
            TerminationGround.OTHER_LAW);

    private static final int LONGEST = 500;

    private static final String SELECT = """
            select id, case_id, licence_id, ground, reason, basis, file_name, media_type, sm3, blob_id, proposed_by, proposed_at,
                   decided_by, decided_at, confirmed, note, paper_id
              from supervision.striking_off
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final Measures measures;
    private final Referrals referrals;
    private final Concerns concerns;
    private final People people;
    private final Catalogue catalogue;
    private final LicenceDesk licences;
    private final BlobStore blobs;
    private final Outbox outbox;
    private final AuditLog audit;
    private final InstantSource time;

    StrikingsOff(
            JdbcClient jdbc,
            Measures measures,
            Referrals referrals,
            Concerns concerns,
            People people,
            Catalogue catalogue,
            LicenceDesk licences,
            BlobStore blobs,
            Outbox outbox,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.measures = measures;
        this.referrals = referrals;
        this.concerns = concerns;
        this.people = people;
        this.catalogue = catalogue;
        this.licences = licences;
        this.blobs = blobs;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    /**
     * What somebody proposed.
     *
     * @param basis law and article that order it; empty where art. 70 itself names the ground
     * @param decision null while nobody said yes or no
     */
    public record Proposal(
            UUID id,
            UUID caseId,
            UUID licence,
            TerminationGround ground,
            String reason,
            String basis,
            KeptFile proof,
            UUID proposedBy,
            Instant proposedAt,
            @Nullable Decision decision) {

        public boolean isOpen() {
            return decision == null;
        }

        /** True of what is sent once more, whole. */
        private boolean says(UUID about, UUID by, TerminationGround why, String words, String law, String digest) {
            return licence.equals(about)
                    && proposedBy.equals(by)
                    && ground == why
                    && reason.equals(words)
                    && basis.equals(law)
                    && proof.sm3().equals(digest);
        }
    }

    /** @param paper by which it was struck off; null where the second one did not confirm */
    public record Decision(
            UUID by,
            Instant at,
            boolean confirmed,
            String note,
            @Nullable UUID paper) {}

    /**
     * One proposes; twice under one key is once, and other content under it is refused.
     *
     * @param basis law and article, for {@link TerminationGround#OTHER_LAW}
     */
    @Transactional
    public void propose(
            UUID key,
            String region,
            UUID licenceId,
            Officer officer,
            TerminationGround ground,
            String reason,
            String basis,
            String name,
            byte[] bytes) {
        Licence licence = licences.find(region, licenceId)
                .filter(found -> Referrals.supervises(officer, found.issuerDepartment()))
                .orElseThrow(() -> new SupervisionRefused("supervision.none"));
        String said = checked(reason);
        boolean named = ground == TerminationGround.OTHER_LAW;
        String law = named ? checked(basis) : "";
        if (!grounds(region, licence).contains(ground)) {
            throw new SupervisionRefused("supervision.striking-off.ground");
        }
        if (bytes.length == 0) {
            throw new SupervisionRefused("supervision.striking-off.proof");
        }
        InTurn.await(jdbc, "supervision.measure " + licenceId);
        String sm3 = Sm3.hex(bytes);
        Optional<Proposal> before = find(region, key);
        if (before.isPresent()) {
            if (!before.get().says(licenceId, officer.id(), ground, said, law, sm3)) {
                throw new SupervisionRefused("platform.key.reused");
            }
            return;
        }
        mustBeValid(region, licence);
        if (ofLicence(region, licenceId).stream().anyMatch(Proposal::isOpen)) {
            throw new SupervisionRefused("supervision.striking-off.open");
        }
        String media = Inspection.arriving(name, bytes).mediaType();
        BlobId blob = blobs.put("striking-off:" + licenceId, bytes);
        jdbc.sql("""
                        insert into supervision.striking_off
                               (region_code, id, case_id, licence_id, ground, reason, basis, file_name, media_type, sm3, blob_id,
                                proposed_by, proposed_at)
                        values (:region, :id, :case, :licence, :ground, :reason, :basis, :file, :media, :sm3, :blob, :by, :at)
                        """)
                .param("region", region)
                .param("id", key)
                .param("case", licence.caseId())
                .param("licence", licenceId)
                .param("ground", ground.name())
                .param("reason", said)
                .param("basis", law)
                .param("file", Plain.line(name))
                .param("media", media)
                .param("sm3", sm3)
                .param("blob", blob.value())
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
        audit.record(
                region,
                officer.id().toString(),
                PROPOSED,
                licence.caseId().toString(),
                Map.of("ground", ground.name(), "reason", said, "licence", licenceId.toString()));
    }

    /** Another confirms: the licence ends, and its holder is told on paper; all of it or nothing. A second click finds it done. */
    @Transactional
    public void confirm(String region, UUID id, Officer officer) {
        Proposal proposal = find(region, id).orElseThrow(() -> new SupervisionRefused("supervision.none"));
        InTurn.await(jdbc, "supervision.measure " + proposal.licence());
        // Nothing takes the place of the licence meanwhile.
        concerns.inTurn(region, proposal.licence());
        Licence licence = deciding(region, proposal, officer);
        Decision before = find(region, id).map(Proposal::decision).orElse(null);
        if (before != null && before.confirmed() && before.by().equals(officer.id())) {
            return;
        }
        mustBeValid(region, licence);
        Instant now = time.instant();
        String cited = "《行政许可法》" + proposal.ground().article();
        StoredPaper paper = measures.write(
                region,
                licence,
                licence.issuerDepartment(),
                officer,
                PaperKind.MEASURE,
                "注销行政许可决定书",
                List.of(
                        "经查：" + proposal.reason(),
                        "依据：" + cited + (proposal.basis().isEmpty() ? "" : "；" + proposal.basis()) + "。"),
                List.of(
                        new Fact("证照", licence.type() + " " + licence.number()),
                        new Fact("处理", "注销行政许可"),
                        new Fact("证明材料", proposal.proof().name())),
                Office.remedies(catalogue.setting().office(licence.issuerDepartment())),
                now);
        decide(region, proposal, officer, true, "", paper.id());
        licences.end(region, licence.id(), Ending.CANCELLED, paper.number());
        audit.record(
                region,
                officer.id().toString(),
                Measures.DECIDED,
                licence.caseId().toString(),
                Map.of("kind", "cancellation", "licence", licence.id().toString()));
        referrals
                .find(region, licence.caseId())
                .map(Referral::holder)
                .ifPresent(holder -> outbox.postInside(Notice.of(
                                region,
                                holder,
                                holder,
                                "struck-off:" + proposal.id(),
                                "supervision.struck-off",
                                List.of(Text.of(licence.type()), Text.of(licence.number()), Text.of(paper.number())),
                                now)
                        .to("/me/cases/" + licence.caseId())));
    }

    /** He does not: the licence stays as it is. */
    @Transactional
    public void deny(String region, UUID id, Officer officer, String note) {
        Proposal proposal = find(region, id).orElseThrow(() -> new SupervisionRefused("supervision.none"));
        Licence licence = deciding(region, proposal, officer);
        String said = checked(note);
        decide(region, proposal, officer, false, said, null);
        audit.record(
                region,
                officer.id().toString(),
                DENIED,
                licence.caseId().toString(),
                Map.of("note", said, "licence", licence.id().toString()));
    }

    /**
     * Those of {@link #GROUNDS} that can be true of its holder: a citizen dies, a legal person or another organisation is
     * dissolved (art. 70(2), (3)).
     */
    public List<TerminationGround> grounds(String region, Licence licence) {
        boolean citizen = referrals
                .find(region, licence.caseId())
                .flatMap(referral -> people.find(referral.holder()))
                .isPresent();
        var others = citizen ? TerminationGround.DISSOLVED : TerminationGround.DEAD_OR_INCAPABLE;
        return GROUNDS.stream().filter(ground -> ground != others).toList();
    }

    /** What was ever proposed for a licence, in order. */
    public List<Proposal> ofLicence(String region, UUID licence) {
        return jdbc.sql(SELECT + " and licence_id = :licence order by proposed_at, id")
                .param("region", region)
                .param("licence", licence)
                .query((row, _) -> proposal(row))
                .list();
    }

    private Optional<Proposal> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> proposal(row))
                .optional();
    }

    private Licence deciding(String region, Proposal proposal, Officer officer) {
        Licence licence = licences.find(region, proposal.licence())
                .filter(found -> measures.mayStrikeOff(officer, found))
                .orElseThrow(() -> new SupervisionRefused("supervision.none"));
        if (proposal.proposedBy().equals(officer.id())) {
            throw new SupervisionRefused("supervision.striking-off.second");
        }
        return licence;
    }

    private void mustBeValid(String region, Licence licence) {
        LocalDate today = CityTime.day(time.instant());
        if (licence.standingOn(today) instanceof Standing.Ended || Measures.hasLapsed(licence, today)) {
            throw new SupervisionRefused("supervision.measure.ended", licence.number());
        }
        // Who is being heard is heard to the end: this is no way around it.
        if (measures.areAbout(region, licence.id())) {
            throw new SupervisionRefused("supervision.measure.open");
        }
    }

    private void decide(
            String region, Proposal proposal, Officer officer, boolean confirmed, String note, @Nullable UUID paper) {
        int done = jdbc.sql("""
                        update supervision.striking_off
                           set decided_by = :by, decided_at = :at, confirmed = :confirmed, note = :note, paper_id = :paper
                         where region_code = :region and id = :id and decided_at is null and proposed_by <> :by
                        """)
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .param("confirmed", confirmed)
                .param("note", note)
                .param("paper", paper)
                .param("region", region)
                .param("id", proposal.id())
                .update();
        if (done == 0) {
            throw new SupervisionRefused("supervision.striking-off.decided");
        }
    }

    private static String checked(String typed) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > LONGEST || AuditLog.holdsPersonalNumber(text)) {
            throw new SupervisionRefused("supervision.text", LONGEST);
        }
        return text;
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        UUID decidedBy = row.getObject("decided_by", UUID.class);
        return new Proposal(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getObject("licence_id", UUID.class),
                TerminationGround.valueOf(row.getString("ground")),
                row.getString("reason"),
                row.getString("basis"),
                KeptFile.of(row),
                row.getObject("proposed_by", UUID.class),
                row.getTimestamp("proposed_at").toInstant(),
                decidedBy == null
                        ? null
                        : new Decision(
                                decidedBy,
                                row.getTimestamp("decided_at").toInstant(),
                                row.getBoolean("confirmed"),
                                row.getString("note"),
                                row.getObject("paper_id", UUID.class)));
    }
}
