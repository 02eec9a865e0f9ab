package org.yimen.identity;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;

/**
 * 人证比对: compares the card on the reader with those who may stand at the window for a case. Another person's card, or one
 * that has run out, stops the case at the window until the right one is read, or until a chief has released it: one
 * stranger's card must not hold up for good what was handed in elsewhere.
 */
@Service
public class CardChecks {

    /** What the log calls a card of somebody else; supervision lists it. */
    public static final String STOPPED = "identity.card-mismatch";

    /** What the log calls the end of such a stop by a chief, with his reason. */
    public static final String RELEASED = "identity.card-stop-released";

    public static final int LONGEST_REASON = 200;
    private static final int SHORTEST_REASON = 4;

    /** How the comparison ended. */
    public enum Outcome {
        MATCHED,
        OTHER_PERSON,
        EXPIRED
    }

    /** A release ends what was read before it. */
    private static final String LAST = """
        select outcome, at, staff_id
          from identity.card_check
         where region_code = :region and case_id = :case and staff_id is not null
         order by at desc, id desc
         limit 1
        """;

    private static final String SHOWN = """
        select person_id, outcome
          from identity.card_check
         where region_code = :region and case_id = :case and staff_id = :staff and at > :since
         order by at desc, id desc
         limit 1
        """;

    private static final String INSERT_RELEASE = """
        insert into identity.card_check (region_code, id, case_id, at, staff_id, outcome, reason)
        values (:region, :id, :case, :at, :staff, :outcome, :reason)
        """;

    private static final String RELEASE = "RELEASED";

    /** Who showed his card stands there for so long, before the one who read it. */
    private static final Duration STANDS = Duration.ofMinutes(15);

    private static final String INSERT = """
        insert into identity.card_check (region_code, id, case_id, at, staff_id, station_id, outcome, person_id)
        values (:region, :id, :case, :at, :staff, :station, :outcome, :person)
        """;

    private final JdbcClient jdbc;
    private final People people;
    private final Verifications verifications;
    private final Accesses accesses;
    private final AuditLog audit;
    private final InstantSource time;

    CardChecks(
            JdbcClient jdbc,
            People people,
            Verifications verifications,
            Accesses accesses,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.people = people;
        this.verifications = verifications;
        this.accesses = accesses;
        this.audit = audit;
        this.time = time;
    }

    /** @param expected those who may stand at the window: the applicant, or who acts for him */
    @Transactional
    public Outcome compare(String region, UUID caseId, CardRead card, Collection<Person> expected, Onlooker by) {
        Compared compared = compared(card, expected);
        insert(region, caseId, compared, by.staff(), null);
        if (compared.holder() == null) {
            note(region, caseId, compared, by.staff().toString(), "OFFICER", by.post());
        } else {
            UUID person = compared.holder();
            verifications.read(person, by);
            accesses.note(person, Access.Kind.CARD_READ, Channel.WINDOW, by, "", caseId);
        }
        return compared.outcome();
    }

    /**
     * The same at a machine. It stops who stands there and nobody else: a stranger with a number and a card of his own must
     * not hold up the case at the window.
     */
    @Transactional
    public Outcome compare(UUID caseId, CardRead card, Collection<Person> expected, Station at) {
        Compared compared = compared(card, expected);
        insert(at.region(), caseId, compared, null, at.id());
        if (compared.holder() == null) {
            note(at.region(), caseId, compared, "station:" + at.id(), "SYSTEM", at.name());
        } else {
            UUID person = compared.holder();
            verifications.verified(person, Verification.How.ID_CARD, Channel.KIOSK, at.name());
            accesses.note(person, Access.Kind.CARD_READ, Channel.KIOSK, "", caseId);
        }
        return compared.outcome();
    }

    /** @param holder whose card it is, where nothing stops him */
    private record Compared(Outcome outcome, @Nullable UUID holder) {}

