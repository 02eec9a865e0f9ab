package org.yimen.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identity.Credentials;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Proposal.Word;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Json;

/**
 * 双人复核: a security administrator proposes, a second officer of the post that the matter asks for consents, and only then
 * it is done. Neither consents to his own, nor does whom it concerns; what nobody consents to in seven days is void.
 */
@Service
public class Proposals {

    /** How long a proposal waits for its second officer. */
    public static final Duration LASTS = Duration.ofDays(7);

    private static final int MOST = 100;
    private static final int LONGEST_REASON = 500;

    private static final Json JSON = Json.of();

    private static final String COLUMNS = """
            select region_code, id, kind, subject, concerns, details, withheld, reason, proposed_at, proposed_by,
                   expires_at, settled_at, settled_by, word
              from organisation.proposal
            """;

    /**
     * What is wanted.
     *
     * @param key chosen by the form: however often it arrives, one proposal waits
     */
    public record Wanted(
            UUID key,
            String kind,
            String subject,
            @Nullable UUID concerns,
            Map<String, String> details,
            String withheld,
            String reason) {
        public Wanted {
            details = Map.copyOf(details);
        }

        @Override
        public String toString() {
            return "Wanted[" + kind + " " + subject + "]";
        }
    }

    private final JdbcClient jdbc;
    private final StaffDesk desk;
    private final Directory directory;
    private final Credentials credentials;
    private final Map<String, FourEyes> kinds;
    private final AuditLog audit;
    private final InstantSource time;

    Proposals(
            JdbcClient jdbc,
            StaffDesk desk,
            Directory directory,
            List<FourEyes> kinds,
            Credentials credentials,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.directory = directory;
        this.credentials = credentials;
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(FourEyes::kind, Function.identity()));
        this.audit = audit;
        this.time = time;
    }

    /** Proposes something to whoever may consent; empty where this key has proposed already. */
    @Transactional
    public Optional<Proposal> propose(UUID by, Wanted wanted) {
        String region = desk.demand(by);
        if (by.equals(wanted.concerns())) {
            throw new OrganisationRefused("organisation.staff.himself");
        }
        String reason = wanted.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || AuditLog.holdsPersonalNumber(reason)) {
            throw new OrganisationRefused("organisation.reason-missing");
        }
        var _ = kind(wanted.kind());
        Instant now = time.instant();
        var proposal = new Proposal(
                region,
                wanted.key(),
                wanted.kind(),
                wanted.subject(),
                wanted.concerns(),
                wanted.details(),
                wanted.withheld(),
                reason,
                now,
                by,
                now.plus(LASTS),
                null,
                null,
                null);
        int entered = jdbc.sql("""
                        insert into organisation.proposal (region_code, id, kind, subject, concerns, details, withheld,
                                                           reason, proposed_at, proposed_by, expires_at)
                        values (:region, :id, :kind, :subject, :concerns, :details::jsonb, :withheld,
                                :reason, :at, :by, :expires)
                            on conflict (region_code, id) do nothing
                        """)
                .param("region", region)
                .param("id", proposal.id())
                .param("kind", proposal.kind())
                .param("subject", proposal.subject())
                .param("concerns", proposal.concerns())
                .param("details", JSON.write(proposal.details()))
                .param("withheld", proposal.withheld())
                .param("reason", reason)
                .param("at", Timestamp.from(now))
                .param("by", by)
                .param("expires", Timestamp.from(proposal.expiresAt()))
                .update();
        if (entered == 0) {
            return Optional.empty();
        }
        record(proposal, by, "proposed");
        return Optional.of(proposal);
    }

    /** The second officer's word: with yes it is done at once, in the same transaction. */
    @Transactional
    public void settle(UUID by, UUID id, boolean consents) {
        Instant now = time.instant();
        Officer officer = directory.officer(by, now);
        Proposal proposal = open(officer.region(), id);
        FourEyes act = kind(proposal.kind());
        refusal(officer, proposal, act).ifPresent(code -> {
            throw new OrganisationRefused(code);
        });
        if (consents) {
            demandProposer(proposal);
        }
        end(proposal, by, consents ? Word.CONSENTED : Word.DECLINED);
        if (consents) {
            act.carryOut(proposal);
        }
        record(proposal, by, consents ? "consented" : "declined");
    }

    /** What somebody proposed who was locked or holds the post no longer is nobody's proposal any more. */
    private void demandProposer(Proposal proposal) {
        Officer proposer = directory.officer(proposal.proposedBy(), time.instant());
        boolean locked = credentials
                .state(new StaffMember(proposer.id(), proposer.region(), proposer.name()))
                .locked();
        if (locked || !proposer.holdsAny(Administrator.SECURITY)) {
            throw new OrganisationRefused("organisation.proposal.proposer-gone");
        }
    }

    /** Who made it thinks better of it. */
    @Transactional
    public void takeBack(UUID by, UUID id) {
        Proposal proposal = open(desk.demand(by), id);
        if (!by.equals(proposal.proposedBy())) {
            throw new OrganisationRefused("organisation.proposal.not-yours");
        }
        end(proposal, by, Word.TAKEN_BACK);
        record(proposal, by, "taken-back");
    }

    /** True where this officer may give the second word. */
    public boolean maySettle(UUID officer, Proposal proposal) {
        Instant now = time.instant();
        return proposal.waits(now)
                && refusal(directory.officer(officer, now), proposal, kind(proposal.kind()))
                        .isEmpty();
    }

    /** Those who may consent to it today; nobody, where the city has only one officer of the post. */
    public List<Officer> seconds(Proposal proposal) {
        FourEyes act = kind(proposal.kind());
        return directory.officers(CityTime.day(time.instant())).stream()
                .filter(officer -> officer.region().equals(proposal.region()))
                .filter(officer -> refusal(officer, proposal, act).isEmpty())
                .toList();
    }

    /** The holders of a post besides this officer: without any, what he proposes to that post waits in vain. */
    public List<Officer> others(UUID officer, String region, String role) {
        return directory.officers(CityTime.day(time.instant())).stream()
                .filter(each -> each.region().equals(region) && each.holdsAny(role))
                .filter(each -> !each.id().equals(officer))
                .toList();
    }

    /** True where it is his own and still waits. */
    public boolean mayTakeBack(UUID officer, Proposal proposal) {
        return proposal.waits(time.instant()) && officer.equals(proposal.proposedBy());
    }

    /** The proposals of a region, first those without a word, each the latest first. */
    public List<Proposal> of(String region) {
        return jdbc.sql(COLUMNS + """
                         where region_code = :region
                         order by (word is null and expires_at > :now) desc, proposed_at desc, id desc
                         limit :most
                        """)
                .param("region", region)
                .param("now", Timestamp.from(time.instant()))
                .param("most", MOST)
                .query((row, _) -> proposal(row))
                .list();
    }

    /** What waits about one matter, so that its page can say so. */
    public List<Proposal> waiting(String region, String subject) {
        return jdbc.sql(COLUMNS + """
                         where region_code = :region and subject = :subject and word is null and expires_at > :now
                         order by proposed_at desc, id desc
                         limit :most
                        """)
                .param("region", region)
                .param("subject", subject)
                .param("now", Timestamp.from(time.instant()))
                .param("most", MOST)
                .query((row, _) -> proposal(row))
                .list();
    }

    @Guard
    private static Optional<String> refusal(Officer officer, Proposal proposal, FourEyes act) {
        if (!officer.holdsAny(act.role())) {
            return Optional.of("organisation.proposal.not-yours");
        }
        boolean himself =
                officer.id().equals(proposal.proposedBy()) || officer.id().equals(proposal.concerns());
        return himself ? Optional.of("organisation.proposal.two-people") : Optional.empty();
    }

    private FourEyes kind(String kind) {
        FourEyes act = kinds.get(kind);
        if (act == null) {
            throw new IllegalStateException("Nothing that takes two: " + kind);
        }
        return act;
    }

    private Proposal open(String region, UUID id) {
        return jdbc.sql(COLUMNS + """
                         where region_code = :region and id = :id
                        """)
                .param("region", region)
                .param("id", id)
                .query((row, _) -> proposal(row))
                .optional()
                .filter(proposal -> proposal.waits(time.instant()))
                .orElseThrow(() -> new OrganisationRefused("organisation.proposal.settled"));
    }

    private void end(Proposal proposal, UUID by, Word word) {
        int ended = jdbc.sql("""
                        update organisation.proposal
                           set settled_at = :at, settled_by = :by, word = :word
                         where region_code = :region and id = :id and word is null
                        """)
                .param("region", proposal.region())
                .param("id", proposal.id())
                .param("at", Timestamp.from(time.instant()))
                .param("by", by)
                .param("word", word.name())
                .update();
        if (ended == 0) {
            throw new OrganisationRefused("organisation.proposal.settled");
        }
    }

    private static Map<String, String> details(String json) {
        var details = new HashMap<String, String>();
        JSON.tree(json)
                .propertyStream()
                .forEach(each -> details.put(each.getKey(), each.getValue().asString()));
        return details;
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        Timestamp settled = row.getTimestamp("settled_at");
        String word = row.getString("word");
        return new Proposal(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("subject"),
                row.getObject("concerns", UUID.class),
                details(row.getString("details")),
                row.getString("withheld"),
                row.getString("reason"),
                row.getTimestamp("proposed_at").toInstant(),
                row.getObject("proposed_by", UUID.class),
                row.getTimestamp("expires_at").toInstant(),
                settled == null ? null : settled.toInstant(),
                row.getObject("settled_by", UUID.class),
                word == null ? null : Word.valueOf(word));
    }

    private void record(Proposal proposal, UUID by, String what) {
        var details = new HashMap<>(proposal.details());
        details.put("reason", proposal.reason());
        details.put("proposal", proposal.id().toString());
        details.put("proposedBy", proposal.proposedBy().toString());
        UUID concerns = proposal.concerns();
        audit.record(
                proposal.region(),
                by.toString(),
                "organisation." + proposal.kind() + "-" + what,
                concerns == null ? proposal.subject() : concerns.toString(),
                details);
    }
}