    private Compared compared(CardRead card, Collection<Person> expected) {
        Optional<Person> holder = expected.stream()
                .filter(person -> person.citizenId().equals(card.number())
                        && person.name().equals(card.name().strip()))
                .findFirst();
        if (holder.isEmpty()) {
            return new Compared(Outcome.OTHER_PERSON, null);
        }
        return card.expiredOn(CityTime.day(time.instant()))
                ? new Compared(Outcome.EXPIRED, null)
                : new Compared(Outcome.MATCHED, holder.get().id());
    }

    private void insert(String region, UUID caseId, Compared compared, @Nullable UUID staff, @Nullable UUID station) {
        Instant now = time.instant();
        jdbc.sql(INSERT)
                .param("region", region)
                .param("id", Uuid7.next(now))
                .param("case", caseId)
                .param("at", Timestamp.from(now))
                .param("staff", staff, Types.OTHER)
                .param("station", station, Types.OTHER)
                .param("outcome", compared.outcome().name())
                .param("person", compared.holder(), Types.OTHER)
                .update();
    }

    private void note(String region, UUID caseId, Compared compared, String by, String kind, String post) {
        String code = compared.outcome() == Outcome.EXPIRED ? "identity.card.expired" : "identity.card.other-person";
        audit.record(region, by, STOPPED, caseId.toString(), Map.of("code", code, "kind", kind, "post", post));
    }

    /** True where the last card that was compared at a window was not the right one. */
    public boolean stopped(String region, UUID caseId) {
        return stop(region, caseId).isPresent();
    }

    /**
     * Why a case stands still at the windows.
     *
     * @param staff who read the card
     */
    public record Stop(Outcome outcome, Instant at, UUID staff) {}

    /** What stops the case at the windows now: who read what and when. */
    public Optional<Stop> stop(String region, UUID caseId) {
        return jdbc.sql(LAST)
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> row.getString("outcome").equals(RELEASE)
                        ? Optional.<Stop>empty()
                        : Optional.of(new Stop(
                                Outcome.valueOf(row.getString("outcome")),
                                row.getTimestamp("at").toInstant(),
                                row.getObject("staff_id", UUID.class))))
                .optional()
                .flatMap(stop -> stop)
                .filter(stop -> stop.outcome() != Outcome.MATCHED);
    }

    /**
     * Ends a stop without the right card; whose it is to do is the caller's to check before.
     *
     * @throws IdentityRuleBroken where nothing is stopped, the reason is missing, or who read the card releases it himself
     */
    @Transactional
    public void release(String region, UUID caseId, String typed, Onlooker by) {
        String reason = typed.strip();
        Stop stop = stop(region, caseId).orElseThrow(() -> new IdentityRuleBroken("identity.card.not-stopped"));
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            throw new IdentityRuleBroken("identity.card.release-reason", LONGEST_REASON);
        }
        if (AuditLog.holdsPersonalNumber(reason)) {
            throw new IdentityRuleBroken("identity.disclosure.reason-number");
        }
        if (stop.staff().equals(by.staff())) {
            throw new IdentityRuleBroken("identity.card.own-stop");
        }
        Instant now = time.instant();
        jdbc.sql(INSERT_RELEASE)
                .param("region", region)
                .param("id", Uuid7.next(now))
                .param("case", caseId)
                .param("at", Timestamp.from(now))
                .param("staff", by.staff())
                .param("outcome", RELEASE)
                .param("reason", reason)
                .update();
        audit.record(
                region,
                by.staff().toString(),
                RELEASED,
                caseId.toString(),
                Map.of(
                        "reason",
                        reason,
                        "post",
                        by.post(),
                        "read-by",
                        stop.staff().toString()));
    }

    /** Whose card this officer has just read for the case. */
    public Optional<Person> shown(String region, UUID caseId, UUID staff) {
        return jdbc.sql(SHOWN)
                .param("region", region)
                .param("case", caseId)
                .param("staff", staff)
                .param("since", Timestamp.from(time.instant().minus(STANDS)))
                .query((row, _) -> row.getString("outcome").equals(Outcome.MATCHED.name())
                        ? Optional.of(row.getObject("person_id", UUID.class))
                        : Optional.<UUID>empty())
                .optional()
                .flatMap(person -> person)
                .flatMap(people::find);
    }
}
